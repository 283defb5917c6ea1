"""The first frame of an MP3, which holds no sound but facts: players seek by it, and play without gaps by it.

Its fields are Xing's of 1999, and those that LAME added to them in 2001.
"""

from struct import pack

from narrate.outputs.coding import DELAY, Coding
from narrate.outputs.crc import crc16

_SIDE = {1152: 17, 576: 9}  # bytes of a mono frame between its header and its data, by its samples
_HAS = 0b1111  # the number of frames, of bytes, a table and a quality follow
_NAME = b"LAME3.100"  # readers believe the gapless fields only of LAME
_CONSTANT = 1  # the bit rate
_UNTOLD = 0  # low-pass, peak, gains and the like, which nobody reads
_PARTS = 100  # of the length, that the table tells a place for


def size_of(header: bytes, coding: Coding) -> int:
    """Bytes of the frame of facts, whose header is that of the first frame of sound, but without padding."""
    return coding.size(_unpadded(header)[2])


def info(header: bytes, coding: Coding, *, frames: int, size: int, length: int, crc: int) -> bytes:
    """The frame of facts.

    Args:
        header: Of the first frame of the sound: 4 bytes.
        coding: How it is encoded.
        frames: How many there are.
        size: Bytes of them all.
        length: Of the sound, in samples of the file.
        crc: ``crc16`` of all frames.
    """
    own = size_of(header, coding)
    whole = own + size
    places = (own + size * part // _PARTS for part in range(_PARTS))
    table = bytes(place * 256 // whole for place in places)
    padding = frames * coding.frame - DELAY - length
    told = (
        _unpadded(header).ljust(4 + _SIDE[coding.frame], b"\0")
        + pack(">4sIII100sI", b"Info", _HAS, frames, whole, table, _UNTOLD)
        + pack(">9sBBIHHBB", _NAME, _CONSTANT, *[_UNTOLD] * 5, coding.bit_rate // 1000)
        + (DELAY << 12 | padding).to_bytes(3, "big")
        + pack(">BBHIH", *[_UNTOLD] * 3, whole, crc)
    )
    return (told + pack(">H", crc16(told))).ljust(own, b"\0")


def _unpadded(header: bytes) -> bytes:
    return bytes([header[0], header[1], header[2] & 0xFD, header[3]])
