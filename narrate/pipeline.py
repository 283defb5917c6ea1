"""The data's way, on one screen: source, article, script, clips, track, episode."""

import logging
from dataclasses import replace

from narrate.cache import Cache, key_of
from narrate.engines import Cast
from narrate.fetch import load
from narrate.identity import identity
from narrate.model import Article, Dressing, Episode, Reading, Report, Script, Source
from narrate.outputs import Output
from narrate.publish import Place, publish, publish_again
from narrate.voice import Voice

log = logging.getLogger(__name__)


def produce(  # noqa: PLR0913 - keyword-only: what is read, who reads, what is made of it, where it goes
    source: Source | Article,
    *,
    voice: Voice,
    cast: Cast,
    output: Output,
    cache: Cache,
    place: Place,
    reading: Reading = Reading(),
    dressing: Dressing = Dressing(),
    workers: int = 0,
    report: Report | None = None,
) -> Episode:
    """Makes a source into a finished audio file.

    What was made of it before is used again: where source and settings are the same, the file, and no stage
    is run or even loaded; where all that is said is the same, the file, too; else the clips of the utterances that are.

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
    asked = key_of(identity(), source, reading, dressing, voice, cast.fingerprint(), output.fingerprint)
    episode = publish_again(place, cache=cache, key=cache.note(asked))
    if episode is None:
        from narrate.assemble import assemble
        from narrate.jingles import prepare
        from narrate.script import write_script
        from narrate.synth import synthesize

        article, whole = _article(source, reading)
        log.info("%r: %d blocks in %s", article.title, len(article.blocks), article.language)
        script = write_script(article, voice, reading, disclosure=dressing.disclosure, phonemes=cast.phonemes)
        log.info("%d utterances, %d chapters", len(script.segments), len(script.marks))
        said = _key(script, voice, dressing, cast, output)
        episode = publish_again(place, cache=cache, key=said)
        if episode is None:
            music = prepare(dressing.jingles, cast.rate, dressing.loudness_lufs)
            clips = synthesize(script, cast, cache, workers=workers, report=report)
            track = assemble(
                script,
                clips,
                rate=cast.rate,
                pauses=voice.pauses,
                loudness_lufs=dressing.loudness_lufs,
                music=music,
                keep=cache.kept,
            )
            log.info("assembled: %d samples, %.2f LUFS", track.length, track.loudness.integrated_lufs)
            episode = publish(track, output, place(article.title, article.language), cache=cache, key=said)
            cache.prune()
        if whole:
            cache.keep_note(asked, said)
    log.info("written: %s", episode.path)
    return episode


def _article(source: Source | Article, reading: Reading) -> tuple[Article, bool]:
    """The article, and whether the source holds all of it: where there are further pages, they may change."""
    if isinstance(source, Article):
        return source, True
    from narrate.clean import clean

    followed: list[str] = []

    def follow(url: str) -> Source:
        followed.append(url)
        return load(url)

    return clean(source, force=reading.force, sites=reading.sites, follow=follow), not followed


def _key(script: Script, voice: Voice, dressing: Dressing, cast: Cast, output: Output) -> str:
    """Of all that changes the episode's bytes; what the cleaner dropped does not."""
    said = replace(script, article=replace(script.article, rulings=()))
    return key_of(identity(), said, voice.pauses, dressing, cast.fingerprint(script), output.fingerprint)
