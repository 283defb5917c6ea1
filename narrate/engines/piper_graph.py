"""Rewrites a Piper model's graph so that its randomness comes from outside.

A VITS graph draws its own noise with ``RandomNormalLike``, which no caller can seed: two runs differ. Each such
node is replaced by a cut from a graph input, a pool of numbers that the caller draws from a seed.
"""

import logging

import onnx
from onnx import NodeProto, TensorProto, helper

log = logging.getLogger(__name__)

VERSION = 1
"""Goes up with every change of what the rewriting makes: prepared models are kept under it."""
POOL_PREFIX = "narrate_noise_"


def take_noise_as_input(model: bytes) -> bytes:
    """The same model with an input ``narrate_noise_<k>``, float32 [n], for each noise that it drew itself.

    The graph takes as many numbers from the front of a pool as it needs, and fails where the pool is too short.
    """
    proto = onnx.load_from_string(model)
    drawn = [node for node in proto.graph.node if node.op_type == "RandomNormalLike"]
    nodes: list[NodeProto] = []
    for node in proto.graph.node:
        if node in drawn:
            pool = f"{POOL_PREFIX}{drawn.index(node)}"
            proto.graph.input.append(helper.make_tensor_value_info(pool, TensorProto.FLOAT, ["n"]))
            nodes.extend(_cut(pool, like=node.input[0], to=node.output[0]))
        else:
            nodes.append(node)
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)
    log.info("the graph takes %d noises as inputs", len(drawn))
    rewritten: bytes = proto.SerializeToString()
    return rewritten


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
