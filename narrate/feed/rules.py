"""The rules that a podcast's feed is held to, each with its name, what it looks at, and what to do about a breach."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache, partial
from importlib.resources import files
from urllib.parse import urlsplit
from uuid import UUID

from narrate.feed.write import DESCRIPTION_BYTES

Test = Callable[[str], bool]

_TAG = re.compile(  # a language tag as RFC 5646 has it, but for the few that were registered whole before it
    r"""(?P<language>[a-z]{2,3}) (-[a-z]{3}){0,3} (-[a-z]{4})? (-([a-z]{2}|\d{3}))?
    (-([a-z\d]{5,8}|\d[a-z\d]{3}))* (-[a-wyz\d](-[a-z\d]{2,8})+)* (-x(-[a-z\d]{1,8})+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_LANGUAGES = frozenset(  # all of two letters: ISO 639-1, to which no more will be added
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    "mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
    "sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu".split()
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_CLOCK = re.compile(r"(\d+:)?[0-5]?\d:[0-5]\d|\d+")
_PICTURES = (".jpg", ".jpeg", ".png")
_MEDIUMS = "podcast music video film audiobook newsletter blog publisher course mixed".split()
_GROUPS = "cast visuals audio-pd audio-post administration misc video-pd video-post writing".split()  # Podcast Taxonomy
_TRANSCRIPTS = "text/vtt application/x-subrip application/srt application/json text/html text/plain".split()
_PLAYED = "audio/mpeg audio/mp4 audio/x-m4a audio/aac video/mp4 video/x-m4v video/quicktime".split()


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for a value of the show's or of an episode's."""

    name: str
    """Whose rule it is, and what of."""
    path: str
    """The values, as XPath from the show's or the episode's element."""
    test: Test
    """Whether a value is right."""
    hint: str
    needed: bool = False
    """Whether there must be one."""
    fatal: bool = True
    """Whether a feed that breaks it is refused; else it is told."""


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """Apple's categories, each with those within it."""
    listed = tomllib.loads((files("narrate.feed") / "categories.toml").read_text("utf-8"))
    return {name: tuple(within) for name, within in listed.items()}


def _is_told(text: str) -> bool:
    return bool(text.strip())


def is_address(text: str) -> bool:
    """Whether it is a whole address on the web, written as all players can read it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and text.isascii() and " " not in text


def is_language(text: str) -> bool:
    """Whether it is a BCP 47 tag, and of a language that there is, as far as two letters tell."""
    tag = _TAG.fullmatch(text.strip())
    return tag is not None and (len(tag["language"]) > 2 or tag["language"].lower() in _LANGUAGES)  # noqa: PLR2004


def _is_picture(text: str) -> bool:
    return is_address(text) and urlsplit(text).path.lower().endswith(_PICTURES)


def _is_date(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except ValueError:
        return False


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) > 0


def _fits(text: str) -> bool:
    return len(text.encode()) <= DESCRIPTION_BYTES


def _is_like(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text.strip()) is not None


def _one_of(*words: str) -> Test:
    return frozenset(words).__contains__


_YES_OR_NO = _one_of("true", "false")

SHOW_RULES = (
    Rule("rss/title", "title", _is_told, "give the show a title", needed=True),
    Rule("rss/link", "link", is_address, "give the whole address of the show's page, in ASCII", needed=True),
    Rule("rss/description", "description", _is_told, "say in a sentence what the show is", needed=True),
    Rule("rss/language", "language", is_language, "write a tag such as en or en-GB", needed=True),
    Rule("rss/last-build-date", "lastBuildDate", _is_date, "write it as in 'Mon, 20 Jul 2026 08:00:00 +0000'"),
    Rule("atom/self", "atom:link[@rel='self']/@href", is_address, "give the feed's own address", needed=True),
    Rule("apple/description", "description", _fits, f"at most {DESCRIPTION_BYTES} bytes are shown"),
    Rule("apple/image", "itunes:image/@href", _is_picture, "give the whole address of a JPEG or PNG", needed=True),
    Rule("apple/explicit", "itunes:explicit", _YES_OR_NO, "write true or false", needed=True),
    Rule(
        "apple/category",
        "itunes:category/@text",
        lambda text: text in categories(),
        "take one of Apple's list, spelt as there",
        needed=True,
    ),
    Rule("apple/type", "itunes:type", _one_of("episodic", "serial"), "write episodic or serial"),
    Rule("apple/author", "itunes:author", _is_told, "say who makes the show", needed=True, fatal=False),
    Rule(
        "spotify/owner",
        "itunes:owner/itunes:email",
        partial(_is_like, _EMAIL),
        "directories send the proof that the show is yours to this address",
        needed=True,
        fatal=False,
    ),
    Rule("podcasting/guid", "podcast:guid", _is_uuid, "write the UUID of the feed's address", needed=True, fatal=False),
    Rule("podcasting/locked", "podcast:locked", _one_of("yes", "no"), "write yes or no", needed=True, fatal=False),
    Rule("podcasting/medium", "podcast:medium", _one_of(*_MEDIUMS), f"write one of {', '.join(_MEDIUMS)}"),
)
ITEM_RULES = (
    Rule("rss/item-title", "title", _is_told, "give the episode a title", needed=True),
    Rule("rss/item-link", "link", is_address, "give the whole address of the article, in ASCII"),
    Rule("rss/guid", "guid", _is_told, "give the episode an identifier that never changes", needed=True),
    Rule("rss/pub-date", "pubDate", _is_date, "write it as in 'Mon, 20 Jul 2026 08:00:00 +0000'", needed=True),
    Rule("rss/enclosure", "enclosure/@url", is_address, "give the whole address of the sound, in ASCII", needed=True),
    Rule("rss/enclosure-length", "enclosure/@length", _is_size, "give the file's size in bytes", needed=True),
    Rule(
        "rss/enclosure-type",
        "enclosure/@type",
        partial(_is_like, re.compile(r"(audio|video)/[\w.+-]+")),
        "give the file's media type, such as audio/mpeg",
        needed=True,
    ),
    Rule(
        "apple/enclosure-type",
        "enclosure/@type",
        _one_of(*_PLAYED),
        "Apple and Spotify play MP3 and M4A only",
        fatal=False,
    ),
    Rule("apple/description", "description", _fits, f"at most {DESCRIPTION_BYTES} bytes are shown"),
    Rule("apple/duration", "itunes:duration", partial(_is_like, _CLOCK), "write whole seconds", needed=True),
    Rule("apple/explicit", "itunes:explicit", _YES_OR_NO, "write true or false"),
    Rule("apple/episode-type", "itunes:episodeType", _one_of("full", "trailer", "bonus"), "write full"),
    Rule("apple/image", "itunes:image/@href", _is_picture, "give the whole address of a JPEG or PNG"),
    Rule("podcasting/transcript", "podcast:transcript/@url", is_address, "give its whole address"),
    Rule(
        "podcasting/transcript-type",
        "podcast:transcript/@type",
        _one_of(*_TRANSCRIPTS),
        f"write one of {', '.join(_TRANSCRIPTS)}",
    ),
    Rule("podcasting/chapters", "podcast:chapters/@url", is_address, "give their whole address"),
    Rule(
        "podcasting/chapters-type",
        "podcast:chapters/@type",
        _one_of("application/json+chapters"),
        "write application/json+chapters",
    ),
    Rule("podcasting/person", "podcast:person", _is_told, "name the person"),
    Rule("podcasting/person-group", "podcast:person/@group", _one_of(*_GROUPS), f"write one of {', '.join(_GROUPS)}"),
)
