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
from narrate.model import Article, Episode, Reading, Script, Source
from narrate.outputs import Output
from narrate.publish import publish, publish_again
from narrate.script import write_script
from narrate.synth import Report, quiet, synthesize
from narrate.voice import Voice

log = logging.getLogger(__name__)


def produce(  # noqa: PLR0913 - keyword-only: what is read, who reads, what is made, where it goes
    source: Source,
    *,
    voice: Voice,
    cast: Cast,
    output: Output,
    cache: Cache,
    place: Callable[[Article], Path],
    reading: Reading = Reading(),
    follow: Callable[[str], Source] | None = None,
    workers: int = 0,
    report: Report = quiet,
) -> Episode:
    """Makes a source into a finished audio file.

    Args:
        source: What came in.
        voice: Who reads it.
        cast: What speaks for the voice and for those of its roles, from ``load_cast``.
        output: The format of the file.
        cache: Where clips and finished files are kept: what is there already is not made again.
        place: Where the episode of an article goes.
        reading: What is read of it.
        follow: Fetches the other parts of an article in several pages.
        workers: Utterances spoken at the same time; 0 is one a core.
        report: Called with the utterances that are there and the number of all; not called where nothing is spoken.

    Raises:
        NarrateError: Of the kind of the stage that failed. No file is left behind; the cache is kept.
    """
    article = clean(source, force=reading.force, sites=reading.sites, follow=follow)
    log.info("%s: %d blocks in %s", source.name, len(article.blocks), article.language)
    script = write_script(article, voice, reading, phonemes=cast.phonemes)
    log.info("%d utterances, %d chapters", len(script.segments), len(script.marks))
    path, key = place(article), _key(script, voice, cast, output)
    episode = publish_again(path, cache=cache, key=key)
    if episode is None:
        clips = synthesize(script, cast, cache, workers=workers, report=report)
        log.info("spoken")
        track = assemble(script, clips, rate=cast.rate, pauses=voice.pauses)
        log.info("assembled: %d samples, %.2f LUFS", track.length, track.loudness.integrated_lufs)
        episode = publish(track, output, path, cache=cache, key=key)
        cache.prune()
    log.info("written: %s", path)
    return episode


def _key(script: Script, voice: Voice, cast: Cast, output: Output) -> str:
    """Of all that changes the episode's bytes; what the cleaner dropped does not."""
    said = replace(script, article=replace(script.article, rulings=()))
    stages = f"edges {edges.VERSION} assemble {mastering.VERSION}"
    return key_of(repr(said), repr(voice.pauses), cast.fingerprint(script), stages, output.fingerprint)
