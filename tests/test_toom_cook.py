"""Convolutions in fewer multiplications are the same convolutions."""

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

from narrate.engines import toom_cook
from narrate.engines.graph_writer import Writer


def run(writer, output, signal):
    """What the graph of the writer makes of a signal [1, time, channels]."""
    inputs = [helper.make_tensor_value_info("signal", TensorProto.FLOAT, [1, "time", signal.shape[2]])]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)]
    graph = helper.make_graph(writer.nodes, "graph", inputs, outputs, writer.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"signal": signal})[0]


def direct(signal, weights, bias, pads, dilation=1):
    """A convolution as it is written."""
    padded = np.pad(signal[0].astype(np.float64), (pads, (0, 0)))
    length = len(padded) - dilation * (weights.shape[2] - 1)
    taps = (padded[tap * dilation :][:length] @ weights[:, :, tap].T for tap in range(weights.shape[2]))
    return (sum(taps) + bias)[np.newaxis]


def transposed(signal, weights, bias, stride, pads):
    """A transposed convolution as it is written."""
    length, (_, out, taps) = signal.shape[1], weights.shape
    made = np.zeros(((length - 1) * stride + taps, out))
    for step in range(length):
        made[step * stride : step * stride + taps] += np.einsum("i,iok->ko", signal[0, step], weights)
    return (made[pads[0] : len(made) - pads[1]] + bias)[np.newaxis]


@pytest.mark.parametrize("taps", range(2, toom_cook.MOST_TAPS + 1))
@pytest.mark.parametrize("outputs", [2, 4])
def test_products_at_points_are_a_filters_outputs(taps, outputs):
    numbers = np.random.default_rng(taps)
    signal, taps_ = numbers.standard_normal(outputs + taps - 1), numbers.standard_normal(taps)

    made = toom_cook.transforms(outputs, taps)

    expected = np.correlate(signal, taps_, "valid")
    assert made.outputs @ ((made.taps @ taps_) * (made.signal @ signal)) == pytest.approx(expected, abs=1e-9)


@given(
    length=st.integers(1, 70),
    channels=st.integers(1, 5),
    out=st.integers(1, 5),
    taps=st.integers(1, toom_cook.MOST_TAPS),
    dilation=st.sampled_from([1, 2, 3, 5, 12]),
    unit=st.sampled_from([1, 2, 8, 24]),
    seed=st.integers(0, 99),
)
def test_a_convolution_is_what_it_is_as_written(*, length, channels, out, taps, dilation, unit, seed):
    numbers = np.random.default_rng(seed)
    signal = numbers.standard_normal((1, length * unit, channels), np.float32)
    weights = numbers.standard_normal((out, channels, taps), np.float32)
    bias = numbers.standard_normal(out, np.float32)
    pads = (dilation * (taps // 2), dilation * ((taps - 1) // 2))
    writer = Writer("t.")

    made = toom_cook.convolve(writer, "signal", weights, bias, pads=pads, dilation=dilation, unit=unit)

    expected = direct(signal, weights, bias, pads, dilation)
    assert run(writer, made, signal) == pytest.approx(expected, abs=2e-4 * taps)


@given(
    length=st.integers(1, 40),
    stride=st.integers(1, 8),
    spread=st.integers(1, 3),
    cut=st.integers(0, 3),
    seed=st.integers(0, 99),
)
def test_a_transposed_convolution_is_what_it_is_as_written(length, stride, spread, cut, seed):
    numbers = np.random.default_rng(seed)
    signal = numbers.standard_normal((1, length, 3), np.float32)
    weights = numbers.standard_normal((3, 2, stride * spread), np.float32)
    bias = numbers.standard_normal(2, np.float32)
    pads = (min(cut, (stride * spread - 1) // 2), min(cut, (stride * spread - 1) // 2))
    writer = Writer("t.")

    made = toom_cook.convolve_transposed(writer, "signal", weights, bias, stride=stride, pads=pads)

    assert run(writer, made, signal) == pytest.approx(transposed(signal, weights, bias, stride, pads), abs=1e-4)


@pytest.mark.parametrize("block", [8, 16])
@pytest.mark.parametrize("taps", [3, 7])
def test_a_convolution_to_one_channel_is_what_it_is_as_written(block, taps):
    numbers = np.random.default_rng(taps)
    signal = numbers.standard_normal((1, 5 * block, 4), np.float32)
    weights = numbers.standard_normal((1, 4, taps), np.float32)
    pads = (taps // 2, taps // 2)
    writer = Writer("t.")

    made = toom_cook.convolve_to_one(writer, "signal", weights, pads=pads, block=block)

    assert run(writer, made, signal) == pytest.approx(direct(signal, weights, np.zeros(1), pads), abs=1e-4)
