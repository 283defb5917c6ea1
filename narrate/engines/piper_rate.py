"""A Piper model's phonemes at a rate that is what it says.

A length scale is none: the model rounds each phoneme's length up to whole frames, most to one or two, so that short
ones do not shrink, and joe at a tenth less was 3 % shorter. Here the lengths are the model's own at rate 1, and
what is rounded are the ends of phonemes, not their lengths: a sum is right to a frame, at any rate.
"""

import numpy as np
from onnx import GraphProto, TensorProto, helper

from narrate.engines.graph_writer import Writer

RATE = "narrate_rate"
"""How fast, float [1]: an input of the graph. 2.0 is half as many frames."""
FRAMES = "narrate_frames"
"""Frames that each phoneme id lasts, float [1, 1, ids]: an output."""

_TINY = 1e-6  # against a division by zero where each phoneme has one frame, and nothing over it


def take_rate_as_input(graph: GraphProto) -> None:
    """Makes the lengths of the phonemes, which are what the graph's one ``Ceil`` gives, follow ``RATE``.

    Raises:
        ValueError: There is no such node, or there are several.
    """
    ceils = [place for place, node in enumerate(graph.node) if node.op_type == "Ceil"]
    if len(ceils) != 1:
        raise ValueError(f"it rounds phonemes' lengths in {len(ceils)} places")
    (own,) = graph.node[ceils[0]].output
    nodes = list(graph.node)
    for node in nodes:
        node.input[:] = [FRAMES if name == own else name for name in node.input]
    writer = Writer(f"{RATE}.")
    paced = _paced(writer, own)
    nodes[ceils[0] + 1 : ceils[0] + 1] = [*writer.nodes, helper.make_node("Identity", [paced], [FRAMES])]
    del graph.node[:]
    graph.node.extend(nodes)
    graph.initializer.extend(writer.constants)
    graph.input.append(helper.make_tensor_value_info(RATE, TensorProto.FLOAT, [1]))
    graph.output.append(helper.make_tensor_value_info(FRAMES, TensorProto.FLOAT, [1, 1, "ids"]))


def _paced(writer: Writer, own: str) -> str:
    """Whole frames whose sum is that of ``own`` by ``RATE``.

    Slower, each phoneme is longer alike. Faster, each keeps one frame, and the frames over it shrink alike: so a
    recognizer heard 19 % of joe's words wrong at 1.5, and 24 where all shrank. Only where there are not enough frames
    for one each do all share alike.
    """
    one, half, tiny = (writer.constant(np.full((1, 1, 1), number, np.float32)) for number in (1.0, 0.5, _TINY))
    axis = writer.constant(np.array(2, np.int64))
    mean = writer.op("ReduceMean", own, axes=[2], keepdims=1)
    asked = writer.op("Div", mean, RATE)
    least = writer.op("Max", writer.op("Div", one, RATE), writer.op("Min", one, asked))
    over = writer.op("Div", writer.op("Sub", asked, least), writer.op("Max", writer.op("Sub", mean, one), tiny))
    lengths = writer.op("Add", least, writer.op("Mul", over, writer.op("Sub", own, one)))
    ends, starts = (
        writer.op("Floor", writer.op("Add", writer.op("CumSum", lengths, axis, exclusive=exclusive), half))
        for exclusive in (0, 1)
    )
    return writer.op("Sub", ends, starts)
