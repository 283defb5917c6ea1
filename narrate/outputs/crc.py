"""CRC-16/ARC, the check sum of LAME's tag: rows of bytes side by side, because Python is slow a byte at a time."""

from collections.abc import Iterable
from functools import cache

import numpy as np

Words = np.ndarray[tuple[int, ...], np.dtype[np.uint16]]

_ROW = 256  # bytes: as many steps for numpy, whatever the number of rows
_POLYNOMIAL = 0xA001  # 0x8005 with its bits in reverse order


def crc16(data: bytes, crc: int = 0) -> int:
    """The check sum of two bytes or more; ``crc`` is that of what stands before them."""
    count = -(-len(data) // _ROW)
    padded = np.zeros(count * _ROW, np.uint16)  # zeros in front change nothing
    padded[-len(data) :] = np.frombuffer(data, np.uint8)
    start = len(padded) - len(data)
    padded[start : start + 2] ^= np.array([crc & 0xFF, crc >> 8], np.uint16)
    low, high = _after_a_row()
    whole = 0
    for row in _shifted(np.zeros(count, np.uint16), padded.reshape(count, _ROW).T).tolist():
        whole = low[whole & 0xFF] ^ high[whole >> 8] ^ row
    return whole


def _shifted(states: Words, columns: Iterable[Words]) -> Words:
    """What the states become when a byte of each row comes in after the other."""
    table = _table()
    for column in columns:
        states = (states >> 8) ^ table[(states ^ column) & 0xFF]
    return states


@cache
def _table() -> Words:
    """What each byte comes to."""
    states = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        states = (states >> np.uint16(1)) ^ (states & np.uint16(1)) * np.uint16(_POLYNOMIAL)
    return states


@cache
def _after_a_row() -> tuple[list[int], list[int]]:
    """What a sum becomes when a row of zeros follows: by its low byte, and by its high one."""
    ones = np.arange(256, dtype=np.uint16)
    zeros = [np.zeros(1, np.uint16)] * _ROW
    return _shifted(ones, zeros).tolist(), _shifted(ones << np.uint16(8), zeros).tolist()
