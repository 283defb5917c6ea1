"""Counts, places, ranges: figures that carry no unit."""

import re
from typing import Final

from narrate.spoken.amounts import FUNCTION_WORDS, NUMBER, describes, word_after, word_before
from narrate.spoken.codes import is_code, spelled_out
from narrate.spoken.numbers import cardinal, digits, grouped, number, ordinal, plural, whole, year

PLACE: Final = re.compile(
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d++)(?P<th>st|nd|rd|th|ST|ND|RD|TH)"
    r"(?:[-–](?P<to>\d{1,3})(?:st|nd|rd|th))?(?![\w])"
)
TIMES: Final = re.compile(rf"(?P<a>{NUMBER})\s?(?P<sign>[x×*])\s?(?P<b>{NUMBER})(?:\s?[x×]\s?(?P<c>{NUMBER}))?(?![\w])")
EQUATION: Final = re.compile(r"(?P<a>\d{1,9})\s?(?P<sign>[-+−])\s?(?P<b>\d{1,9})(?=\s?=)")
SPAN: Final = re.compile(
    rf"(?P<a>-?(?:{NUMBER}))(?P<sep>[-–—−]|\s[-–]\s)(?P<b>{NUMBER})(?![\w/]|-\d|-[A-Z]|-[a-z]{{1,2}}\b|\.\d)"
)
SUM: Final = re.compile(rf"(?P<a>{NUMBER})\s?\+\s?(?P<b>{NUMBER})(?![\w])")
HYPHENED: Final = re.compile(rf"(?P<n>{NUMBER})(?=-[A-Za-z])")
PLAIN: Final = re.compile(rf"(?P<n>[-−+±]?(?:{NUMBER}))(?P<s>'?s(?![\w'-]))?")

RATIO: Final = re.compile(r"(?P<a>\d{1,4}):\s?(?P<b>\d{1,4})(?![\w:]|[.,]\d)")
INCHES: Final = re.compile(rf"(?P<n>{NUMBER})\"(?!\w)")
_COUNTING_ON = re.compile(r"\s?=|\^|[⁺⁻⁰¹²³⁴-⁹]")  # no sizes: "3 × 4 =", "3 × 10⁸"
_BY = frozenset(("4x4", "2x4", "6x6", "8x8"))
_FIRST_YEAR, _LAST_YEAR = 1010, 2099  # four figures without a comma, outside of these, are a count
_MODERN = range(1900, 2040)  # "the 2024 elections": years even before a plural
_AMOUNT_WORDS = frozenset(
    "about nearly over than least most some approximately around almost roughly total only exactly".split()
)
_PHONES = frozenset("456")  # there was an "iPhone 5s"; the "iPhone 16s" are several
_PLANES = frozenset("boeing airbus embraer".split())
_TIMED = frozenset("daily weekly monthly more faster higher larger bigger as per the a".split())
_OF_A_MACHINE, _LAST_BYTE = 4, 255
_UNLIKE = 3  # figures: no range runs from one-figure numbers to thousands
_PLURALS = frozenset("people men women children troops personnel percent homes".split())
_SINGULARS = frozenset(
    "was is has as this his its us does says towards versus always sometimes across perhaps less unless".split()
)
_QUOTED = 400  # characters looked back for the mark that opened a quotation
_ERA = re.compile(r"\s?(?:A\.?D|B\.?C(?:\.?E)?|C\.?E)\b")
_GUNS = (
    r"(?=[ -](?:cal(?:ib(?:er|re)s?)?\b|Magnum|Winchester|rifles?\b|pistols?\b|revolvers?\b|handguns?\b|rounds?\b"
    r"|bullets?\b|ammunition))"
)
CALIBER: Final = re.compile(rf"\.(?P<n>\d{{2,3}}){_GUNS}")
INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2}){1,4},\d{3}(?![\d,]\d)")
EUROPEAN: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,4}(?![\w.]\d|\w)")
MULTIPLE: Final = re.compile(rf"(?P<n>{NUMBER})x(?!\w)(?!\s?\d)")
BY: Final = re.compile(r"(?<=[\d\"½¼¾]\s)x(?=\s\d)")
EITHER_SIGN: Final = re.compile(r"\+/[-−](?=\s?\d)")
NINER: Final = re.compile(r"(?P<n>\d{1,2})er(?P<s>s)?(?!\w)")
AGED: Final = re.compile(r"(?P<n>\d{1,3})[- ]?y[./]?o(?:\.|(?!\w))")
SCALES: Final = re.compile(
    rf"(?P<a>{NUMBER})(?P<low>\s(?:thousand|[mb]illion|trillion))\s?[-–—]\s?(?P<b>{NUMBER})"
    r"(?P<high>\s(?:thousand|[mb]illion|trillion))\b"
)
_EMERGENCY = frozenset("911 999 112 988 101 102 103 104 110 119".split())
_LETTERED = re.compile(r"\b[A-Z]{1,4}[ -]?\Z")
_CODES = frozenset("ending pin code otp pnr".split())


def ratio(match: re.Match[str]) -> str | None:
    """2:1."""
    return f"{whole(match['a'])} to {whole(match['b'])}"


def inches(match: re.Match[str]) -> str | None:
    """12 inches, where the sign closes no quotation."""
    before = match.string[max(0, match.start() - _QUOTED) : match.start()].count('"')
    after = match.string[match.end() : match.end() + _QUOTED].count('"')
    closing = before % 2 and not after % 2  # without it one quotation mark would be left over
    if closing:
        return None
    single = match["n"] == "1" or describes(match.string, match.start(), match.end())
    return f"{number(match['n'])} {'inch' if single else 'inches'}"


def place(match: re.Match[str]) -> str | None:
    """21st; a wrong ending is said as it stands."""
    figures = match["n"].replace(",", "")
    if len(figures) > 15:  # noqa: PLR2004 - no place in a row
        return None
    if figures.startswith("00"):
        return f"{digits(figures)} {match['th'].lower()}"
    said = ordinal(int(figures))
    ending = match["th"].lower()
    if match["to"]:
        return f"{said} to {ordinal(int(match['to']))}"
    return said if _ending(figures) == ending else f"{whole(match['n'])} {ending}"


def _ending(figures: str) -> str:
    if figures[-2:] in {"11", "12", "13"}:
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(figures[-1], "th")


def times(match: re.Match[str]) -> str | None:
    """4x4, 2 * 8."""
    described = match.string[match.end() : match.end() + 1] == "-" or word_after(match.string, match.end()).islower()
    if match[0] == "24x7":
        return "twenty-four seven"
    apart = match[0] in _BY or " " in match[0] or described
    star = "times" if " " in match[0] else "asterisk"
    if match["sign"] == "×" and _COUNTING_ON.match(match.string, match.end()):
        return f"{number(match['a'])} times {number(match['b'])}"
    sign = star if match["sign"] == "*" else "by" if apart or match["sign"] == "×" else "x"
    deep = f" {sign} {number(match['c'])}" if match["c"] else ""
    return f"{number(match['a'])} {sign} {number(match['b'])}{deep}"


def equation(match: re.Match[str]) -> str | None:
    """The left side of 1-2=5."""
    return f"{whole(match['a'])} {'plus' if match['sign'] == '+' else 'minus'} {whole(match['b'])}"


def caliber(match: re.Match[str]) -> str | None:
    """.45-caliber."""
    return grouped(match["n"])


def grouped_otherwise(match: re.Match[str]) -> str | None:
    """12,34,567 and 1.000.000; four groups may be the address of a machine."""
    groups = re.split("[.,]", match[0])
    if len(groups) == _OF_A_MACHINE and "." in match[0] and all(int(group) <= _LAST_BYTE for group in groups):
        return None
    return whole("".join(groups))


def multiple(match: re.Match[str]) -> str | None:
    """2x daily."""
    if word_after(match.string, match.end()) not in _TIMED:
        return None
    return f"{number(match['n'])} times"


def by(match: re.Match[str]) -> str | None:  # noqa: ARG001 - the signature of a rule's
    """The x of 8½" x 11"."""
    return "by"


def either_sign(match: re.Match[str]) -> str | None:  # noqa: ARG001 - the signature of a rule's
    """+/-."""
    return "plus or minus"


def niner(match: re.Match[str]) -> str | None:
    """The 49ers, the 76ers."""
    said = cardinal(int(match["n"]))
    return f"{said}{'r' if said.endswith('e') else 'er'}{match['s'] or ''}"


def aged(match: re.Match[str]) -> str | None:
    """A 5-y.o., a 30yo."""
    return f"{cardinal(int(match['n']))}-year-old"


def scales(match: re.Match[str]) -> str | None:
    """1 million–1.5 million."""
    return f"{number(match['a'])}{match['low']} to {number(match['b'])}{match['high']}"


def total(match: re.Match[str]) -> str | None:
    """2+3."""
    return f"{number(match['a'])} plus {number(match['b'])}"


def span(match: re.Match[str]) -> str | None:
    """3-5 days, a score of 2-1."""
    a, b = match["a"], match["b"]
    if word_before(match.string, match.start()) in _PLANES:
        return f"{grouped(a)} {grouped(b)}"
    between = _between(match)
    return f"{number(a)}{between}{digits(b) if between == ', ' and is_code(b) else number(b)}"


def _between(match: re.Match[str]) -> str:
    """What is said for the dash between two numbers: "to" only where they are a range."""
    a, b, apart = match["a"], match["b"], match["sep"].strip() != match["sep"]
    plain = f"{a}{b}".isdecimal()
    if (apart and plain and abs(len(a) - len(b)) > 1) or (len(b) > 1 and b[0] == "0" and b[1] != "."):
        return ", "
    if (b == "0" and len(a) >= _UNLIKE) or (plain and len(b) - len(a) >= _UNLIKE):
        return " "
    return "-" if a == b else " to "


def hyphened(match: re.Match[str]) -> str | None:
    """The number of a "10-year-old"; the word after it follows by itself."""
    return digits(match["n"]) if is_code(match["n"]) else number(match["n"])


def plain(match: re.Match[str]) -> str | None:
    """A number by itself: a year, a count, a code."""
    figures = match["n"]
    said = _plain(match, figures)
    if match["s"] == "s" and figures in _PHONES and word_before(match.string, match.start()) == "iphone":
        return f"{said} S"
    if match["s"] == "s" and "." in figures:
        return f"{said} seconds"
    if match["s"]:
        return said + match["s"] if match["s"].startswith("'") else plural(said)
    return said


def _plain(match: re.Match[str], figures: str) -> str:
    if figures[0] in "-−" and match.string[max(0, match.start() - 1) : match.start()].isalnum():
        figures = figures[1:]
    if not figures.isdecimal():
        return number("".join(figures.split()))
    if (
        figures[0] == "0"
        and len(figures) > 1
        and _LETTERED.search(match.string, max(0, match.start() - 6), match.start())
    ):
        return spelled_out(figures)
    before = word_before(match.string, match.start())
    if _dictated(match, figures, before):
        return digits(figures)
    of_an_era = before in {"ad", "a.d"} or _ERA.match(match.string, match.end())
    if of_an_era and len(figures) == len("476"):
        return grouped(figures)
    is_year = len(figures) == len("1476") and _FIRST_YEAR <= int(figures) <= _LAST_YEAR
    return year(int(figures)) if is_year and not _counts(match, before, int(figures)) else whole(figures)


def _dictated(match: re.Match[str], figures: str, before: str) -> bool:
    """Whether the figures are for a person to dial or to type."""
    if figures in _EMERGENCY and before.startswith(("call", "dial", "text")):
        return True
    return before in _CODES or (before == "in" and match.string.endswith("ending in", 0, match.start() - 1))


def _counts(match: re.Match[str], before: str, value: int) -> bool:
    follower = word_after(match.string, match.end())
    if before in _AMOUNT_WORDS:
        return True
    plural_noun = follower in _PLURALS or (
        follower.islower() and follower.endswith("s") and follower not in _SINGULARS and follower not in FUNCTION_WORDS
    )
    return plural_noun and value not in _MODERN
