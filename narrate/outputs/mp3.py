"""MP3: constant bit rate, gapless, with ID3v2.3 tags, chapters and cover before the sound."""

from typing import BinaryIO

from narrate import __version__
from narrate.model import Keep, Track, anew
from narrate.outputs import Profile
from narrate.outputs.coding import Coding
from narrate.outputs.id3 import id3
from narrate.outputs.tags import tags_of

_PODCAST = Coding(
    rate=44_100,  # what every player and platform takes; the voice's 22,050 Hz would save nothing at one bit rate
    bit_rate=96_000,  # mono speech has no audible loss; byte positions are exact only at a constant rate
    frame=1152,
)
_COMPACT = Coding(rate=22_050, bit_rate=64_000, frame=576)


class Mp3Output:
    """Mono MP3: 44.1 kHz and 96 kbit/s, or 22.05 kHz and 64 kbit/s."""

    suffix = ".mp3"
    has_chapters = True

    def __init__(self, profile: Profile = Profile.PODCAST) -> None:
        self._coding = _COMPACT if profile is Profile.COMPACT else _PODCAST

    @property
    def fingerprint(self) -> str:
        """Of narrate, whose tags they are, and of what encodes the sound."""
        return f"2 narrate {__version__} {self._coding.fingerprint}"

    def write(self, track: Track, file: BinaryIO, keep: Keep = anew) -> None:
        """Writes the tag, the sound, and then, before the sound, what there is to say of it."""
        from narrate.outputs.crc import crc16
        from narrate.outputs.info import info, size_of
        from narrate.outputs.lame import encode

        file.write(id3(tags_of(track)))
        start, size, crc, header = file.tell(), 0, 0, b""
        for frames in filter(None, encode(track.sound, track.rate, self._coding, keep)):
            if not header:
                header = frames[:4]
                file.write(bytes(size_of(header, self._coding)))
            file.write(frames)
            size, crc = size + len(frames), crc16(frames, crc)
        count = self._coding.count(track.length, track.rate)
        length = round(track.length * self._coding.rate / track.rate)
        file.seek(start)
        file.write(info(header, self._coding, frames=count, size=size, length=length, crc=crc))
