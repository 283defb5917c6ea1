"""The flags and arguments that several commands share, and what they name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.tell import tell

if TYPE_CHECKING:
    from narrate.engines import Cast
    from narrate.lexicon import Lexicon
    from narrate.model import Article, Disclosure, Reading, Script, SiteRule
    from narrate.voice import Voice

DEFAULT_VOICE = "en_US-joe-medium"
_VOICE, _READ = "The voice", "What is read"  # where flags stand in a command's help


def _voice_names(incomplete: str) -> list[str]:
    from narrate.errors import VoiceError
    from narrate.voice import profiles, read_profile

    base, mark, _ = incomplete.partition("#")
    known = profiles()
    if not mark or base not in known:
        return list(known)
    try:
        return [f"{base}#{speaker}" for speaker in read_profile(known[base]).speakers]
    except VoiceError:  # told where the voice is used, not while a name is being typed
        return []


SourceName = Annotated[str, typer.Argument(metavar="SOURCE", help="A file, a web address, or - for standard input.")]
VoiceName = Annotated[
    str,
    typer.Option(
        "--voice",
        metavar="NAME|FILE[#SPEAKER]",
        help="A name that 'narrate voices' lists, or a file: a profile (.toml) or a Piper model (.onnx); "
        "after a #, one of its speakers.",
        envvar="NARRATE_VOICE",
        autocompletion=_voice_names,
        rich_help_panel=_VOICE,
    ),
]
Rate = Annotated[
    float,
    typer.Option(
        "--rate",
        metavar="RATE",
        min=0.5,
        max=2.0,
        help="How fast to read: 1.1 is a tenth faster than the voice's own pace.",
        envvar="NARRATE_RATE",
        rich_help_panel=_VOICE,
    ),
]
PauseScale = Annotated[
    float | None,
    typer.Option(
        "--pauses",
        metavar="SCALE",
        min=0.0,
        max=4.0,
        help="How long the pauses between sentences are: 0.5 is half of the voice's own.",
        envvar="NARRATE_PAUSES",
        rich_help_panel=_VOICE,
    ),
]
Variation = Annotated[
    float | None,
    typer.Option(
        "--variation",
        metavar="AMOUNT",
        min=0.0,
        max=2.0,
        help="How lively the voice sounds: 0 is flat.",
        rich_help_panel=_VOICE,
    ),
]
TimingVariation = Annotated[
    float | None,
    typer.Option(
        "--timing-variation",
        metavar="AMOUNT",
        min=0.0,
        max=2.0,
        help="How freely it keeps time: 0 is metronomic.",
        rich_help_panel=_VOICE,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="NUMBER",
        min=0,
        max=2**32 - 1,
        help="Another number is another reading of the same words.",
        rich_help_panel=_VOICE,
    ),
]
Lexicons = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="How names are said: TOML or PLS. Can be given several times.",
        rich_help_panel=_VOICE,
    ),
]
Byline = Annotated[
    bool,
    typer.Option(
        "--byline/--no-byline", metavar="", help="Whether to read the author and the date.", rich_help_panel=_READ
    ),
]


Roles = Annotated[
    bool,
    typer.Option(
        "--roles/--no-roles",
        metavar="",
        help="Whether quotes, and what else the voice's profile names, are read in a way of their own.",
        rich_help_panel=_VOICE,
    ),
]


class Aloud(StrEnum):
    """What can be read aloud, and by itself is only announced."""

    TABLES = "tables"
    CODE = "code"


ReadAloud = Annotated[
    list[Aloud] | None,
    typer.Option(
        "--read", help="Read what is else announced in a sentence. Can be given several times.", rich_help_panel=_READ
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", metavar="", help="Read a page even if it looks like no article.", rich_help_panel=_READ),
]
SiteRules = Annotated[
    list[Path] | None,
    typer.Option(
        "--sites",
        metavar="FILE",
        help="Site rules over your own and those that come with narrate: see docs/SITES.md.",
        rich_help_panel=_READ,
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        metavar="",
        help="Fetch from this machine and private networks, too, not from the public internet alone.",
        envvar="NARRATE_ALLOW_PRIVATE",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="Print JSON, for machines.")]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice is to read, as the flags of a command say; None is as the voice itself does."""

    rate: float = 1.0
    """Times its own pace."""
    pauses: float | None = None
    variation: float | None = None
    timing_variation: float | None = None
    seed: int | None = None

    def of(self, voice: "Voice", lexicons: "Sequence[Lexicon]") -> "Voice":
        """The voice, reading so, with lexicons over its own."""
        tuned = voice.tuned(rate=self.rate, pauses=self.pauses, lexicons=lexicons)
        own = tuned.prosody
        prosody = replace(
            own,
            variation=own.variation if self.variation is None else self.variation,
            timing_variation=own.timing_variation if self.timing_variation is None else self.timing_variation,
            seed=own.seed if self.seed is None else self.seed,
        )
        return replace(tuned, prosody=prosody)


def load_reader(
    name: str, lexicons: Sequence[str] | None = None, manner: Manner = Manner(), *, roles: bool = True
) -> "Voice":
    """The voice with the lexicons over its own, reading in the manner asked for; the voices of its roles do, too."""
    from narrate.lexicon import load_lexicon
    from narrate.voice import load_voice

    more = [load_lexicon(Path(path)) for path in lexicons or ()]

    def adjusted(voice: "Voice") -> "Voice":
        return manner.of(voice, more)

    voice = load_voice(name)
    return (voice if roles else replace(voice, roles=())).for_each(adjusted)


def read_as(
    *,
    byline: bool = True,
    aloud: "Sequence[Aloud] | None" = None,
    force: bool = False,
    sites: "Sequence[Path] | None" = None,
) -> "Reading":
    """What is read, as the flags and the user's own site rules say."""
    from narrate.folders import config_folder
    from narrate.model import Kind, Reading

    kinds = {Aloud.TABLES: Kind.TABLE, Aloud.CODE: Kind.CODE}
    own = config_folder() / "sites.toml"
    rules = _rules_in([*([own] if own.exists() else []), *(sites or ())])
    kept = frozenset(kinds[one] for one in aloud or ())
    return Reading(byline=byline, aloud=kept, force=force, sites=rules)


def _rules_in(paths: "Sequence[Path]") -> "tuple[SiteRule, ...]":
    """The site rules in some files; where there are none, nothing of the cleaner is loaded."""
    if not paths:
        return ()
    from narrate.clean.html.sites import read_sites

    return tuple(rule for path in paths for rule in read_sites(path))


def load_article(source: str, reading: "Reading", reader: "Voice | None" = None, *, private: bool = False) -> "Article":
    """The article in a source; it is told where its language is not the voice's."""
    from narrate.clean import clean
    from narrate.fetch import Web, load

    web = Web(private=private)
    article = clean(load(source, web), reading, follow=web.page)
    if reader is not None:
        tell_languages(source, article.language, reader)
    return article


def load_script(
    source: str,
    reader: "Voice",
    reading: "Reading",
    disclosure: "Disclosure | None" = None,
    *,
    private: bool = False,
) -> "tuple[Script, Cast]":
    """What is said of a source, and who says it."""
    from narrate.engines import load_cast
    from narrate.script import UNDISCLOSED, write_script

    cast = load_cast(reader)
    article = load_article(source, reading, reader, private=private)
    return write_script(article, reader, reading, disclosure=disclosure or UNDISCLOSED, phonemes=cast.phonemes), cast


def tell_languages(source: str, language: str, reader: "Voice") -> None:
    """A line where the voice that reads it does not speak the article's language."""
    from narrate.model import Kind, primary

    voice = reader.role_of(Kind.PARAGRAPH, language).reader or reader
    if primary(language) != primary(voice.language):
        tell(f"{source} is in {language}; the voice {voice.name} speaks {voice.language}")
