"""The data's way, on one screen: source, article, script, clips, track, episode."""

import logging
from collections.abc import Callable
from dataclasses import replace

from narrate.cache import Cache, key_of
from narrate.engines import Cast
from narrate.errors import InputError
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
    fetch: Callable[[str], Source] | None = None,
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
        fetch: Fetches what a page points at: further pages, its picture. Without it, nothing is.
        workers: Utterances spoken at the same time; 0 is one a core.
        report: Called with the utterances that are there and the number of all; not called where nothing is spoken.

    Raises:
        NarrateError: Of the kind of the stage that failed. No file is left behind; the cache is kept.
    """
    asked = key_of(identity(), source, reading, dressing, voice, cast.fingerprint(), output.fingerprint)
    episode = publish_again(place, cache=cache, key=cache.note(asked))
    if episode is None:
        from narrate.script import write_script

        web = _Web(fetch) if fetch else None
        article = _read(source, reading, web) if isinstance(source, Source) else source
        script = write_script(article, voice, reading, disclosure=dressing.disclosure, phonemes=cast.phonemes)
        log.info("%r: %d utterances, %d chapters", article.title, len(script.segments), len(script.marks))
        picture = dressing.picture or (_lead(article, web) if web and dressing.cover and _is_of_web(source) else None)
        said = _key(script, voice, dressing, picture, cast, output)
        episode = publish_again(place, cache=cache, key=said)
        if episode is None:
            from narrate.assemble import assemble
            from narrate.cover import cover_of, inside
            from narrate.jingles import prepare
            from narrate.synth import synthesize

            cover = cover_of(article, picture, own=dressing.picture is not None) if dressing.cover else None
            loudness_lufs = dressing.loudness_lufs
            music = prepare(dressing.jingles, cast.rate, loudness_lufs)
            clips = synthesize(script, cast, cache, workers=workers, report=report)
            track = assemble(
                script,
                clips,
                rate=cast.rate,
                pauses=voice.pauses,
                loudness_lufs=loudness_lufs,
                music=music,
                keep=cache.kept,
            )
            track = replace(track, cover=cover and inside(cover))
            log.info("assembled: %d samples, %.2f LUFS", track.length, track.loudness.integrated_lufs)
            path = place(article.title, article.language)
            episode = publish(track, output, path, cover=cover, cache=cache, key=said)
            cache.prune()
        if not (web and web.asked):
            cache.keep_note(asked, said)
    log.info("written: %s", episode.path)
    return episode


class _Web:
    """Fetches what a page points at, and knows whether it did: that may change while the page does not."""

    def __init__(self, fetch: Callable[[str], Source]) -> None:
        self._fetch = fetch
        self.asked = False

    def fetch(self, url: str) -> Source:
        self.asked = True
        return self._fetch(url)


def _read(source: Source, reading: Reading, web: "_Web | None") -> Article:
    """The article in a source, the further pages of it included."""
    from narrate.clean import clean

    article = clean(source, reading, follow=web.fetch if web else None)
    log.info("%s: %d blocks in %s", source.name, len(article.blocks), article.language)
    return article


def _is_of_web(source: Source | Article) -> bool:
    """Whether it was fetched; nobody who reads a file expects that anything is."""
    return isinstance(source, Source) and source.url is not None


def _lead(article: Article, web: _Web) -> Source | None:
    """The picture that the page names for itself, if it can be had."""
    try:
        return web.fetch(article.image) if article.image else None
    except InputError as exc:
        log.info("no picture: %s", exc.message)
        return None


def _key(script: Script, voice: Voice, dressing: Dressing, picture: Source | None, cast: Cast, output: Output) -> str:
    """Of all that changes the episode's bytes; what the cleaner dropped does not."""
    said = replace(script, article=replace(script.article, rulings=()))
    return key_of(identity(), said, voice.pauses, dressing, picture, cast.fingerprint(script), output.fingerprint)
