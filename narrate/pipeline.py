"""The data's way, on one screen: source, article, script, clips, track, episode."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from narrate.cache import Cache, key_of
from narrate.engines import Cast
from narrate.errors import InputError
from narrate.identity import identity
from narrate.model import Article, Dressing, Episode, Reading, Report, Script, Source
from narrate.outputs import Output
from narrate.publish import Place, publish, publish_again
from narrate.voice import Voice

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Studio:
    """All that an episode is made with, the same for one article as for the next."""

    voice: Voice
    """Who reads."""
    cast: Cast
    """What speaks for the voice and for those of its roles, from ``load_cast``."""
    output: Output
    """The format of the file."""
    cache: Cache
    """Where clips and finished files are kept: what is there already is not made again."""
    reading: Reading = Reading()
    """What is read of an article."""
    dressing: Dressing = Dressing()
    """What is put around it, and how loud it is."""
    fetch: Callable[[str], Source] | None = None
    """Fetches what a page points at: further pages, its picture. Without it, nothing is."""
    workers: int = 0
    """Utterances spoken at the same time; 0 is one a core."""


def produce(source: Source | Article, place: Place, studio: Studio, report: Report | None = None) -> Episode:
    """Makes a source into a finished audio file.

    What was made of it before is used again: where source and settings are the same, the file, and no stage
    is run or even loaded; where all that is said is the same, the file, too; else the clips of the utterances that are.

    Args:
        source: What came in; or an article that is read already, such as a digest.
        place: Where the episode of an article goes.
        studio: What it is made with.
        report: Called with the utterances that are there and the number of all; not called where nothing is spoken.

    Raises:
        NarrateError: Of the kind of the stage that failed. No file is left behind; the cache is kept.
    """
    asked = _key_of_asked(source, studio)
    episode = publish_again(place, cache=studio.cache, key=studio.cache.note(asked))
    if episode is None:
        web = _Web(studio.fetch) if studio.fetch else None
        article = _read(source, studio, web) if isinstance(source, Source) else source
        script = _script(article, studio)
        picture = _picture(source, article, studio, web)
        said = _key_of_said(script, picture, studio)
        episode = publish_again(place, cache=studio.cache, key=said)
        if episode is None:
            episode = _make(script, picture, place, studio, said, report)
        if not (web and web.asked):
            studio.cache.keep_note(asked, said)
    log.info("written: %s", episode.path)
    return episode


def _read(source: Source, studio: Studio, web: "_Web | None") -> Article:
    """The article in a source, the further pages of it included."""
    from narrate.clean import clean

    article = clean(source, studio.reading, follow=web.fetch if web else None)
    log.info("%s: %d blocks in %s", source.name, len(article.blocks), article.language)
    return article


def _script(article: Article, studio: Studio) -> Script:
    from narrate.script import write_script

    disclosure = studio.dressing.disclosure
    script = write_script(article, studio.voice, studio.reading, disclosure=disclosure, phonemes=studio.cast.phonemes)
    log.info("%r: %d utterances, %d chapters", article.title, len(script.segments), len(script.marks))
    return script


def _make(
    script: Script, picture: Source | None, place: Place, studio: Studio, key: str, report: Report | None
) -> Episode:
    """Speaks a script and publishes it; kept under the key."""
    from narrate.assemble import assemble
    from narrate.cover import cover_of, inside
    from narrate.jingles import prepare
    from narrate.synth import synthesize

    article, cast, cache, dressing = script.article, studio.cast, studio.cache, studio.dressing
    own = dressing.picture is not None
    cover = cover_of(article, picture, own=own, show=dressing.show) if dressing.cover else None
    music = prepare(dressing.jingles, cast.rate, dressing.loudness_lufs)
    clips = synthesize(script, cast, cache, workers=studio.workers, report=report)
    track = assemble(
        script,
        clips,
        rate=cast.rate,
        pauses=studio.voice.pauses,
        loudness_lufs=dressing.loudness_lufs,
        music=music,
        keep=cache.kept,
    )
    log.info("assembled: %d samples, %.2f LUFS", track.length, track.loudness.integrated_lufs)
    track = replace(track, cover=cover and inside(cover), settings=dressing.settings)
    path = place(article.title, article.language)
    episode = publish(track, studio.output, path, cover=cover, cache=cache, key=key)
    cache.prune()
    return episode


class _Web:
    """Fetches what a page points at, and knows whether it did: that may change while the page does not."""

    def __init__(self, fetch: Callable[[str], Source]) -> None:
        self._fetch = fetch
        self.asked = False

    def fetch(self, url: str) -> Source:
        self.asked = True
        return self._fetch(url)


def _picture(source: Source | Article, article: Article, studio: Studio, web: _Web | None) -> Source | None:
    """What is on the cover, but for the title: the picture given; else the one that a page names for itself.

    That one is fetched only where the page was: nobody who reads a file expects that anything is.
    """
    dressing = studio.dressing
    of_web = isinstance(source, Source) and source.url is not None
    if dressing.picture or not (dressing.cover and of_web and web and article.image):
        return dressing.picture
    try:
        return web.fetch(article.image)
    except InputError as exc:
        log.info("no picture: %s", exc.message)
        return None


def _key_of_asked(source: Source | Article, studio: Studio) -> str:
    """Of all that is given, before anything is made of it."""
    return key_of(
        identity(),
        source,
        studio.reading,
        studio.dressing,
        studio.voice,
        studio.cast.fingerprint(),
        studio.output.fingerprint,
    )


def _key_of_said(script: Script, picture: Source | None, studio: Studio) -> str:
    """Of all that changes the episode's bytes; what the cleaner dropped does not."""
    return key_of(
        identity(),
        replace(script, article=replace(script.article, rulings=())),
        studio.voice.pauses,
        studio.dressing,
        picture,
        studio.cast.fingerprint(script),
        studio.output.fingerprint,
    )
