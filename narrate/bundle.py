"""What goes along with an episode, beside its file: captions, transcripts, chapters, text, cover, page."""

from pathlib import Path

from narrate.atomic import write_changed
from narrate.model import Episode
from narrate.site import Beside, Link, episode_page
from narrate.transcript.captions import srt, vtt, vtt_of_words
from narrate.transcript.podcast import chapters_json, transcript_json

_OFFERED = {
    ".txt": "text",
    ".vtt": "captions (WebVTT)",
    ".srt": "captions (SubRip)",
    ".transcript.json": "transcript (JSON)",
    ".chapters.json": "chapters (JSON)",
}
"""What the page calls the files that a reader may want to keep."""
_COVER = ".jpg"


def bundle(episode: Episode) -> tuple[Path, ...]:
    """Writes all that a website, a feed or a player may want of an episode, each whole or not at all.

    The files stand beside the episode's and share its name. One that is there already as it should be is left alone,
    so that nobody fetches anew what has not changed.

    Raises:
        OutputError: One cannot be written.
    """
    made = {
        ".html": _page(episode),
        ".txt": f"{episode.transcript.text}\n".encode(),
        ".vtt": vtt(episode.transcript).encode(),
        ".words.vtt": vtt_of_words(episode.transcript).encode(),
        ".srt": srt(episode.transcript).encode(),
        ".transcript.json": transcript_json(episode).encode(),
        ".chapters.json": chapters_json(episode).encode(),
    }
    made |= {_COVER: episode.cover} if episode.cover else {}
    paths = {episode.path.with_suffix(suffix): content for suffix, content in made.items()}
    for path, content in paths.items():
        write_changed(path, content, move="with --bundle")
    return tuple(paths)


def _page(episode: Episode) -> bytes:
    path = episode.path
    offered = tuple(Link(title, path.with_suffix(suffix).name) for suffix, title in _OFFERED.items())
    cover = path.with_suffix(_COVER).name if episode.cover else ""
    return episode_page(episode, Beside(path.name, cover, (Link("audio", path.name), *offered)))
