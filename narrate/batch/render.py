"""What ``public/`` shows of the records: the list of episodes, the show's picture, the feed."""

from collections.abc import Sequence
from pathlib import Path

from narrate.atomic import holds, write_changed, write_whole
from narrate.cover import cover_of
from narrate.errors import OutputError
from narrate.feed import FEED, Attachment, Entry, Podcast, check_feed, render_feed
from narrate.model import Article, Block, Kind
from narrate.show.files import picture
from narrate.show.records import MOVE
from narrate.show.values import EpisodeRecord, File, Record, Show
from narrate.site import Listed, ListedShow, index_page

_INDEX = "index.html"


def render(show: Show, records: Sequence[Record], public: Path) -> bool:
    """Writes what the records, those in the feed, newest first, come to; the feed last, when all it names is there.

    What has not changed is not touched. Returns whether the feed was.

    Raises:
        OutputError: Something cannot be written, or the feed would not be valid; the one before stays.
    """
    shown = [(record, record.episode) for record in records if record.episode]
    cover = _cover(show, public)
    site = ListedShow(show.title, show.language, show.description, show.link, FEED)
    write_changed(public / _INDEX, index_page(site, [_listed(*one) for one in shown]), move=MOVE)
    feed = render_feed(_told(show, cover), [_entry(show, *one) for one in shown])
    if holds(public / FEED, feed):
        return False
    _check(feed, public)
    with write_whole(public / FEED, move=MOVE) as file:
        file.write(feed)
    return True


def _cover(show: Show, public: Path) -> File:
    """The show's picture, in its place: its own, or one with its title."""
    if show.image and show.image_path:
        content, image = show.image_path.read_bytes(), show.image
    else:
        content = cover_of(Article((Block(Kind.TITLE, show.title),), (), site=show.author), None)
        image = picture(content, ".jpg")
    write_changed(public / image.path, content, move=MOVE)
    return image


def _listed(record: Record, episode: EpisodeRecord) -> Listed:
    page = episode.page.path if episode.page else ""
    return Listed(episode.title, page, episode.duration_ms, record.published.date().isoformat(), episode.summary)


def _told(show: Show, cover: File) -> Podcast:
    return Podcast(
        title=show.title,
        author=show.author,
        description=show.description,
        language=show.language,
        link=show.link or show.base_url,
        base_url=show.base_url,
        categories=((show.category, show.subcategory) if show.subcategory else (show.category,),),
        image=cover.path,
        owner_name=show.owner_name,
        owner_email=show.owner_email,
        explicit=show.explicit,
    )


def _entry(show: Show, record: Record, episode: EpisodeRecord) -> Entry:
    audio, chapters, cover = episode.audio[0], episode.chapters_file, episode.cover
    return Entry(
        guid=record.guid,
        title=episode.title,
        published=record.published,
        audio=_attached(audio),
        size=audio.size,
        duration_ms=episode.duration_ms,
        link=episode.url or (show.base_url + episode.page.path if episode.page else ""),
        author=episode.author,
        excerpt=episode.excerpt,
        notes=tuple(filter(None, (episode.disclosure, *(credit.credit for credit in episode.credits)))),
        chapters=episode.chapters,
        chapters_file=_attached(chapters) if chapters else None,
        transcripts=tuple({file.media_type: _attached(file) for file in reversed(episode.transcripts)}.values()),
        language=episode.language if episode.language != show.language else "",
        image=cover.path if cover else "",
        narrators=tuple(credit.voice for credit in episode.credits),
    )


def _attached(file: File) -> Attachment:
    return Attachment(file.path, file.media_type)


def _check(feed: bytes, public: Path) -> None:
    """Refuses a feed that players would refuse: the one before is better than that."""
    for breach in check_feed(feed, public):
        if breach.fatal:
            broken = f"the feed is not published: {breach.where}: {breach.message} ({breach.rule})"
            raise OutputError(broken, breach.hint)
