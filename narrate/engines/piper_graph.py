"""Rewrites a Piper model's graph: seeded noise and rate from outside, times of phonemes, two parts that run fast.

A VITS graph draws its own noise with ``RandomNormalLike``, which no caller can seed: two runs differ. Each such
node is replaced by a cut from a graph input, a pool of numbers that the caller draws from a seed.

The decoder makes sound from an inner signal, each of whose steps reaches only so far. So the graph is parted there: the
first part makes the whole inner signal, which is small, and the second makes sound from a window of it, with ``reach``
steps more on both sides. Windows fit a core's cache, and bound the memory.
"""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import ceil
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto, helper
from onnx.shape_inference import InferenceError

from narrate.engines.graph_writer import Writer
from narrate.engines.piper_rate import FRAMES, take_rate_as_input
from narrate.engines.time_major import Known, TimeMajor

log = logging.getLogger(__name__)

POOL_PREFIX = "narrate_noise_"
INNER = "narrate_inner"
"""The inner signal [1, steps, channels]: output of the first part, input of the second."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A model in two: phonemes to an inner signal, and windows of that to sound."""

    inner: ModelProto
    sound: ModelProto
    unit: int
    """Steps of the inner signal that windows begin and end at multiples of."""
    reach: int
    """Steps that the sound of a step depends on, to each side."""
    hop: int
    """Samples a step."""


def read(model: bytes) -> ModelProto:
    """The model, its noise an input.

    For each noise that it drew itself it has an input ``narrate_noise_<k>``, float32 [n]: it takes as many numbers from
    the front of a pool as it needs, and fails where the pool is too short.
    Its rate is an input as well: see ``piper_rate``.

    Raises:
        ValueError: It is no ONNX model, or none whose phonemes have lengths.
    """
    try:
        proto = onnx.load_from_string(model)
    except DecodeError as exc:
        raise ValueError(f"not ONNX: {exc}") from exc
    if not proto.graph.node:
        raise ValueError("there is no graph in it")
    _take_noise_as_input(proto.graph)
    take_rate_as_input(proto.graph)
    return proto


def load(path: Path) -> ModelProto:
    """A model from its file."""
    return onnx.load(path)


def save(model: ModelProto, path: Path) -> None:
    """Writes a model, its weights one by one, and takes them out of it: all at once would take their size three times.

    Parts of a protocol buffer that are written one after the other are read as one.
    """
    weights = model.graph.initializer
    parts = (ModelProto(graph=GraphProto(initializer=[weights.pop()])) for _ in range(len(weights)))
    with path.open("wb") as file:
        for one in chain(parts, [model]):
            file.write(one.SerializeToString())


def part(model: ModelProto) -> Parts:
    """The model that ``read`` gave, its constants folded, in two parts with convolutions written to run fast.

    Raises:
        ValueError: It is not built as Piper's models are.
    """
    try:
        return _parted(model)
    except (IndexError, KeyError, StopIteration, TypeError, InferenceError) as exc:
        raise ValueError(f"its graph is not understood: {exc!r}") from exc


def _parted(model: ModelProto) -> Parts:
    graph, opset = model.graph, model.opset_import
    inner, unit = _inner(graph)
    needed = _needed(graph.node, [graph.output[0].name], given={inner})
    reach, hop = _reach(needed, inner)
    frames = next(one for one in graph.output if one.name == FRAMES)
    known = Known.of(graph, opset)
    before = TimeMajor(_needed(graph.node, [inner, FRAMES]), known, {}, units={})
    before.writer.nodes.append(helper.make_node("Identity", [before.twin(inner)], [INNER]))
    after = TimeMajor(needed, known, {inner: INNER}, units={INNER: unit})
    signal = helper.make_tensor_value_info(INNER, TensorProto.FLOAT, [1, "steps", None])
    return Parts(
        inner=_model(model, before.writer, graph.input, [signal, frames]),
        sound=_model(model, after.writer, [signal], graph.output[:1]),
        unit=unit,
        reach=ceil(reach / unit) * unit,
        hop=hop,
    )


def timer(first: ModelProto) -> ModelProto:
    """Of a first part what tells the frames; it takes the other's weights."""
    graph = first.graph
    nodes = _needed(graph.node, [FRAMES])
    taken = {name for node in nodes for name in node.input}
    for field in (graph.initializer, graph.input):
        kept = [one for one in field if one.name in taken]
        del field[:]
        field.extend(kept)
    kept = [one for one in graph.output if one.name == FRAMES]
    del graph.output[:]
    graph.output.extend(kept)
    _replace(graph, nodes)
    return first


def _inner(graph: GraphProto) -> tuple[str, int]:
    """The signal before the second upsampling, all that the sound is made of, and steps of it a frame."""
    ups = [node for node in graph.node if node.op_type == "ConvTranspose"]
    if len(ups) < 2:  # noqa: PLR2004 - the signal lies between the first and the second
        raise ValueError(f"it has {len(ups)} transposed convolutions")
    inner = ups[1].input[0]
    needed = _needed(graph.node, [graph.output[0].name], given={inner})
    if {one.name for one in graph.input}.intersection(name for node in needed for name in node.input):
        raise ValueError("its sound depends on more than the signal between two transposed convolutions")
    return inner, next(one.ints[0] for one in ups[0].attribute if one.name == "strides")


def _reach(nodes: Iterable[NodeProto], inner: str) -> tuple[int, int]:
    """Steps of the inner signal that a sample depends on, to each side, and samples a step."""
    scale, reach = {inner: Fraction(1)}, {inner: Fraction(0)}
    for node in nodes:
        signals = [name for name in node.input if name in scale]
        if not signals:
            continue
        finest, furthest = max(scale[name] for name in signals), max(reach[name] for name in signals)
        if node.op_type in {"Conv", "ConvTranspose"}:
            given = {one.name: list(one.ints) for one in node.attribute}
            spread = (given["kernel_shape"][0] - 1) * given.get("dilations", [1])[0]
            if node.op_type == "Conv":
                furthest += max(given["pads"][0], spread - given["pads"][0]) / finest
            else:
                finest *= given["strides"][0]
                furthest += (spread + 1) / finest
        scale |= dict.fromkeys(node.output, finest)
        reach |= dict.fromkeys(node.output, furthest)
    return ceil(furthest), int(finest)


def _take_noise_as_input(graph: GraphProto) -> None:
    nodes: list[NodeProto] = []
    pools = 0
    for node in graph.node:
        if node.op_type == "RandomNormalLike":
            pool = f"{POOL_PREFIX}{pools}"
            graph.input.append(helper.make_tensor_value_info(pool, TensorProto.FLOAT, ["n"]))
            nodes.extend(_cut(pool, like=node.input[0], to=node.output[0]))
            pools += 1
        else:
            nodes.append(node)
    _replace(graph, nodes)
    log.info("the graph takes %d noises as inputs", pools)


def _cut(pool: str, *, like: str, to: str) -> list[NodeProto]:
    """Nodes that make ``to``, of the shape of ``like``, from the front of ``pool``."""
    shape, count, start, front = (f"{pool}_{part}" for part in ("shape", "count", "start", "front"))
    return [
        helper.make_node("Shape", [like], [shape]),
        helper.make_node("ReduceProd", [shape], [count], keepdims=1),
        helper.make_node("Constant", [], [start], value=helper.make_tensor(start, TensorProto.INT64, [1], [0])),
        helper.make_node("Slice", [pool, start, count], [front]),
        helper.make_node("Reshape", [front, shape], [to]),
    ]


def _model(
    of: ModelProto, writer: Writer, inputs: Iterable[ValueInfoProto], outputs: Sequence[ValueInfoProto]
) -> ModelProto:
    """A model of what the writer wrote, as far as the outputs need it; it takes the writer's constants."""
    nodes = _needed(writer.nodes, [one.name for one in outputs])
    taken = {name for node in nodes for name in node.input}
    model = helper.make_model(
        helper.make_graph(nodes, of.graph.name, list(inputs), list(outputs)),
        opset_imports=of.opset_import,
        ir_version=of.ir_version,
    )
    model.graph.initializer.extend(one for one in of.graph.initializer if one.name in taken)
    while writer.constants:  # they are copied: at no time are there two of all
        if (constant := writer.constants.pop()).name in taken:
            model.graph.initializer.append(constant)
    return model


def _needed(nodes: Sequence[NodeProto], outputs: Iterable[str], given: Collection[str] = ()) -> list[NodeProto]:
    """The nodes that the outputs need, where some tensors are given."""
    taken = set(outputs)
    kept = []
    for node in reversed(nodes):
        if taken.difference(given).intersection(node.output):
            taken.update(node.input)
            kept.append(node)
    return kept[::-1]


def _replace(graph: GraphProto, nodes: Iterable[NodeProto]) -> None:
    del graph.node[:]
    graph.node.extend(nodes)
