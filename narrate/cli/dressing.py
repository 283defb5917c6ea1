"""The flags for what an article is dressed in to be an episode."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from narrate.model import Disclosure

_PANEL = "What is put around it"
_DIGEST = "Several in one"

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


def disclose_as(at: str, text: str, *, credit: bool) -> "Disclosure":
    """What is said of the voice, as the flags say."""
    from narrate.model import Disclosure, When

    return Disclosure(When(at), " ".join(text.split()), credit=credit)
