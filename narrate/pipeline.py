"""The data's way, on one screen: source, article, script, clips, track, episode."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from narrate import assemble as mastering
from narrate import edges
from narrate.assemble import assemble
from narrate.cache import Cache, key_of
from narrate.clean import clean
from narrate.engines import Cast
from narrate.fetch import load
from narrate.model import Article, Dressing, Episode, Reading, Script, Source
from narrate.outputs import Output
from narrate.publish import publish, publish_again
from narrate.script import write_script
from narrate.synth import Report, quiet, synthesize
from narrate.voice import Voice

log = logging.getLogger(__name__)


def produce(  # noqa: PLR0913 - keyword-only: what is read, who reads, what is made of it, where it goes
    source: Source | Article,
    *,
    voice: Voice,
    cast: Cast,
    output: Output,
    cache: Cache,
    place: Callable[[Article], Path],
    reading: Reading = Reading(),
    dressing: Dressing = Dressing(),
    workers: int = 0,
    report: Report = quiet,
) -> Episode:
    """Makes a source into a finished audio file.

    Args:
        source: What came in; or an article that is read already, such as a digest.
        voice: Who reads it.
        cast: What speaks for the voice and for those of its roles, from ``load_cast``.
        output: The format of the file.
        cache: Where clips and finished files are kept: what is there already is not made again.
        place: Where the episode of an article goes.
        reading: What is read of it.
        dressing: What is put around it, and how loud it is.
        workers: Utterances spoken at the same time; 0 is one a core.
        report: Called with the utterances that are there and the number of all; not called where nothing is spoken.

    Raises:
        NarrateError: Of the kind of the stage that failed. No file is left behind; the cache is kept.
    """
    article = source if isinstance(source, Article) else read(source, reading)
    script = write_script(article, voice, reading, disclosure=dressing.disclosure, phonemes=cast.phonemes)
    log.info("%d utterances, %d chapters", len(script.segments), len(script.marks))
    path, key = place(article), _key(script, voice, dressing, cast, output)
    episode = publish_again(path, cache=cache, key=key)
    if episode is None:
        clips = synthesize(script, cast, cache, workers=workers, report=report)
        log.info("spoken")
        track = assemble(script, clips, rate=cast.rate, pauses=voice.pauses, loudness_lufs=dressing.loudness_lufs)
        log.info("assembled: %d samples, %.2f LUFS", track.length, track.loudness.integrated_lufs)
        episode = publish(track, output, path, cache=cache, key=key)
        cache.prune()
    log.info("written: %s", path)
    return episode


def read(source: Source, reading: Reading) -> Article:
    """The article in a source, the other parts of a page in several fetched.

    Raises:
        InputError: It holds none.
    """
    article = clean(source, force=reading.force, sites=reading.sites, follow=load)
    log.info("%s: %d blocks in %s", source.name, len(article.blocks), article.language)
    return article


def _key(script: Script, voice: Voice, dressing: Dressing, cast: Cast, output: Output) -> str:
    """Of all that changes the episode's bytes; what the cleaner dropped does not."""
    said = replace(script, article=replace(script.article, rulings=()))
    stages = f"edges {edges.VERSION} assemble {mastering.VERSION}"
    return key_of(repr(said), repr(voice.pauses), repr(dressing), cast.fingerprint(script), stages, output.fingerprint)
