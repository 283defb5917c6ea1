"""The flags for what an article is dressed in to be an episode."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from narrate.errors import InputError, UsageError

if TYPE_CHECKING:
    from narrate.model import Disclosure, Dressing, Jingles, Source

_PANEL = "What is put around it"
_DIGEST = "Several in one"
_SOFTEST_LUFS = -30.0  # softer drowns in a street
# The limiter then takes 3 dB or more off 5 % of the speech, and at -14 off 15 %: docs/PERFORMANCE.md
_LOUDEST_LUFS = -16.0
_NO_COVER = "none"
_MOST_BYTES = 128 << 20  # of a file: a minute of the largest samples that there are is smaller

DisclosedAt = Annotated[
    Literal["start", "end", "off"],
    typer.Option(
        "--disclosure",
        help="Where it is said that a synthetic voice reads.",
        envvar="NARRATE_DISCLOSURE",
        rich_help_panel=_PANEL,
    ),
]
DisclosureText = Annotated[
    str,
    typer.Option(
        "--disclosure-text",
        metavar="TEXT",
        help="The sentence that says it; without it, one in the article's language.",
        envvar="NARRATE_DISCLOSURE_TEXT",
        rich_help_panel=_PANEL,
    ),
]
VoiceCredit = Annotated[
    bool, typer.Option("--voice-credit", metavar="", help="Say whose voice it is after that.", rich_help_panel=_PANEL)
]
Intro = Annotated[
    str, typer.Option("--intro", metavar="FILE", help="Sound before the first word.", rich_help_panel=_PANEL)
]
Outro = Annotated[
    str, typer.Option("--outro", metavar="FILE", help="Sound after the last word.", rich_help_panel=_PANEL)
]
Bed = Annotated[
    str,
    typer.Option("--bed", metavar="FILE", help="Sound under the title and the author, softly.", rich_help_panel=_PANEL),
]
Sting = Annotated[
    str,
    typer.Option("--sting", metavar="FILE", help="Sound between the articles of a digest.", rich_help_panel=_DIGEST),
]
CoverPicture = Annotated[
    str,
    typer.Option(
        "--cover",
        metavar="FILE|none",
        help="The picture of the episode; without it, the page's own, or one with the title.",
        rich_help_panel=_PANEL,
    ),
]
LoudnessTarget = Annotated[
    float | None,
    typer.Option(
        "--loudness",
        metavar="LUFS",
        min=_SOFTEST_LUFS,
        max=_LOUDEST_LUFS,
        help="How loud the whole is: -19 if not told, as podcasts in mono are; -16 is as loud as those in stereo.",
        envvar="NARRATE_LOUDNESS",
        rich_help_panel=_PANEL,
    ),
]
AsDigest = Annotated[
    bool,
    typer.Option(
        "--digest",
        metavar="",
        help="Make one episode of all sources: the day, how many they are, and a chapter for each.",
        rich_help_panel=_DIGEST,
    ),
]
Title = Annotated[
    str,
    typer.Option("--title", metavar="TEXT", help="What the digest is called: said first.", rich_help_panel=_DIGEST),
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        formats=["%Y-%m-%d"],
        help="The day that the digest is for; without it, today.",
        rich_help_panel=_DIGEST,
    ),
]


def refuse_for_one(**of_digest: object) -> None:
    """Of one article there is nothing to call, date or part.

    Raises:
        UsageError: One of these options, by its flag, has a value.
    """
    given = [f"--{flag}" for flag, value in of_digest.items() if value]
    if given:
        raise UsageError(f"{' and '.join(given)} {'is' if len(given) == 1 else 'are'} a digest's", "add --digest")


def read_jingles(intro: str, outro: str, bed: str, sting: str) -> "Jingles":
    """The files named.

    Raises:
        InputError: One is not there, or cannot be read.
    """
    from narrate.model import Jingles

    return Jingles(*(_read(name) if name else None for name in (intro, outro, bed, sting)))


def _read(name: str) -> "Source":
    from narrate.model import Source

    try:
        with Path(name).open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as exc:
        raise InputError(
            f"cannot read {name}: {exc.strerror}", "check the spelling, and the folder you are in"
        ) from exc
    if len(content) > _MOST_BYTES:
        raise InputError(f"{name} is larger than {_MOST_BYTES >> 20} MB", "give a short piece")
    return Source(name, content)


def disclose_as(at: str, text: str, *, credit: bool) -> "Disclosure":
    """What is said of the voice, as the flags say."""
    from narrate.model import Disclosure, When

    return Disclosure(When(at), " ".join(text.split()), credit=credit)


def dress(
    disclosure: "Disclosure", jingles: "Jingles", cover: str, loudness_lufs: float | None, settings: str
) -> "Dressing":
    """All that is put around an article.

    Raises:
        InputError: There is no such cover, or it cannot be read.
    """
    from narrate.model import LOUDNESS_LUFS, Dressing

    return Dressing(
        disclosure=disclosure,
        jingles=jingles,
        cover=cover != _NO_COVER,
        picture=_read(cover) if cover not in {"", _NO_COVER} else None,
        loudness_lufs=LOUDNESS_LUFS if loudness_lufs is None else loudness_lufs,
        settings=settings,
    )
