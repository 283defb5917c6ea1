"""M4B: AAC in MPEG-4 with chapters, as audiobook players know it; the index stands first, so that it plays at once.

The edit list and the sample table tell the length to the sample, and players that go by them play no more. FFmpeg
leaves out the encoder's lead-in, but plays the last frame to its end, whatever it is told: up to 1023 silent samples.
"""

from dataclasses import replace
from typing import BinaryIO

from narrate.model import Keep, Track, anew
from narrate.outputs.container import Encoded, Form, write
from narrate.outputs.tags import Tags, tags_of

_PODCAST = Form(
    container="mp4",  # "ipod" takes no cover
    codec="aac",
    rate=44_100,
    bit_rate=64_000,  # of AAC; as good as the MP3's 96
    sample="fltp",
    frame=1024,
    muxing={"brand": "M4B "},
    attaches_cover=True,
)
_COMPACT = replace(_PODCAST, rate=22_050, bit_rate=40_000)
_AUDIOBOOK = "2"  # of the kinds that iTunes counts
# The index is written last and stands first: room is kept for it. Measured: 4.2 bytes a frame, 40 a chapter with its
# title twice, 1500 besides; where it is less, a free atom fills the rest, and where it is more, FFmpeg refuses.
_ROOM, _A_FRAME, _A_CHAPTER = 8192, 5, 128


class M4bOutput(Encoded):
    """Mono AAC at 64 or 40 kbit/s."""

    suffix = ".m4b"
    podcast = _PODCAST
    compact = _COMPACT

    def metadata(self, tags: Tags) -> dict[str, str]:
        """The author is the artist: players of audiobooks show that one."""
        notes = "\n".join(f"{name}: {value}" for name, value in tags.notes)
        return super().metadata(tags) | {
            "artist": tags.author or tags.artist,
            "album_artist": tags.artist,
            "description": notes,
            "media_type": _AUDIOBOOK,
        }

    def write(self, track: Track, file: BinaryIO, keep: Keep = anew) -> None:  # noqa: ARG002 - as in Encoded
        """Writes the sound behind the room that is kept for the index."""
        frames = track.length * self.form.rate // track.rate // self.form.frame
        tags = tags_of(track)
        titles = sum(_A_CHAPTER + 2 * len(chapter.title.encode()) for chapter in tags.chapters)
        metadata = self.metadata(tags)
        told = sum(len(value.encode()) for value in metadata.values()) + len(tags.cover or b"")
        room = _ROOM + _A_FRAME * frames + titles + told
        form = replace(self.form, muxing={**self.form.muxing, "moov_size": str(room)})
        write(track, file, form, tags, metadata)
