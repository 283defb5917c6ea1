"""Sums of money."""

import re
from typing import Final, NamedTuple

from narrate.spoken.amounts import MAGNITUDES, NUMBER, RANGE, describes, word_after, word_before
from narrate.spoken.numbers import cardinal, number


class Currency(NamedTuple):
    """The names of a currency and of its hundredth: one, many."""

    one: str
    many: str
    cent: str = "cent"
    cents: str = "cents"


_DOLLAR = Currency("dollar", "dollars")
_POUND = Currency("pound", "pounds", "penny", "pence")
_EURO = Currency("euro", "euros")
_YEN = Currency("yen", "yen")
_HRYVNIA = Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas")
_RUBLE = Currency("ruble", "rubles", "kopeck", "kopecks")
_WON = Currency("won", "won")
_RUPEE = Currency("rupee", "rupees", "paisa", "paise")
_YUAN = Currency("yuan", "yuan", "fen", "fen")

SYMBOLS: Final = {
    "$": _DOLLAR,
    "Rs": _RUPEE,
    "Rs.": _RUPEE,
    "US$": Currency("U.S dollar", "U.S dollars"),
    "C$": Currency("Canadian dollar", "Canadian dollars"),
    "CA$": Currency("Canadian dollar", "Canadian dollars"),
    "A$": Currency("Australian dollar", "Australian dollars"),
    "AU$": Currency("Australian dollar", "Australian dollars"),
    "NZ$": Currency("New Zealand dollar", "New Zealand dollars"),
    "HK$": Currency("Hong Kong dollar", "Hong Kong dollars"),
    "S$": Currency("Singapore dollar", "Singapore dollars"),
    "NT$": Currency("Taiwan dollar", "Taiwan dollars"),
    "R$": Currency("real", "reais", "centavo", "centavos"),
    "£": _POUND,
    "€": _EURO,
    "¥": _YEN,
    "₩": _WON,
    "₴": _HRYVNIA,
    "₽": _RUBLE,
    "₹": _RUPEE,
    "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₺": Currency("lira", "lira", "kurush", "kurush"),
    "₦": Currency("naira", "naira", "kobo", "kobo"),
    "N": Currency("naira", "naira", "kobo", "kobo"),
    "₱": Currency("peso", "pesos", "centavo", "centavos"),
    "₫": Currency("dong", "dong"),
    "₸": Currency("tenge", "tenge"),
    "₾": Currency("lari", "lari", "tetri", "tetri"),
    "₿": Currency("bitcoin", "bitcoin"),
    "¢": Currency("cent", "cents"),
}
_CODES = {
    "zł": Currency("zloty", "zlotys", "grosz", "groszy"),
    "Kč": Currency("koruna", "korunas"),
    "USD": SYMBOLS["US$"],
    "EUR": _EURO,
    "GBP": _POUND,
    "JPY": _YEN,
    "CNY": _YUAN,
    "RMB": _YUAN,
    "UAH": _HRYVNIA,
    "RUB": _RUBLE,
    "INR": _RUPEE,
    "KRW": _WON,
    "CAD": SYMBOLS["C$"],
    "AUD": SYMBOLS["A$"],
    "NZD": SYMBOLS["NZ$"],
    "HKD": SYMBOLS["HK$"],
    "SGD": SYMBOLS["S$"],
    "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SEK": Currency("Swedish krona", "Swedish kronor"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner"),
    "DKK": Currency("Danish krone", "Danish kroner"),
    "PLN": Currency("zloty", "zlotys", "grosz", "groszy"),
    "CZK": Currency("Czech koruna", "Czech korunas"),
    "HUF": Currency("Hungarian forint", "Hungarian forints"),
    "RON": Currency("Romanian leu", "Romanian lei"),
    "TRY": SYMBOLS["₺"],
    "BRL": SYMBOLS["R$"],
    "MXN": Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "ZAR": Currency("rand", "rand"),
    "SAR": Currency("Saudi riyal", "Saudi riyals"),
    "AED": Currency("dirham", "dirhams"),
    "KZT": SYMBOLS["₸"],
    "ILS": SYMBOLS["₪"],
}
_PER = {
    "mo": "month",
    "month": "month",
    "yr": "year",
    "year": "year",
    "wk": "week",
    "week": "week",
    "d": "day",
    "day": "day",
    "hr": "hour",
    "h": "hour",
    "hour": "hour",
    "kg": "kilogram",
    "lb": "pound",
    "oz": "ounce",
    "ton": "ton",
    "bbl": "barrel",
    "barrel": "barrel",
    "gal": "gallon",
    "gallon": "gallon",
    "t": "metric ton",
    "doz": "dozen",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "person": "person",
}
# What a sum describes even where no article tells so, as in a headline: "Congress passes $61 billion aid package".
_PRICED = frozenset(
    "package packages deal deals loan loans bill budget fund funds project projects contract contracts program plan "
    "fine fines gap deficit surplus tranche grant grants investment bond bonds settlement lawsuit shortfall facility "
    "reward prize".split()
)
_COMPOUND = re.compile(r"-(?!plus\b)[a-z]")  # "a $5-a-day cut"
_MAGNITUDE = (
    r"(?:[\s-]?(?:thousand|[mb]illion|trillion|lakh\scrore|lakh|crore)\b"
    r"|\s?(?:bn|mn|mln|bln|tn|trn|[KkMmBbTt])(?![\w']|-[A-Z]))"
)
_SYMBOL = (
    r"(?:N(?=\d[\d.,]{0,9}\s?(?:bn|trn|tn|[mb]illion|trillion)\b)|Rs\.?(?=\s?\d)"
    r"|(?:US|CA|AU|NZ|HK|NT|[CASR])?\$|[€£¥₩₴₽₹₪₺₦₱₫₸₾₿])"
)

_CODE = f"(?:{'|'.join(filter(str.isupper, _CODES))})"

PREFIXED: Final = re.compile(
    rf"(?P<sign>(?:(?<!\w)[-−+])?)(?P<unit>{_SYMBOL}|{_CODE}(?=\s?\d))\s?(?P<sum>{NUMBER})(?P<scale>{_MAGNITUDE})?"
    rf"(?:(?P<sep>\s?[-–—−]\s?|\s(?:to|and)\s(?=(?P=unit)\d))(?P<twice>{_SYMBOL})?(?P<to>{NUMBER})(?P<toscale>{_MAGNITUDE})?)?"
    r"(?:/(?P<per>[A-Za-z]{1,6})\b)?"
)
SUFFIXED: Final = re.compile(
    rf"(?P<sign>[-−+]?)(?P<sum>{NUMBER})(?P<scale>{_MAGNITUDE})?(?:{RANGE}(?P<twice>\b\B)?(?P<to>{NUMBER})(?P<toscale>{_MAGNITUDE})?)?"
    rf"\s?(?P<unit>{_SYMBOL}(?!\d)|¢|(?:zł|Kč)(?!\w)|(?:{'|'.join(_CODES)})\b)"
)


def prefixed(match: re.Match[str]) -> str | None:
    """A sum after its sign: "$5.50", "€3-5 million", "a $61 billion package"."""
    unit = SYMBOLS.get(match["unit"]) or _CODES[match["unit"]]
    said = _sum(match, unit)
    per = match["per"]
    if per is not None:
        said = f"{said} per {_PER.get(per, per)}"
    return said


def suffixed(match: re.Match[str]) -> str | None:
    """A sum before its sign or code: "500 UAH", "3 bn €"."""
    return _sum(match, SYMBOLS.get(match["unit"]) or _CODES[match["unit"]])


def _sum(match: re.Match[str], unit: Currency) -> str:
    figures, scale = match["sum"], _scale(match["scale"])
    sign = {"-": "minus ", "−": "minus ", "+": "plus "}.get(match["sign"], "")
    to = match["to"]
    if to is not None:
        upper = _scale(match["toscale"])
        if match["twice"]:
            lower = scale or (upper if _shares_scale(match, figures, to) else "")
            sep = match["sep"].strip()
            upper = upper if sep.isalpha() else upper or scale  # "$3 million to $500", but "$3 million-$5"
            return f"{sign}{_plain(figures, lower, unit)} {sep if sep.isalpha() else 'to'} {_plain(to, upper, unit)}"
        lower = _plain(figures, scale, unit) if scale != upper and scale else _bare(figures, upper, unit)
        return f"{sign}{lower} to {_plain(to, upper, unit)}"
    if match.string.startswith("-dollar", match.end()):  # "a $1 billion-dollar plan"
        return sign + "-".join(f"{number(figures)} {scale}".split())
    if _describes(match):
        return sign + "-".join(f"{number(figures)} {scale} {unit.one}".split())
    return sign + _plain(figures, scale, unit)


def _shares_scale(match: re.Match[str], figures: str, to: str) -> bool:
    """Whether "million" is meant for the first sum too: in "$3 to $5 million," but not in "$500 to $1 million"."""
    listed = match["sep"].strip() == "and" and word_before(match.string, match.start()) != "between"
    return not listed and _value(figures) < _value(to)


def _value(figures: str) -> float:
    return float("".join(figure for figure in figures if figure.isdecimal() or figure == "."))


def _describes(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    if match["scale"] is None and "." in match["sum"]:
        return False
    if (match["scale"] or "").startswith("-"):
        return True
    if describes(text, start, end) or _COMPOUND.match(text, end):
        return True
    follower = word_after(text, end)
    if follower in _PRICED:
        return True
    second = word_after(text, end + 1 + len(follower)) if follower.islower() else ""
    return second in _PRICED and word_before(text, end + 1 + len(follower)) == follower


def _scale(written: str | None) -> str:
    return MAGNITUDES[written.strip(" -\u00a0").lower()] if written else ""


def _bare(figures: str, scale: str, unit: Currency) -> str:
    """The lower end of a range: "five to ten dollars", but "five dollars fifty to six dollars"."""
    return _plain(figures, scale, unit) if "." in figures and not scale else number(figures)


def _plain(figures: str, scale: str, unit: Currency) -> str:
    if scale:
        return f"{number(figures)} {scale} {unit.many}"
    whole, _, rest = figures.partition(".")
    rest = rest.rstrip("0")
    if len(rest) > 2:  # noqa: PLR2004 - hundredths have two figures
        return f"{number(figures)} {unit.many}"
    cents = int(rest.ljust(2, "0"))
    main = (
        "" if not whole.strip("0,") and cents else f"{number(whole or '0')} {unit.one if whole == '1' else unit.many}"
    )
    small = f"{cardinal(cents)} {unit.cent if cents == 1 else unit.cents}" if cents else ""
    return f"{main} {small}".strip()
