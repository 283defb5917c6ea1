"""Convolutions over time in fewer multiplications: Toom-Cook's algorithm, which Winograd showed to be minimal.

m outputs of a filter with k taps are m·k multiplications as they are written. They are also the coefficients of a
product of polynomials, and that is known by its values at m + k - 1 points: one multiplication a point. A layer sums
over its channels at each point, so that the multiplications become one matrix product a point, on which a CPU runs at
its peak: eight outputs of seven taps cost 14 products instead of 56. To the points and back are sums over a few
neighbours in time, the same for all channels.

A signal is [1, time, channels]. Going to the points is then a strided convolution over rows, coming back its transpose,
and dilation is a matter of shape: where taps are d apart, d rows in a row are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from narrate.engines.graph_writer import Writer

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Weights = np.ndarray[Any, np.dtype[np.float32]]

MOST_TAPS = 11
"""Of a filter that can be written so."""
_MOST_POINTS = 14  # more lose too much in single precision
_OUTPUTS = 8  # at a time; 4 are 10 % slower in joe's decoder, 6 seldom divide a signal's length
_OUTPUTS_OF_WIDE = 4  # fewer points where the filters' values no longer fit a core's cache
_WIDE = 128 * 128

# Points are 0, infinity, and pairs of these with both signs: found by search for the least error in single precision,
# which is 1.4e-7 of the output's standard deviation with 6 points, 8e-7 with 10, 6e-6 with 14 (a plain sum has 0.7e-7).
_PAIRS = {
    4: ("1",),
    6: ("3/4", "3/2"),
    8: ("1", "1/2", "2"),
    10: ("2/5", "4/5", "4/3", "5/2"),
    12: ("2/5", "2/3", "1", "5/3", "5/2"),
    14: ("2/5", "3/5", "4/5", "5/4", "3/2", "4"),
}


@dataclass(frozen=True, slots=True)
class Transforms:
    """Of F(m, k): ``outputs @ ((taps @ filter) * (signal @ neighbours))`` are m outputs of a filter of k taps."""

    signal: Matrix
    """[points, points]: m + k - 1 neighbours to their values."""
    taps: Matrix
    """[points, k]: a filter to its values."""
    outputs: Matrix
    """[m, points]: products to outputs."""


def transforms(outputs: int, taps: int) -> Transforms:
    """The matrices for so many outputs of so many taps."""
    points = _points(outputs + taps - 1)
    others = [[other for other in points if other != point] for point in points]
    shares = [
        prod((point - other for other in rest), start=Fraction(1)) for point, rest in zip(points, others, strict=True)
    ]
    return Transforms(
        signal=_matrix([_with_roots(roots) for roots in (*others, points)]),
        taps=_matrix(
            [[p**power / share for power in range(taps)] for p, share in zip(points, shares, strict=True)], last=1
        ),
        outputs=_matrix([[p**power for power in range(outputs)] for p in points], last=1).T,
    )


def _points(count: int) -> tuple[Fraction, ...]:
    """The points but infinity."""
    pairs = [Fraction(pair) for pair in _PAIRS[count + count % 2]]
    return (Fraction(0), *(sign * pair for pair in pairs for sign in (1, -1)))[: count - 1]


def _with_roots(roots: Sequence[Fraction]) -> list[Fraction]:
    """The coefficients of the polynomial that has these roots, lowest power first."""
    made = [Fraction(1)]
    for root in roots:
        made = [low - root * high for low, high in zip([Fraction(0), *made], [*made, Fraction(0)], strict=True)]
    return made


def _matrix(rows: Sequence[Sequence[Fraction]], *, last: int | None = None) -> Matrix:
    """Rows of any length, filled up with zeros; with ``last``, a further one of zeros and that: the point infinity."""
    width = max(map(len, rows))
    made = np.array([[*map(float, row), *[0.0] * (width - len(row))] for row in rows])
    return made if last is None else np.vstack([made, [0.0] * (width - 1) + [last]])


def convolve(  # noqa: PLR0913 - a convolution's own
    writer: Writer,
    signal: str,
    weights: Weights,
    bias: Weights,
    *,
    pads: tuple[int, int],
    dilation: int = 1,
    unit: int = 1,
) -> str:
    """Writes a convolution over the time of ``signal`` [1, time, in], stride 1; gives the name of its [1, time, out].

    Args:
        writer: Where to.
        signal: A tensor's name.
        weights: [out, in, taps]; at most ``MOST_TAPS``.
        bias: [out].
        pads: Zeros before and after, a multiple of ``dilation``.
        dilation: Steps between taps.
        unit: What the time is known to be a multiple of: some copies are then spared.
    """
    out, channels, taps = weights.shape
    if taps == 1:
        return writer.op("Add", writer.op("MatMul", signal, writer.constant(weights[:, :, 0].T)), writer.constant(bias))
    wide = out * channels > _WIDE
    step = min(_OUTPUTS_OF_WIDE if wide else _OUTPUTS, _MOST_POINTS + 1 - taps)
    matrices, points = transforms(step, taps), step + taps - 1
    filters = np.einsum("pk,oik->pio", matrices.taps, weights.astype(np.float64)).astype(np.float32)
    to_points = matrices.signal.astype(np.float32).reshape(points, 1, points, 1)
    from_points = matrices.outputs.T.astype(np.float32).reshape(points, 1, step, 1)

    rows = signal if unit % dilation == 0 else _whole_rows(writer, signal, dilation)
    rows = writer.op("Reshape", rows, writer.integers(1, 1, -1, dilation * channels))
    before, after = (pad // dilation for pad in pads)
    values = writer.op(
        "Conv", rows, writer.constant(to_points), strides=[step, 1], pads=[before, 0, after + step - 1, 0]
    )
    values = writer.op("Reshape", values, writer.integers(points, -1, channels))
    products = writer.op("MatMul", values, writer.constant(filters))
    products = writer.op("Reshape", products, writer.integers(1, points, -1, dilation * out))
    made = writer.op("ConvTranspose", products, writer.constant(from_points), strides=[step, 1])
    made = writer.op("Reshape", made, writer.integers(1, -1, step * dilation * out))
    made = writer.op(
        "Add", made, writer.constant(np.tile(bias, step * dilation))
    )  # long rows add up three times faster
    made = writer.op("Reshape", made, writer.integers(1, -1, out))
    longer = sum(pads) - dilation * (taps - 1)
    if longer == 0 and unit % (step * dilation) == 0:
        return made
    return writer.op("Slice", made, writer.integers(0), _length(writer, signal, longer), writer.integers(1))


def convolve_transposed(
    writer: Writer, signal: str, weights: Weights, bias: Weights, *, stride: int, pads: tuple[int, int]
) -> str:
    """Writes a transposed convolution over the time of ``signal`` [1, time, in], weights [in, out, taps].

    Each step in makes ``stride`` steps out of itself and of the taps / stride - 1 steps before it: a convolution with
    ``stride`` times as many channels, whose rows are then cut into steps. ``taps`` is a multiple of ``stride``.
    """
    channels, out, taps = weights.shape
    spread = taps // stride
    # [in, out, step back, phase] -> [phase, out, in, tap], the newest step last
    filters = weights.reshape(channels, out, spread, stride)[:, :, ::-1].transpose(3, 1, 0, 2)
    filters = filters.reshape(stride * out, channels, spread)
    around = (spread - 1, spread - 1)
    made = convolve(writer, signal, filters, np.tile(bias, stride), pads=around)
    made = writer.op("Reshape", made, writer.integers(1, -1, out))
    before, after = pads
    end = writer.integers(-after if after else np.iinfo(np.int64).max)
    return writer.op("Slice", made, writer.integers(before), end, writer.integers(1))


def convolve_to_one(writer: Writer, signal: str, weights: Weights, *, pads: tuple[int, int], block: int) -> str:
    """Writes a convolution to a single channel, weights [1, in, taps]; time is a multiple of ``block``.

    ``block`` steps in make their parts of the ``block + taps - 1`` steps out that they reach, and the parts add up.
    """
    _, channels, taps = weights.shape
    reached = block + taps - 1
    parts = np.zeros((block, channels, reached), np.float32)
    for step in range(block):
        parts[step, :, step : step + taps] = weights[0, :, ::-1]
    rows = writer.op("Reshape", signal, writer.integers(1, -1, block * channels))
    made = writer.op("MatMul", rows, writer.constant(parts.reshape(block * channels, reached)))
    made = writer.op("Transpose", made, perm=[0, 2, 1])
    identity = np.eye(reached, dtype=np.float32)[:, np.newaxis]
    cut = [taps - 1 - pad for pad in pads]
    made = writer.op("ConvTranspose", made, writer.constant(identity), strides=[block], pads=cut)
    return writer.op("Reshape", made, writer.integers(1, -1, 1))


def _whole_rows(writer: Writer, signal: str, dilation: int) -> str:
    """The signal with zeros after it, to a multiple of ``dilation`` steps."""
    length = _length(writer, signal, 0)
    missing = writer.op("Mod", writer.op("Neg", length), writer.integers(dilation))
    pads = writer.op("Concat", writer.integers(0, 0, 0, 0), missing, writer.integers(0), axis=0)
    return writer.op("Pad", signal, pads)


def _length(writer: Writer, signal: str, longer: int) -> str:
    length = writer.op("Gather", writer.op("Shape", signal), writer.integers(1))
    return writer.op("Add", length, writer.integers(longer)) if longer else length
