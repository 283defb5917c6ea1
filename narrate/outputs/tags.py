"""What a file says of itself, whatever its format."""

from dataclasses import dataclass, field, replace

from narrate import __version__, settings
from narrate.model import Chapter, Credit, Track, primary
from narrate.transcript import transcribe

GENRE = "Speech"
"""One of ID3's own names."""

_MOST_CHAPTERS = 255  # ID3's table of contents and MPEG-4's list of chapters count them in one byte
_LONGEST_TEXT = 50_000  # characters, 100 kB of UTF-16: some players read no tag over 300 kB, and a cover is in it, too
_DISCLOSURE = "The voice is synthetic."  # where listeners are not told: a file says it all the same
_LANGUAGES = dict(  # ISO 639-1 to ISO 639-2/T, of the languages that there are voices for
    pair.split(":")
    for pair in (
        "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng "
        "es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye id:ind "
        "is:isl it:ita ja:jpn ka:kat kk:kaz kn:kan ko:kor ky:kir lb:ltz lt:lit lv:lav mk:mkd ml:mal mr:mar ms:msa "
        "mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor pa:pan pl:pol pt:por ro:ron ru:rus si:sin sk:slk sl:slv "
        "sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel th:tha tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho zu:zul"
    ).split()
)
_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class Tags:
    """The facts, as text; empty where something is not known."""

    title: str
    artist: str
    """Who publishes it: the site, or else the author."""
    author: str
    """Who wrote it."""
    album: str
    date: str
    """ISO 8601."""
    language: str
    """ISO 639-2."""
    url: str
    comment: str
    """What people should know: whose voice it is, that it is synthetic, and where the text can be read."""
    text: str = field(repr=False)
    """What is said; of a long one the beginning."""
    notes: tuple[tuple[str, str], ...]
    """What no format has a name for, by names of ours."""
    duration_ms: int
    chapters: tuple[Chapter, ...]
    cover: bytes | None = field(repr=False)


def tags_of(track: Track) -> Tags:
    """What a track's file says of itself."""
    article, credits_ = track.script.article, track.script.credits
    notes = {
        "voice": "; ".join(credit.voice for credit in credits_),
        "voice licence": "; ".join(credit.licence for credit in credits_),
        "AI disclosure": track.script.disclosure or _DISCLOSURE,
        "narrate version": __version__,
        settings.TAG: track.settings,
    }
    return Tags(
        title=article.title,
        artist=article.site or article.author or "",
        author=article.author or "",
        album=article.site or "",
        date=article.published or "",
        language=_LANGUAGES.get(primary(article.language), _UNDETERMINED),
        url=article.url or "",
        comment=" ".join([*map(_credited, credits_), *([article.url] if article.url else [])]),
        text=_bounded(transcribe(track).text),
        notes=tuple((name, value) for name, value in notes.items() if value),
        duration_ms=track.chapters[-1].end_ms,
        chapters=_merged(track.chapters),
        cover=track.cover,
    )


def is_png(picture: bytes) -> bool:
    """Whether it is a PNG; else it is a JPEG."""
    return picture.startswith(b"\x89PNG")


def _credited(credit: Credit) -> str:
    """A line on a voice: that it is none of a person who speaks, whose it is, and what one may do with it."""
    told = (f"Read by {credit.voice}, a synthetic voice", credit.credit, f"licence of the voice: {credit.licence}")
    return f"{'; '.join(filter(None, told))}."


def _bounded(text: str) -> str:
    """The text, or as many words of it as are short enough, and an ellipsis."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rpartition(' ')[0]} …"


def _merged(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The chapters, several in one where there are too many; one of them gives the title."""
    step = -(-len(chapters) // _MOST_CHAPTERS)
    firsts, lasts = chapters[::step], (*chapters[step - 1 :: step], chapters[-1])
    return tuple(replace(first, end_ms=last.end_ms) for first, last in zip(firsts, lasts, strict=False))
