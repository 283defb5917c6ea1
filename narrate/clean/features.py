"""What can be seen of each line: names of features, for the weights to judge."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from narrate.clean.language import FUNCTION_WORDS
from narrate.clean.lines import Line
from narrate.clean.rules import Rule
from narrate.model import Kind

_SIZES = (2, 3, 5, 8, 12, 18, 30, 60)  # words; the first bucket holds single words
_SHARES = (0.05, 0.15, 0.25, 0.35, 0.5, 0.75)
_PROSE = 12  # words; shorter lines are as often a menu or a heading as a sentence
_WINDOWS = (2, 6, 15)  # lines to either side in which prose is counted
_WINDOW_STEPS = (1, 2, 4, 7, 11)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BULLET = re.compile(r"[•·▪●○*–—-]\s|\d{1,2}[.)]\s")
_SEPARATED = re.compile(r"\s[|»›/•·>]\s|\|")
_CLOSERS = "\"'”’»)]*"
_ANNOUNCING = frozenset(
    {"related", "comments", "news feed", "footer", "newsletter form", "references", "author", "teaser"}
)
_REACH = 30  # lines below an announcement that may still belong to it
_OUTSIDE = ("out", "rule:none", "size:0", "end:none")


def features(lines: Sequence[Line], ruled: Sequence[Rule | None]) -> list[list[str]]:
    """For each line the names of all that holds for it, its marks and its neighbours included."""
    rules = [rule.name if rule else "none" for rule in ruled]
    seen = Counter(line.text for line in lines)
    own = [_own(line, rule, seen[line.text]) for line, rule in zip(lines, rules, strict=True)]
    prose = [_is_prose(line) for line in lines]
    places = _places(lines, prose, rules)
    kin = _kinship(lines, prose)
    under = _under(lines, rules)
    found = []
    for i, line in enumerate(lines):
        names = [*own[i], *line.marks, *places[i], kin[i], under[i]]
        for step in (-2, -1, 1, 2):
            there = own[i + step][:4] if 0 <= i + step < len(lines) else _OUTSIDE
            names += [f"{step}:{name}" for name in there]
        found.append(names)
    return found


def bucket(value: float, bounds: Sequence[float]) -> int:
    """How many of the bounds the value reaches."""
    return sum(value >= bound for bound in bounds)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", "…", "。", "؟", "।"))


def _own(line: Line, rule: str, times: int) -> list[str]:
    """What a line shows by itself; the first four are also told to its neighbours."""
    text = line.text
    words = _WORD.findall(text[:4000])
    size = bucket(len(words), _SIZES)
    coarse = "s" if size < 3 else "m" if size < 5 else "l"  # noqa: PLR2004 – under 5, under 12 words
    end = _end(text)
    names = [f"{coarse}:{end}", f"rule:{rule}", f"size:{size}", f"end:{end}", *_looks(text, words, coarse)]
    if line.gap:
        names += ["gap", f"gap:{coarse}"]
    if times > 1:
        names += ["again", f"again:{coarse}"]
    return names


def _end(text: str) -> str:
    last = text.rstrip(_CLOSERS)[-1:] or text[-1]
    if last in ".!?…。":
        return {"!": "!", "?": "?", "…": "…"}.get(last, ".")
    return last if last in ":;," else "digit" if last.isdigit() else "word"


def _looks(text: str, words: list[str], coarse: str) -> list[str]:
    count = len(words) or 1
    function = sum(word.lower() in FUNCTION_WORDS for word in words) / count
    capital = sum(word[0].isupper() for word in words) / count
    digits = sum(word[0].isdigit() for word in words) / count
    names = [
        f"function:{coarse}{bucket(function, _SHARES)}",
        f"capital:{coarse}{bucket(capital, _SHARES)}",
        f"digits:{bucket(digits, _SHARES)}",
        f"first:{_first(text)}",
        f"commas:{bucket(text.count(',') / count, _SHARES)}",
    ]
    checks = (
        ("shout", len(text) > 3 and text.isupper()),  # noqa: PLR2004
        ("bullet", _BULLET.match(text) is not None),
        ("separated", _SEPARATED.search(text) is not None),
        ("address", "http" in text or "www." in text or "@" in text),
        ("said", '"' in text or "“" in text),
        ("you", any(word.lower() in {"you", "your", "our", "we", "us"} for word in words)),
        ("sentences", text.count(". ") > 1),
    )
    return names + [f"{name}:{coarse}" for name, holds in checks if holds]


def _first(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "upper" if first.isupper() else "lower"
    return "digit" if first.isdigit() else "quote" if first in "\"“‘«„'" else "sign"


def _is_prose(line: Line) -> bool:
    """Whether the line is likely a sentence or more of running text."""
    return line.text.count(" ") >= _PROSE - 1 and ends_sentence(line.text) and "linked:4" not in line.marks


def _places(lines: Sequence[Line], prose: Sequence[bool], rules: Sequence[str]) -> list[list[str]]:
    """Where on the page a line is, counted in lines of prose."""
    before = [0, *accumulate(prose)]
    weight = [
        0,
        *accumulate(line.text.count(" ") if is_prose else 0 for line, is_prose in zip(lines, prose, strict=True)),
    ]
    total = weight[-1] or 1
    ended = _since_end(rules, prose)
    found = []
    for i in range(len(lines)):
        names = [f"at:{bucket(weight[i] / total, (0.001, 0.1, 0.3, 0.6, 0.9, 0.999))}", f"ended:{ended[i]}"]
        for width in _WINDOWS:
            above = before[i] - before[max(0, i - width)]
            below = before[min(len(lines), i + 1 + width)] - before[i + 1]
            names += [f"up{width}:{bucket(above, _WINDOW_STEPS)}", f"down{width}:{bucket(below, _WINDOW_STEPS)}"]
        names.append(f"{names[-2]} {names[-1]}")
        found.append(names)
    return found


def _since_end(rules: Sequence[str], prose: Sequence[bool]) -> list[int]:
    """For each line how long ago an end was announced (comments, related, footer) after some prose."""
    found, passed, since = [], 0, 0
    for rule, is_prose in zip(rules, prose, strict=True):
        passed += is_prose
        if since or (passed > 2 and rule in {"related", "comments", "news feed", "footer"}):  # noqa: PLR2004
            since += 1
        found.append(bucket(since, (1, 2, 5, 15, 50)))
    return found


def _under(lines: Sequence[Line], rules: Sequence[str]) -> list[str]:
    """For each line what furniture the heading over it announces; in a dump any short line may be a heading."""
    found, current, since = [], "none", 0
    for line, rule in zip(lines, rules, strict=True):
        since += 1
        if line.kind is Kind.HEADING or (not line.marks and rule in _ANNOUNCING):
            current, since = rule, 0
        found.append(
            f"under:{current}{bucket(since, (1, 4, 12))}" if current != "none" and since <= _REACH else "under:none"
        )
    return found


def _kinship(lines: Sequence[Line], prose: Sequence[bool]) -> list[str]:
    """How much of a line's vocabulary the page's prose shares: teasers speak of other things."""
    kept: Counter[str] = Counter()
    words = [_content(line.text) for line in lines]
    for line, is_prose in zip(words, prose, strict=True):
        if is_prose:
            kept.update(line)
    return [
        f"kin:{'p' if is_prose else 'q'}{bucket(_shared(line, kept, 1 if is_prose else 0), _SHARES)}"
        if line
        else "kin:"
        for line, is_prose in zip(words, prose, strict=True)
    ]


def _content(text: str) -> set[str]:
    return {low for word in _WORD.findall(text[:4000]) if len(word) > 3 and (low := word.lower()) not in FUNCTION_WORDS}  # noqa: PLR2004


def _shared(words: Iterable[str], kept: Counter[str], itself: int) -> float:
    found = [kept[word] > itself for word in words]
    return sum(found) / len(found)
