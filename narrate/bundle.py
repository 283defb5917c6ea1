"""What goes along with an episode, beside its file: captions, transcripts, chapters, text, cover, page."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from narrate.atomic import aside, move_together, write_changed
from narrate.model import Episode
from narrate.publish import Place
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
_MOVE = "with --bundle"


def bundled(make: Callable[[Place], Episode], place: Place) -> tuple[Episode, tuple[Path, ...]]:
    """An episode with all that goes along; whatever goes wrong while it is made, nothing of it is in its place.

    Args:
        make: Makes the episode, where the place says that it goes.
        place: Where it goes in the end: last, when all that goes along is there.

    Raises:
        NarrateError: As ``make``.
        OutputError: Something cannot be written.
    """
    with ExitStack() as open_folders:

        def unseen(title: str, language: str) -> Path:
            path = place(title, language)
            return open_folders.enter_context(aside(path.parent, move=_MOVE)) / path.name

        episode = make(unseen)
        hidden = episode.path.parent
        *beside, sound = move_together((*bundle(episode), episode.path), hidden.parent, move=_MOVE)
    return replace(episode, path=sound), tuple(beside)


def bundle(episode: Episode, *, page: str = "", move: str = _MOVE) -> tuple[Path, ...]:
    """Writes all that a website, a feed or a player may want of an episode, each whole or not at all.

    The files stand beside the episode's and share its name. One that is there already as it should be is left alone,
    so that nobody fetches anew what has not changed.

    Args:
        episode: A finished one.
        page: The address that its page will have, where that is known.
        move: How the user chooses another place; as in ``write_whole``.

    Raises:
        OutputError: One cannot be written.
    """
    made = {
        ".html": _page(episode, page),
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
        write_changed(path, content, move=move)
    return tuple(paths)


def _page(episode: Episode, address: str) -> bytes:
    path = episode.path
    offered = tuple(Link(title, path.with_suffix(suffix).name) for suffix, title in _OFFERED.items())
    cover = path.with_suffix(_COVER).name if episode.cover else ""
    return episode_page(episode, Beside(path.name, cover, (Link("audio", path.name), *offered), address))
