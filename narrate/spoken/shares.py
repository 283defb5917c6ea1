"""Fractions, and what looks like one: 9/11, 24/7, odds."""

import re
from typing import Final

from narrate.spoken.numbers import cardinal, number, ordinal, whole

MIXED: Final = re.compile(r"(?P<whole>\d{1,6})[\s-](?P<top>\d{1,3})[/⁄](?P<bottom>\d{1,3})(?![\w/]|[.,]\d)")
FRACTION: Final = re.compile(
    r"(?P<top>\d{1,6})\s?[/⁄]\s?(?P<bottom>\d{1,6})(?:(?:st|nd|rd|th)s?|ST|ND|RD|TH)?(?![\w/]|[.,]\d)"
)
VULGAR: Final = re.compile(r"(?P<whole>\d{1,6})?\s?(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")
OUT_OF: Final = re.compile(r"(?P<n>\d{1,3}(?:\.\d)?)/(?P<of>5|10|100)(?=\sstars?\b)")
_SPECIAL = {
    "9/11": "nine eleven",
    "24/7": "twenty-four seven",
    "50/50": "fifty-fifty",
    "20/20": "twenty twenty",
    "7/7": "seven seven",
}
_VULGAR = dict(
    zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8".split(), strict=True)
)
_LARGEST_SHARE = 999  # of a compound such as "a 1/100-inch gap"
_PRESSURE = re.compile(r"\s?mm\s?Hg\b")
_ODDS = re.compile(r"\b[Oo]dds\b")
_RUNS, _ALL_OUT = (40, 999), 10  # in cricket; nobody writes such a share
_NEARBY = 24  # characters: "the odds are now 9/2"


def mixed(match: re.Match[str]) -> str | None:
    """3 1/2."""
    if match["top"].startswith("0") or int(match["bottom"]) == 0:
        return None
    share = _share(int(match["top"]), int(match["bottom"]))
    return f"{cardinal(int(match['whole']))} and {'a half' if share == 'one half' else share}"


def fraction(match: re.Match[str]) -> str | None:
    """3/4; and what looks like one but has a name: 9/11, 24/7."""
    special = _SPECIAL.get(match[0]) or _pair(match)
    if special:
        return special
    top, bottom = int(match["top"]), int(match["bottom"])
    if match.string[match.end() : match.end() + 1] == "-" and 1 < top < bottom <= _LARGEST_SHARE:
        return _share(top, bottom).removesuffix("s").replace(" ", "-")  # "a three-quarter-inch bolt"
    if bottom > _LARGEST_SHARE and match.string[match.end() : match.end() + 1] == "-":
        return None  # of a code
    if bottom == 0 or match["top"].startswith("0"):
        return f"{whole(match['top'])} slash {whole(match['bottom'])}"
    return _share(top, bottom)


def out_of(match: re.Match[str]) -> str | None:
    """5/5 stars."""
    return f"{number(match['n'])} out of {cardinal(int(match['of']))}"


def _pair(match: re.Match[str]) -> str:
    """What is no share but two numbers: odds of 9/2, a blood pressure of 120/80, an innings of 104/5."""
    if _PRESSURE.match(match.string, match.end()):
        return f"{whole(match['top'])} over {whole(match['bottom'])}"
    if _ODDS.search(match.string, max(0, match.start() - _NEARBY), match.start()):
        return f"{whole(match['top'])} to {whole(match['bottom'])}"
    top, bottom = int(match["top"]), int(match["bottom"])
    if _RUNS[0] <= top <= _RUNS[1] and 0 < bottom < _ALL_OUT:
        return f"{cardinal(top)} for {cardinal(bottom)}"
    return ""


def vulgar(match: re.Match[str]) -> str | None:
    """½, 2½."""
    top, _, bottom = _VULGAR[match["sign"]].partition("/")
    share = _share(int(top), int(bottom))
    if match["whole"] is None:
        return share
    return f"{cardinal(int(match['whole']))} and {'a half' if share == 'one half' else share}"


def _share(top: int, bottom: int) -> str:
    if bottom == 1:
        return f"{cardinal(top)} over one"
    name = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom)
    if top == 1:
        return f"one {name}"
    return f"{cardinal(top)} {'halves' if bottom == 2 else f'{name}s'}"  # noqa: PLR2004
