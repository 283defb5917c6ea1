"""What serves readers who look things up, and no listener: tables of contents, hatnotes, lists of references."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from narrate.clean.lines import plain
from narrate.clean.verdict import Verdict, drop
from narrate.clean.words import ends_sentence
from narrate.model import Kind

_FEWEST_ENTRIES = 3  # of a table of contents; two lines are as likely a sentence's halves said again
_MOST_LABEL_WORDS = 4  # "In this article", "Table of contents"
_NUMBER = re.compile(r"#?\d{1,2}(?:\.\d{1,2})*[.):]?\s+|\d{1,2}[:.]\d\d\s+|(?:[ivx]{1,4}|[a-z])[.)]\s+", re.IGNORECASE)
_HATNOTE = re.compile(
    r"(?:main|further|see also|for broader coverage|for more details)(?: articles?| information)?: .{1,200}|"
    r"(?:this article|this page|this section) is about .{1,200}\bsee .{1,200}|"
    r"(?:for (?:other|the|an?) .{1,120}|.{1,60} redirects here\. for .{1,120}),? see .{1,200}|"
    r"not to be confused with .{1,200}|from .{1,60}, the free encyclop(?:a|ae)edia",
    re.IGNORECASE,
)
_HATNOTE_ON_TOP = 3  # lines of the body among which a hatnote may stand
_BACK = re.compile(
    r"notes?|footnotes?|endnotes?|references?|citations?|sources?|works cited|bibliography|literature|"
    r"further reading|see also|external links|notes and references|references and notes|sources and further reading|"
    r"einzelnachweise|weblinks|literatur|siehe auch|anmerkungen|notes et références|voir aussi|liens externes|"
    r"références|bibliographie|referencias|véase también|enlaces externos|note|voci correlate|collegamenti esterni|"
    r"przypisy|bibliografia|zobacz też|linki zewnętrzne|примітки|джерела|посилання|див також|примечания|ссылки|"
    r"литература"
)


def without_apparatus(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with the lines dropped that are no text of the article but lead into it, or away from it."""
    found = list(verdicts)
    for place, reason in (*_contents(verdicts), *_hatnotes(verdicts), *_back_matter(verdicts)):
        found[place] = drop(verdicts[place].line, reason)
    return found


def _kept(verdicts: Sequence[Verdict]) -> list[int]:
    return [i for i, verdict in enumerate(verdicts) if verdict.blocks]


def _said(text: str) -> str:
    """A line's words, without the number or the time that it begins with."""
    number = _NUMBER.match(text)
    return plain(text[number.end() :] if number else text)


def _contents(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, str]]:
    """Entries that are, one after the other, headings further down; and the label over them."""
    texts = [verdict.blocks[0].text if verdict.blocks else verdict.line.text for verdict in verdicts]
    headings = {_said(texts[i]): i for i in _kept(verdicts) if verdicts[i].reason == Kind.HEADING}
    entries = [
        i
        for i, verdict in enumerate(verdicts)
        if Kind.HEADING not in {verdict.reason, verdict.line.kind} and headings.get(_said(texts[i]), -1) > i
    ]
    for _, group in groupby(enumerate(entries), key=lambda pair: pair[1] - pair[0]):
        run = [i for _, i in group]
        if len(run) >= _FEWEST_ENTRIES:
            label = run[0] - 1
            said = verdicts[label].blocks if label >= 0 else ()
            if said and not ends_sentence(texts[label]) and texts[label].count(" ") < _MOST_LABEL_WORDS:
                yield label, "contents"
            yield from ((i, "contents") for i in run if verdicts[i].blocks)


def _hatnotes(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, str]]:
    """Lines on top and right under headings that lead to other articles."""
    kept = _kept(verdicts)
    for place, i in enumerate(kept):
        over = place < _HATNOTE_ON_TOP or verdicts[kept[place - 1]].reason == Kind.HEADING
        if over and verdicts[i].reason == Kind.PARAGRAPH and _HATNOTE.fullmatch(verdicts[i].blocks[0].text):
            yield i, "hatnote"


def _back_matter(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, str]]:
    """The sections at the end that list what was read; their headings may be dropped already."""
    start = len(verdicts)
    for i in range(len(verdicts) - 1, 0, -1):
        verdict = verdicts[i]
        if Kind.HEADING in {verdict.line.kind, verdict.reason}:
            text = verdict.blocks[0].text if verdict.blocks else verdict.line.text
            if _BACK.fullmatch(plain(text)):
                start = i
            elif verdict.blocks:
                break
        elif verdict.blocks and verdict.reason not in {Kind.LIST_ITEM, Kind.TABLE}:
            break
    yield from ((i, "references") for i in range(start, len(verdicts)) if verdicts[i].blocks)
