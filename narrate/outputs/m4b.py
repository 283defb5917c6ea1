"""M4B: AAC in MPEG-4 with chapters, as audiobook players know it; the index stands first, so that it plays at once."""

from dataclasses import replace
from typing import BinaryIO

from narrate.model import Track
from narrate.outputs.container import Encoded, Form, write

_PODCAST = Form(
    container="ipod",
    codec="aac",
    rate=44_100,
    bit_rate=64_000,  # of AAC; as good as the MP3's 96
    sample="fltp",
    frame=1024,
    muxing={"brand": "M4B "},
)
_COMPACT = replace(_PODCAST, rate=22_050, bit_rate=40_000)
# The index is written last and stands first: room is kept for it. Measured: 4.2 bytes a frame, 40 a chapter with its
# title twice, 1500 besides; where it is less, a free atom fills the rest, and where it is more, FFmpeg refuses.
_ROOM, _A_FRAME, _A_CHAPTER = 8192, 5, 128


class M4bOutput(Encoded):
    """Mono AAC at 64 or 40 kbit/s."""

    suffix = ".m4b"
    podcast = _PODCAST
    compact = _COMPACT

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes the sound behind the room that is kept for the index."""
        frames = track.length * self.form.rate // track.rate // self.form.frame
        titles = sum(_A_CHAPTER + 2 * len(chapter.title.encode()) for chapter in track.chapters)
        room = _ROOM + _A_FRAME * frames + titles
        write(track, file, replace(self.form, muxing={**self.form.muxing, "moov_size": str(room)}))
