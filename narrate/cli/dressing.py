"""The flags for what an article is dressed in to be an episode."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from narrate.model import Disclosure

_PANEL = "What is put around it"

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


def disclose_as(at: str, text: str, *, credit: bool) -> "Disclosure":
    """What is said of the voice, as the flags say."""
    from narrate.model import Disclosure, When

    return Disclosure(When(at), " ".join(text.split()), credit=credit)
