"""Figures as English words, in the US way: no "and", years in pairs."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_TWO_FIGURES = 10  # below it the second half of a pair takes an "oh": "nineteen oh five"
_YEARS = range(1000, 10_000)
_LONGEST = 15  # digits; nobody follows a longer number that has no separators, it is a code


def cardinal(number: int) -> str:
    """The words of a whole number from 0: 155 is "one hundred fifty-five"."""
    if number == 0:
        return _UNITS[0]
    groups: list[str] = []
    scale = 0
    while number:
        number, group = divmod(number, 1000)
        if group:
            groups.append(f"{_hundreds(group)} {_SCALES[scale]}".rstrip())
        scale += 1
    return " ".join(reversed(groups))


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = [f"{_UNITS[hundreds]} hundred"] if hundreds else []
    if rest:
        said.append(pair(rest))
    return " ".join(said)


def pair(number: int) -> str:
    """The words of a number below 100."""
    if number < len(_UNITS):
        return _UNITS[number]
    tens, units = divmod(number, 10)
    return f"{_TENS[tens]}-{_UNITS[units]}" if units else _TENS[tens]


def ordinal(number: int) -> str:
    """The words of a place in a row: 21 is "twenty-first"."""
    said = cardinal(number)
    cut = max(said.rfind(" "), said.rfind("-")) + 1
    last = said[cut:]
    if last.endswith("y"):
        return f"{said[:-1]}ieth"
    return said[:cut] + _ORDINALS.get(last, f"{last}th")


def year(number: int) -> str:
    """The words of a year: 2024 is "twenty twenty-four", 1900 "nineteen hundred", 2005 "two thousand five"."""
    century, rest = divmod(number, 100)
    if number not in _YEARS or (century % 10 == 0 and rest < _TWO_FIGURES):
        return cardinal(number)
    if rest == 0:
        return f"{pair(century)} hundred"
    return f"{pair(century)} {second_half(rest)}"


def second_half(number: int) -> str:
    """The words of a number below 100 that follows another: 5 is "oh five"."""
    return f"oh {pair(number)}" if number < _TWO_FIGURES else pair(number)


def plural(said: str) -> str:
    """The words of a number in the plural: "sixties", "thousands", "sixes"."""
    if said.endswith("y"):
        return f"{said[:-1]}ies"
    return said + ("es" if said.endswith("x") else "s")


def digits(figures: str) -> str:
    """Each figure by its name: 007 is "zero zero seven"."""
    return " ".join(_UNITS[int(figure)] for figure in figures if figure.isdecimal())


def whole(figures: str) -> str:
    """The words of written figures, with or without commas; a code by its figures."""
    plain = "".join(figure for figure in figures if figure.isdecimal())
    code = len(plain) > 3 * len(_SCALES) or len(plain) == len(figures) > _LONGEST
    if code or (len(plain) > 1 and plain[0] == "0"):
        return digits(plain)
    return cardinal(int(plain))


def number(figures: str) -> str:
    """The words of a written number with a sign, commas and a decimal point where it has them."""
    sign = {"-": "minus ", "−": "minus ", "+": "plus ", "±": "plus or minus "}.get(figures[0], "")
    before, point, after = figures[1 if sign else 0 :].partition(".")
    said = whole(before) if before else ""
    if point and after:
        said = f"{said} point {digits(after)}".lstrip()
    return sign + said


def grouped(figures: str) -> str:
    """The figures of a code or a house, in pairs: 162 is "one sixty-two", 1428 "fourteen twenty-eight"."""
    head, rest = figures[:-2], figures[-2:]
    if figures[0] == "0" or len(head) not in {1, 2}:
        return whole(figures) if len(head) <= 2 else digits(figures)  # noqa: PLR2004 - longer codes have no pairs
    if rest == "00":
        return whole(figures) if len(head) == 1 or head[1] == "0" else f"{pair(int(head))} hundred"
    return f"{pair(int(head))} {second_half(int(rest))}"
