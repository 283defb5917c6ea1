"""The data's way, on one screen: source, article, script, clips, track, episode."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from narrate import assemble as mastering
from narrate.assemble import assemble
from narrate.cache import Cache, key_of
from narrate.clean import clean
from narrate.engines import Engine, load_engine
from narrate.model import Article, Episode, Script, Source
from narrate.outputs import Output
from narrate.publish import publish, publish_again
from narrate.script import write_script
from narrate.synth import Report, quiet, synthesize
from narrate.voice import Voice


def produce(  # noqa: PLR0913 - keyword-only: what is read, who reads, what is made, where it goes
    source: Source,
    *,
    voice: Voice,
    output: Output,
    cache: Cache,
    place: Callable[[Article], Path],
    byline: bool = True,
    workers: int = 0,
    report: Report = quiet,
) -> Episode:
    """Makes a source into a finished audio file.

    Args:
        source: What came in.
        voice: Who reads it.
        output: The format of the file.
        cache: Where clips and finished files are kept: what is there already is not made again.
        place: Where the episode of an article goes.
        byline: Whether the author and the date are read.
        workers: Utterances spoken at the same time; 0 is one a core.
        report: Called with the utterances that are there and the number of all.

    Raises:
        NarrateError: Of the kind of the stage that failed. No file is left behind; the cache is kept.
    """
    article = clean(source)
    script = write_script(article, voice, byline=byline)
    engine = load_engine(voice)
    path, key = place(article), _key(script, voice, engine, output)
    episode = publish_again(path, cache=cache, key=key)
    if episode is None:
        clips = synthesize(script, engine, cache, workers=workers, report=report)
        track = assemble(script, clips, rate=engine.rate, pauses=voice.pauses)
        episode = publish(track, output, path, cache=cache, key=key)
        cache.prune()
    return episode


def _key(script: Script, voice: Voice, engine: Engine, output: Output) -> str:
    """Of all that changes the episode's bytes; what the cleaner dropped does not."""
    said = replace(script, article=replace(script.article, rulings=()))
    return key_of(repr(said), repr(voice.pauses), engine.fingerprint, f"{mastering.VERSION}", output.fingerprint)
