"""Rewrites a graph's convolutions over time, and what lies between them, to signals of [1, time, channels].

A tensor [1, channels, time] of the graph gets a twin that is transposed, made when the first node wants it. Nodes that
work on each number, on channels or on time alone are written again for twins; what else wants such a tensor gets the
twin transposed back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, OperatorSetIdProto, helper, numpy_helper

from narrate.engines import toom_cook
from narrate.engines.graph_writer import Writer

_SWAP = [0, 2, 1]
_DIMENSIONS = 3  # of a signal, and of a convolution's weights
_ELEMENTWISE = frozenset("Add Div Exp LeakyRelu Mul Neg Relu Sigmoid Sub Tanh".split())
_OF_UNIFORM: Mapping[str, Callable[[Any], Any]] = {"Exp": np.exp, "Neg": np.negative}
_SMALL = 64  # numbers: shapes and axes, which tell how many dimensions other tensors have
_BLOCKS = (32, 16, 8)  # steps at a time, where all channels become one

Attributes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to know of a graph, whichever of its nodes are translated."""

    constants: Mapping[str, Any]
    ranks: Mapping[str, int]

    @classmethod
    def of(cls, graph: GraphProto, opset: Sequence[OperatorSetIdProto]) -> "Known":
        """Of a graph that is written in those versions of the operators."""
        return cls(_constants_of(graph), _ranks_of(graph, opset))


class TimeMajor:
    """Some nodes of a graph, translated."""

    def __init__(
        self,
        nodes: Iterable[NodeProto],
        known: "Known",
        given: Mapping[str, str],
        *,
        units: Mapping[str, int],
    ) -> None:
        """Writes the nodes, in order, with ``self.writer``.

        Args:
            nodes: What to translate.
            known: What there is to know of the graph that they are of.
            given: Tensors that have a twin already.
            units: What the lengths of such twins are known to be multiples of.
        """
        self.writer = Writer("narrate.")
        self._twins = dict(given)
        self._units = dict(units)
        self._constants, self._ranks = known.constants, known.ranks
        self._uniform: dict[str, Any] = {}
        self._shaped: set[str] = set()
        handlers: Mapping[str, Callable[[NodeProto, Attributes], bool]] = {
            "Concat": self._concat,
            "ConstantOfShape": self._constant_of_shape,
            "Conv": self._conv,
            "ConvTranspose": self._conv_transpose,
            "Pad": self._pad,
            "Shape": self._shape,
            "Slice": self._slice,
            "Split": self._split,
            "Transpose": self._transpose,
            **dict.fromkeys(_ELEMENTWISE, self._elementwise),
        }

        for node in nodes:
            attributes = {one.name: helper.get_attribute_value(one) for one in node.attribute}
            handler = handlers.get(node.op_type)
            if handler is None or not handler(node, attributes):
                self.writer.nodes.append(node)

    def twin(self, name: str) -> str:
        """The twin of a tensor."""
        if name not in self._twins:
            self._twins[name] = self.writer.op("Transpose", name, perm=_SWAP)
        return self._twins[name]

    def _made(self, name: str, twin: str, unit: int = 1) -> bool:
        self._twins[name] = twin
        self._units[twin] = unit
        self.writer.nodes.append(helper.make_node("Transpose", [twin], [name], perm=_SWAP))
        return True

    def _unit(self, *twins: str) -> int:
        """What the length of signals of one length is known to be a multiple of."""
        return max(self._units.get(twin, 1) for twin in twins)

    def _conv(self, node: NodeProto, attributes: Attributes) -> bool:
        weights, bias = self._weights(node, bias_size=0)
        if weights is None or attributes.get("group", 1) != 1 or attributes.get("strides", [1]) != [1]:
            return False
        taps = weights.shape[2]
        dilation = attributes.get("dilations", [1])[0]
        pads = tuple(attributes.get("pads", [0, 0]))
        known = node.input[0] in self._twins
        if taps > toom_cook.MOST_TAPS or any(pad % dilation for pad in pads) or (taps == 1 and not known):
            return False
        signal = self.twin(node.input[0])
        unit = self._unit(signal)
        same = sum(pads) == dilation * (taps - 1)
        block = next((block for block in _BLOCKS if same and unit % block == 0), 0)
        if len(weights) == 1 and taps > 1 and dilation == 1 and bias is None and block:
            made = toom_cook.convolve_to_one(self.writer, signal, weights, pads=pads, block=block)
        else:
            bias = np.zeros(len(weights), np.float32) if bias is None else bias
            made = toom_cook.convolve(self.writer, signal, weights, bias, pads=pads, dilation=dilation, unit=unit)
        return self._made(node.output[0], made, unit if same else 1)

    def _conv_transpose(self, node: NodeProto, attributes: Attributes) -> bool:
        weights, bias = self._weights(node, bias_size=1)
        if weights is None or attributes.get("group", 1) != 1 or attributes.get("dilations", [1]) != [1]:
            return False
        stride, taps = attributes.get("strides", [1])[0], weights.shape[2]
        if taps % stride or taps // stride > toom_cook.MOST_TAPS or any(attributes.get("output_padding", [0])):
            return False
        pads = tuple(attributes.get("pads", [0, 0]))
        signal = self.twin(node.input[0])
        bias = np.zeros(weights.shape[1], np.float32) if bias is None else bias
        made = toom_cook.convolve_transposed(self.writer, signal, weights, bias, stride=stride, pads=pads)
        return self._made(node.output[0], made, self._unit(signal) * stride if sum(pads) == taps - stride else 1)

    def _weights(self, node: NodeProto, *, bias_size: int) -> tuple[Any, Any]:
        """Weights and bias, None where they are not there or not what is understood."""
        weights = self._constants.get(node.input[1])
        if weights is None or weights.ndim != _DIMENSIONS or weights.dtype != np.float32:
            return None, None
        if not any(node.input[2:]):
            return weights, None
        bias = self._constants.get(node.input[2])
        return (None, None) if bias is None or len(bias) != weights.shape[bias_size] else (weights, bias)

    def _elementwise(self, node: NodeProto, attributes: Attributes) -> bool:
        if len(node.input) == 1 and node.input[0] in self._uniform and node.op_type in _OF_UNIFORM:
            self._uniform[node.output[0]] = _OF_UNIFORM[node.op_type](self._uniform[node.input[0]])
            return False
        return self._again(node, node.input, attributes)

    def _again(
        self, node: NodeProto, signals: Sequence[str], attributes: Attributes, parameters: Sequence[str] = ()
    ) -> bool:
        """Writes the node for the twins of ``signals``, where at least one has a twin already."""
        known = [self._twins[name] for name in signals if name in self._twins]
        operands = [self._operand(name) for name in signals] if known else [None]
        if None in operands:
            return False
        made = [self.writer.op(node.op_type, *map(str, operands), *parameters, **attributes)]
        for further in node.output[1:]:
            made.append(f"{further}.twin")
            self.writer.nodes[-1].output.append(made[-1])
        for name, twin in zip(node.output, made, strict=True):
            self._made(name, twin, self._unit(*known))
        return True

    def _operand(self, name: str) -> str | None:
        """What stands for a tensor between twins; None where that is not known."""
        if name in self._uniform:
            return self.writer.constant(np.asarray(self._uniform[name]))
        if name in self._constants:
            values = self._constants[name]
            if values.size == 1:
                return name
            return self.writer.constant(values.transpose(_SWAP)) if values.ndim == _DIMENSIONS else None
        rank = self._ranks.get(name)
        if name in self._twins or rank == _DIMENSIONS:
            return self.twin(name)
        return name if rank == 0 else None

    def _concat(self, node: NodeProto, attributes: Attributes) -> bool:
        return attributes["axis"] == 1 and self._again(node, node.input, {"axis": 2})

    def _split(self, node: NodeProto, attributes: Attributes) -> bool:
        channels = attributes.get("axis", 0) == 1
        return channels and self._again(node, node.input[:1], {**attributes, "axis": 2}, node.input[1:])

    def _slice(self, node: NodeProto, attributes: Attributes) -> bool:
        axes = self._constants.get(node.input[3]) if len(node.input) > 3 else None  # noqa: PLR2004 - ONNX's place for them
        if axes is None or axes.tolist() != [1]:
            return False
        parameters = [*node.input[1:3], self.writer.integers(2), *node.input[4:]]
        return self._again(node, node.input[:1], attributes, parameters)

    def _pad(self, node: NodeProto, attributes: Attributes) -> bool:
        pads = self._constants.get(node.input[1]) if len(node.input) > 1 else None
        signal = node.input[0]
        if pads is None or pads.size != 2 * _DIMENSIONS or signal not in self._twins:
            return False
        swapped = self.writer.constant(pads.reshape(2, _DIMENSIONS)[:, _SWAP].ravel())
        made = self.writer.op("Pad", self._twins[signal], swapped, *node.input[2:3], **attributes)
        return self._made(node.output[0], made)

    def _shape(self, node: NodeProto, attributes: Attributes) -> bool:
        self._shaped.update(node.output)
        if node.input[0] not in self._twins or attributes.get("start", 0) or "end" in attributes:
            return False
        shape = self.writer.op("Shape", self._twins[node.input[0]])
        self.writer.nodes.append(helper.make_node("Gather", [shape, self.writer.integers(*_SWAP)], node.output))
        return True

    def _constant_of_shape(self, node: NodeProto, attributes: Attributes) -> bool:
        """Zeros like another tensor, as exporters write them: a single number does for what they are added to."""
        if node.input[0] in self._shaped and "value" in attributes:
            self._uniform[node.output[0]] = numpy_helper.to_array(attributes["value"]).reshape(())
        return False

    def _transpose(self, node: NodeProto, attributes: Attributes) -> bool:
        if attributes.get("perm") != _SWAP:
            return False
        twin = self._twins.get(node.input[0])
        if twin is None:
            self._twins[node.output[0]] = node.input[0]
            return False
        self.writer.nodes.append(helper.make_node("Identity", [twin], node.output))
        return True


def _constants_of(graph: GraphProto) -> dict[str, Any]:
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        for value in (one for one in node.attribute if node.op_type == "Constant" and one.name == "value"):
            constants[node.output[0]] = numpy_helper.to_array(value.t)
    return constants


def _ranks_of(graph: GraphProto, opset: Sequence[OperatorSetIdProto]) -> dict[str, int]:
    """The number of dimensions of each tensor that ONNX knows it of; large weights, copied often, stay out of it."""
    small = [one for one in graph.initializer if prod(one.dims) <= _SMALL]
    large = [one for one in graph.initializer if prod(one.dims) > _SMALL]
    shapes = [helper.make_tensor_value_info(one.name, one.data_type, one.dims) for one in large]
    bare = helper.make_graph(graph.node, graph.name, [*graph.input, *shapes], graph.output, small)
    known = onnx.shape_inference.infer_shapes(helper.make_model(bare, opset_imports=opset)).graph
    return {
        value.name: len(value.type.tensor_type.shape.dim)
        for value in (*known.value_info, *known.input)
        if value.type.tensor_type.HasField("shape")
    }
