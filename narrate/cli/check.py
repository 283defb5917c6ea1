"""The command that proves that a file says what its source says."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate import settings
from narrate.cli.dressing import (
    AsDigest,
    Day,
    DisclosedAt,
    DisclosureText,
    LoudnessTarget,
    Title,
    VoiceCredit,
    disclose_as,
    refuse_for_one,
)
from narrate.cli.options import (
    DEFAULT_VOICE,
    AllowPrivate,
    AsJson,
    Byline,
    Force,
    Lexicons,
    Manner,
    PauseScale,
    Rate,
    ReadAloud,
    Roles,
    Seed,
    SiteRules,
    TimingVariation,
    Variation,
    VoiceName,
    load_article,
    load_reader,
    read_as,
)
from narrate.cli.tell import tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from narrate.check import Span, Verdict
    from narrate.inspect import Findings
    from narrate.model import Article


_TIMING = ("rate", "variation", "timing_variation", "seed")  # with the voice, all that decides when a word is heard


def _take_settings(ctx: typer.Context, file: Path) -> Path:
    """Makes what a file tells of itself the defaults of the options; only what a person types goes before.

    Raises:
        InputError: It tells what no option can be.
    """
    from narrate.errors import InputError
    from narrate.soundfile import read_facts

    told = {} if ctx.resilient_parsing else settings.read(read_facts(file).tags)
    decided = settings.NAMES if told else frozenset()
    if not _is_listed(told.get("voice")):
        told.pop("voice", None)
        decided -= {"voice"}
    for option in ctx.command.params:
        if option.name in decided:
            option.envvar = None  # else it would go before what the file tells, and before what was not asked for then
        if option.name in told:
            try:
                option.process_value(ctx, told[option.name])
            except typer.BadParameter as exc:
                raise InputError(f"{file} was made with no {option.name} that can be: {exc.message}") from exc
    ctx.default_map = told
    return file


def _is_listed(voice: object) -> bool:
    """Whether it is the name of a profile, or of a speaker of one: a file's tag must name no path to be read."""
    from narrate.voice import profiles

    known = profiles()
    return isinstance(voice, str) and (voice in known or voice.rpartition("#")[0] in known)


def check(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A narration: MP3, M4B, Opus, WAV and others.",
            callback=_take_settings,
            is_eager=True,
        ),
    ],
    *,
    against: Annotated[
        list[str],
        typer.Option(
            "--against",
            metavar="SOURCE",
            help="What it was made of: a file, or a web address. Of a digest, each of its sources, in order.",
        ),
    ],
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    rate: Rate = 1.0,
    pauses: PauseScale = None,
    variation: Variation = None,
    timing_variation: TimingVariation = None,
    seed: Seed = None,
    byline: Byline = True,
    aloud: ReadAloud = None,
    force: Force = False,
    sites: SiteRules = None,
    roles: Roles = True,
    disclosed_at: DisclosedAt = "end",
    disclosure_text: DisclosureText = "",
    voice_credit: VoiceCredit = False,
    loudness: LoudnessTarget = None,
    digest: AsDigest = False,
    title: Title = "",
    day: Day = None,
    private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """Prove that every word of a source is heard in a file, once and at its pace, and that its levels are right.

    A file that narrate made tells how, so that only --lexicon, --sites, --force and a --voice that is a FILE need be
    said again. Its voice times each sentence, to 0.15 s and half of the last word, and each word must be heard. A
    narration of another voice is held to the number of its sounds: there a missing clause is found, a missing word may
    not be.

    No words are recognized: another sentence of the same length, or under music a cut, is not found.
    """
    import json

    from narrate.check import check as judge
    from narrate.engines import load_cast
    from narrate.errors import CheckError
    from narrate.inspect import inspect
    from narrate.model import LOUDNESS_LUFS
    from narrate.script import write_script

    if not digest and len(against) == 1:
        refuse_for_one(title=title, date=day)
    found = inspect(file)
    told = settings.read(found.facts.tags)
    reading = read_as(byline=byline, aloud=aloud, force=force, sites=sites)
    reader = load_reader(voice, lexicon, Manner(rate, pauses, variation, timing_variation, seed), roles=roles)
    if (own := told.get("voice", reader.name)) != reader.name and not _is_listed(own):
        tell(f"{file} was read by voice {own!r}, which is not here: give --voice")
    cast = load_cast(reader)
    article = _joined([load_article(one, reading, reader, private=private) for one in against], digest, title, day)
    disclosure = disclose_as(disclosed_at, disclosure_text, credit=voice_credit)
    script = write_script(article, reader, reading, disclosure=disclosure, phonemes=cast.phonemes)
    lufs = LOUDNESS_LUFS if loudness is None else loudness
    verdict = judge(
        found,
        script,
        cast,
        target_lufs=lufs,
        transcript=_transcript_beside(file),
        known=_reads_as(told, reader.name, ctx.params),
    )
    typer.echo(json.dumps(asdict(verdict), ensure_ascii=False) if as_json else _text(verdict, found))
    if verdict.faults:
        count = len(verdict.faults)
        asked = " ".join(against)
        raise CheckError(f"{file} is not what {asked} asks for: {count} fault{'' if count == 1 else 's'}")


def _reads_as(told: "Mapping[str, object]", voice: str, options: "Mapping[str, object]") -> bool:
    """Whether a file tells that it is read by this voice, and in the manner that these options ask for."""
    usual = Manner()
    return told.get("voice") == voice and all(told.get(name, getattr(usual, name)) == options[name] for name in _TIMING)


def _joined(articles: "Sequence[Article]", digest: bool, title: str, day: datetime | None) -> "Article":  # noqa: FBT001 - as typed
    """What is read: the article, or the digest of several."""
    from narrate.digest import join

    if len(articles) == 1 and not digest:
        return articles[0]
    return join(articles, (day or datetime.now().astimezone()).date(), title=" ".join(title.split()))


def _transcript_beside(file: Path) -> "Sequence[Span]":
    """When each word is heard in a file, by the transcript of its bundle; empty without one."""
    import json

    from narrate.errors import InputError

    path = file.with_suffix(".transcript.json")
    if not path.is_file():
        return ()
    try:
        words = json.loads(path.read_bytes())["segments"]
        return [(round(1000 * word["startTime"]), round(1000 * word["endTime"])) for word in words]
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as exc:
        raise InputError(f"cannot read {path} as a transcript", "make the bundle again, or move it away") from exc


def _text(verdict: "Verdict", found: "Findings") -> str:
    from narrate.model import clock

    loudness = found.loudness
    heard = f"{verdict.words_heard} of {verdict.words} words heard"
    timer = "the voice itself" if verdict.timed else "the number of sounds: it is another reading"
    lines = [
        f"{heard} in {clock(found.duration_ms)}, pace {verdict.pace:.2f}, timed by {timer}",
        f"{loudness.integrated_lufs:.1f} LUFS, peak {loudness.peak_dbtp:.1f} dBTP, {found.clipped} clipped",
        *(f"{clock(fault.at_ms):>7}  {fault.kind}: {fault.what}" for fault in verdict.faults),
    ]
    return "\n".join(lines)
