"""The commands that print text: what is the article, what is said, and how."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.dressing import DisclosedAt, DisclosureText, VoiceCredit, disclose_as
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
    SiteRules,
    SourceName,
    VoiceName,
    load_article,
    load_reader,
    load_script,
    read_as,
)
from narrate.errors import UsageError

if TYPE_CHECKING:
    from narrate.engines import Engine
    from narrate.model import Segment

Phonemes = Annotated[
    bool, typer.Option("--phonemes", metavar="", help="Print the voice's phonemes under each utterance, in IPA.")
]


def clean(
    source: SourceName,
    *,
    receipt: Annotated[
        bool, typer.Option("--receipt", metavar="", help="Print every line of the source: kept or dropped, and why.")
    ] = False,
    html: Annotated[
        bool, typer.Option("--html", metavar="", help="The receipt as a page: what is dropped is grey.")
    ] = False,
    as_json: AsJson = False,
    body: Annotated[
        bool, typer.Option("--body", metavar="", help="Print the body alone: no title, author, date.")
    ] = False,
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write it into a file.")] = "",
    force: Force = False,
    sites: SiteRules = None,
    private: AllowPrivate = False,
) -> None:
    """Print the article in a page, without the page around it."""
    from narrate.cli.printed import article_json, article_text, body_of
    from narrate.cli.receipt import receipt_json, receipt_page, receipt_text

    if html and as_json:
        raise UsageError("--html and --json cannot be had at once", "ask for one of them")
    if body and (receipt or html):
        what = "--html" if html else "--receipt"
        raise UsageError(f"{what} tells of every line of the source, so --body cannot narrow it", "ask for one of them")
    article = load_article(source, read_as(force=force, sites=sites), private=private)
    if body:
        article = body_of(article)
    if html:
        written = receipt_page(article)
    elif receipt:
        written = receipt_json(article) if as_json else receipt_text(article)
    else:
        written = article_json(article) if as_json else article_text(article)
    if out:
        _write_text(Path(out), written)
    else:
        typer.echo(written)


def _write_text(path: Path, text: str) -> None:
    from narrate.atomic import write_whole

    with write_whole(path) as file:
        file.write(f"{text}\n".encode())


def script(
    source: SourceName,
    *,
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    rate: Rate = 1.0,
    pauses: PauseScale = None,
    byline: Byline = True,
    aloud: ReadAloud = None,
    force: Force = False,
    sites: SiteRules = None,
    roles: Roles = True,
    disclosed_at: DisclosedAt = "end",
    disclosure_text: DisclosureText = "",
    voice_credit: VoiceCredit = False,
    phonemes: Phonemes = False,
    private: AllowPrivate = False,
) -> None:
    """Print what will be said, with its pauses and chapter marks."""
    from narrate.cli.printed import script_text

    reader = load_reader(voice, lexicon, Manner(rate, pauses), roles=roles)
    reading = read_as(byline=byline, aloud=aloud, force=force, sites=sites)
    disclosure = disclose_as(disclosed_at, disclosure_text, credit=voice_credit)
    written, cast = load_script(source, reader, reading, disclosure, private=private)
    typer.echo(script_text(written, cast.phonemes if phonemes else None))


def say(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or two.")],
    *,
    out: Annotated[str, typer.Option("-o", "--output", metavar="FILE.wav", help="Speak it into a WAV file.")] = "",
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    rate: Rate = 1.0,
) -> None:
    """Show how a text is said: spoken form and phonemes; speak it with -o."""
    from narrate.engines import load_engine
    from narrate.model import Article, Block, Kind
    from narrate.script import write_script

    reader = load_reader(voice, lexicon, Manner(rate))
    article = Article(blocks=(Block(Kind.PARAGRAPH, " ".join(text.split())),), rulings=(), language=reader.language)
    engine = load_engine(reader)
    segments = write_script(article, reader, phonemes=engine.phonemes).segments
    for segment in segments:
        typer.echo(f"{segment.text}\n  {engine.phonemes(segment)}")
    if out:
        typer.echo(f"{out}: {_write_wav(Path(out), engine, segments):.1f} s")


def _write_wav(path: Path, engine: "Engine", segments: tuple["Segment", ...]) -> float:
    """Speaks into a file; gives the seconds."""
    import wave

    from narrate.atomic import write_whole
    from narrate.edges import trim

    with write_whole(path) as file, wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(engine.rate)
        for segment in segments:
            sound.writeframes(trim(engine.speak(segment)).pcm)
            sound.writeframes(bytes(2 * (segment.pause_ms * engine.rate // 1000)))
        return sound.getnframes() / engine.rate


def normalize(
    source: SourceName = "-",
    *,
    language: Annotated[str, typer.Option("--language", metavar="TAG", help="Of the text: en, de, uk …")] = "en",
    lines: Annotated[
        bool, typer.Option("--lines", metavar="", help="One line out for each line in, for tests and pipes.")
    ] = False,
    private: AllowPrivate = False,
) -> None:
    """Print the spoken form of a text, a sentence a line."""
    from narrate.fetch import STANDARD_INPUT, Web, load

    if source == STANDARD_INPUT and lines:  # line by line, for whoever waits at the other end of a pipe
        written = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    else:
        written = (line.decode("utf-8", "replace") for line in load(source, Web(private=private)).content.splitlines())
    for line in written:
        for spoken in _spoken_lines(line.strip(), language, whole=lines):
            typer.echo(spoken)


def _spoken_lines(line: str, language: str, *, whole: bool) -> Iterator[str]:
    from narrate.chunk import sentences
    from narrate.spoken import verbalize

    spans = ((0, len(line)),) if whole else sentences(line, language)
    for start, end in spans:
        yield " ".join(word.spoken for word in verbalize(line[start:end], language))
