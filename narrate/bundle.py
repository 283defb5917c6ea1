"""What goes along with an episode, beside its file: captions, transcripts, chapters, text, the cover."""

from pathlib import Path

from narrate.atomic import write_whole
from narrate.model import Episode
from narrate.transcript.captions import srt, vtt, vtt_of_words
from narrate.transcript.podcast import chapters_json, transcript_json


def bundle(episode: Episode) -> tuple[Path, ...]:
    """Writes all that a website, a feed or a player may want of an episode, each whole or not at all.

    The files stand beside the episode's and share its name. One that is there already as it should be is left alone,
    so that nobody fetches anew what has not changed.

    Raises:
        OutputError: One cannot be written.
    """
    made = {
        ".txt": f"{episode.transcript.text}\n",
        ".vtt": vtt(episode.transcript),
        ".words.vtt": vtt_of_words(episode.transcript),
        ".srt": srt(episode.transcript),
        ".transcript.json": transcript_json(episode),
        ".chapters.json": chapters_json(episode),
    }
    files = {suffix: text.encode() for suffix, text in made.items()} | (
        {".jpg": episode.cover} if episode.cover else {}
    )
    return tuple(_written(episode.path.with_suffix(suffix), content) for suffix, content in files.items())


def _written(path: Path, content: bytes) -> Path:
    if not _holds(path, content):
        with write_whole(path, move="with --bundle") as file:
            file.write(content)
    return path


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:  # not there, or nothing that can be read: writing will tell
        return False
