"""How an MP3's sound is coded, and how many frames that makes. Loads nothing slow: a file's key is made of it."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

DELAY = 576
"""Samples that LAME puts before the sound."""
DECODER_DELAY = 529
"""Samples that every decoder puts before it."""
QUALITY = 5
"""On LAME's scale: twice as quick as its default, 2, and speech sounds the same."""

_version = cache(version)  # it reads a file each time, and every run of stretches asks


@dataclass(frozen=True, slots=True)
class Coding:
    """MPEG-1 or MPEG-2 Layer III, mono, at a constant bit rate."""

    rate: int
    """Samples a second."""
    bit_rate: int
    """Bits a second, the same for each frame."""
    frame: int
    """Samples that a frame holds: 1152 in MPEG-1, 576 in MPEG-2."""

    @property
    def fingerprint(self) -> str:
        """All that changes the frames of the same samples."""
        return f"1 lameenc {_version('lameenc')} av {_version('av')} quality {QUALITY} {self}"

    def size(self, header: int) -> int:
        """Bytes of a frame, by the third byte of its header."""
        return self.frame // 8 * self.bit_rate // self.rate + (header >> 1 & 1)

    def count(self, length: int, rate: int) -> int:
        """The frames of so many samples at a rate, with those that a decoder's delay needs at the end."""
        return -(-(length + self.tail(rate)) * self.rate // (rate * self.frame))

    def tail(self, rate: int) -> int:
        """Samples at that rate, of the silence that is encoded behind the sound."""
        return -(-2 * self.frame * rate // self.rate)
