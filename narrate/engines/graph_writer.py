"""Writes nodes and constants of an ONNX graph."""

from hashlib import sha256
from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper


class Writer:
    """Nodes in order, and the constants that they take; names begin with a prefix that the graph does not use."""

    def __init__(self, prefix: str) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._prefix = prefix
        self._small: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:  # noqa: ANN401 - what ONNX's attributes may be
        """Adds a node with one output, and gives the output's name."""
        output = f"{self._prefix}{len(self.nodes)}.{kind}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, values: "np.ndarray[Any, Any]") -> str:
        """The name of a constant; equal ones are kept once."""
        values = np.ascontiguousarray(values)
        key = (values.dtype.str, values.shape, sha256(values.data).digest())
        if key not in self._small:
            name = f"{self._prefix}constant{len(self.constants)}"
            self.constants.append(numpy_helper.from_array(values, name))
            self._small[key] = name
        return self._small[key]

    def integers(self, *values: int) -> str:
        """The name of a constant of one dimension."""
        return self.constant(np.array(values, np.int64))
