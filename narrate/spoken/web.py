"""Addresses of pages and mail, handles and hashtags."""

import re
from typing import Final

from narrate.spoken.letters import acronym, spelled
from narrate.spoken.numbers import digits, whole, year

_ENDINGS = frozenset(
    "com org net edu gov mil int info biz name pro io ai co tv me app dev news blog online site shop xyz ua uk us eu "
    "de fr it es pl ru by cz sk hu ro bg gr tr il in cn jp kr au nz ca mx br ar ch at be nl dk se no fi ee lv lt ie "
    "pt za ge md am az kz sm html htm php pdf jpg png txt exe py js css json csv".split()
)
# After a full stop whose space was forgotten.
_NO_ENDINGS = frozenset(
    "the and but she you was for not all his her its who how why our my we he it is in on at by to of as an so no if "
    "or i".split()
)
_SHORT_WORDS = frozenset("of in to is on at by it an as".split())
_SHORT_WORDS_AND_ENDINGS = frozenset("me my we us up go do so or if be no he am".split())
_SYMBOLS = {
    ".": "dot",
    "/": "slash",
    ":": "colon",
    "-": "dash",
    "_": "underscore",
    "@": "at",
    "&": "ampersand",
    "?": "question mark",
    "=": "equals",
    "%": "percent",
    "#": "hash",
    "+": "plus",
    "~": "tilde",
}
_PATH = r"(?:/[\w./?=&%#~+:@-]*[\w/]|/)?"

LINK: Final = re.compile(r"(?:https?|ftp|file):\s?//[\w./?=&%#~+:@-]*[\w/]")
MAIL: Final = re.compile(rf"[\w.+&-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})++{_PATH}")
SITE: Final = re.compile(
    rf"(?:[A-Za-z0-9][\w-]{{0,63}}\.){{1,6}}(?:(?P<glued>com|org|net|gov|edu|pdf)(?=[A-Z][a-z])"
    rf"|(?P<end>[A-Za-z]{{2,6}})(?![\w@])(?!\.[A-Za-z]\.){_PATH})"
)
HANDLE: Final = re.compile(r"@(?P<name>_{0,3}[A-Za-z0-9]\w{0,40})")
TAG: Final = re.compile(r"</?[a-z][\w-]{0,20}(?:=[\w.+-]{1,10})?/?>")
HASHTAG: Final = re.compile(r"#\s?(?P<name>[^\W\d_]\w{0,60})")
_SCHEME = re.compile(r"\A(?:(?:https?|ftp|file)://)?(?:www\.(?=[^/]*\.))?")
_QUERY = re.compile(r"[?#].*")
_MEMORABLE = re.compile(r"[a-z0-9]{1,16}(?:[-/][a-z0-9]{1,16}){0,2}", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|.")
_HUMPS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+|[A-Z]")


def link(match: re.Match[str]) -> str | None:
    """https://example.com/page: every sign by its name where it stands alone, else as one says it on air."""
    return _read(match[0]) if _dictated(match) else _heard(match[0])


def mail(match: re.Match[str]) -> str | None:
    """jane.doe@example.com."""
    return _read(match[0])


def site(match: re.Match[str]) -> str | None:
    """example.com, www.example.com/page; with a known ending only, for a full stop may lack its space."""
    if match["glued"]:  # the next word lacks its space: "example.comRead more"
        return _heard(match[0])
    ending = match["end"]
    short = len(ending) <= 3 and ending.islower() and ending not in _NO_ENDINGS  # noqa: PLR2004
    if ending not in _ENDINGS and not short and not match[0].startswith("www."):
        return None
    return _read(match[0]) if _dictated(match) else _heard(match[0])


def tag(match: re.Match[str]) -> str | None:
    """A tag of mark-up is for whoever wrote it: it stays as it stands."""
    return match[0]


def handle(match: re.Match[str]) -> str | None:
    """@name."""
    return f"at {_name(match['name'])}"


def hashtag(match: re.Match[str]) -> str | None:
    """#StandWithUkraine: in its words."""
    written, place = match.string, match.start()
    if place and written[place - 1].isalnum():
        sharp = written[place - 1] in "CF" and not written[max(0, place - 2) : place - 1].isalnum()
        return f"{'sharp' if sharp else 'hash'} {_name(match['name'])}"
    return f"hashtag {_name(match['name'])}"


def _name(written: str) -> str:
    """The words of a name that has no spaces: StandWithUkraine2024."""
    return " ".join(map(_hump, _HUMPS.findall(written)))


def _hump(part: str) -> str:
    if part.isdecimal():
        return _figures(part)
    return acronym(part) if part.isupper() else part


def _figures(part: str) -> str:
    if len(part) == len("2024") and part[:2] in {"19", "20"}:
        return year(int(part))
    return whole(part) if len(part) <= len("999") else digits(part)


def _dictated(match: re.Match[str]) -> bool:
    return match.string.strip() == match[0] or " " in match[0]


def _heard(address: str) -> str:
    """The site, and the page where its name is short enough to be kept in mind."""
    rest = _SCHEME.sub("", address)
    site, _, page = rest.partition("/")
    page = _QUERY.sub("", page).rstrip("/")
    if not site:
        return _read(address)
    return _read(f"{site}/{page}" if _MEMORABLE.fullmatch(page) else site)


def _read(address: str) -> str:
    tokens = _TOKEN.findall(address)
    return " ".join(_part(token, before) for before, token in zip(["", *tokens], tokens, strict=False) if token.strip())


def _count(figures: str) -> str:
    """The figures of an address: round ones and years as people would say them to each other."""
    if len(figures) == len("2024") and figures[:2] in {"19", "20"}:
        return year(int(figures))
    round_one = figures.endswith("00") and figures[0] != "0" and len(figures) <= len("5000")
    return whole(figures) if round_one else digits(figures)


def _part(token: str, before: str) -> str:
    if token in _SYMBOLS:
        return _SYMBOLS[token]
    if token.isdecimal():
        return _count(token)
    lower = token.lower()
    if lower in {"https", "http", "www", "html", "htm", "php", "pdf", "ftp"}:
        return spelled(token.upper())
    if lower == "jpg":
        return "jay-peg"
    word = lower in _SHORT_WORDS or (before != "." and lower in _SHORT_WORDS_AND_ENDINGS)
    if before and len(token) <= 2 and not word:  # noqa: PLR2004
        return spelled(token.upper())
    return token if lower not in {"de", "it"} else spelled(token.upper())
