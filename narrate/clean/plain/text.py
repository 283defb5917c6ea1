"""Text that is already clean: all of it is kept, and its head is found."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from narrate.clean.credits.credit import read_credit
from narrate.clean.dump import is_heading
from narrate.clean.furniture.rules import Rule, rule_for
from narrate.clean.lines import Line, item_start, plain
from narrate.clean.listed import with_items
from narrate.clean.verdict import Verdict, drop, keep
from narrate.clean.words import count_words, ends_sentence
from narrate.model import Block, Kind

_RULE = re.compile(r"[\W_]+")
_CREDITS = 4  # lines after the title that may be byline and date
_SHORT = 6  # words; a shorter line that is no sentence is a menu entry, a label or a heading
_FURNISHED = 3  # lines of furniture; an article may have one or two that look like it
_SPEAKING = frozenset(  # rules whose furniture is written in sentences, too
    {"advertisement", "audio player", "caption", "cookie notice", "copyright", "credit", "newsletter form"}
)
_MOST_SHORT = 0.2  # of the words: text has few headings, a dump of a page many labels


def has_furniture(lines: Sequence[Line]) -> bool:
    """Whether lines are a page's furniture by their words; a dump of a page about code may have Markdown's signs."""
    worded = (line.text for line in lines if not _RULE.fullmatch(line.text))
    found = (text for text in worded if (rule := rule_for(text)) and rule.hard)
    return sum(1 for _ in islice(found, _FURNISHED)) == _FURNISHED


def is_clean(lines: Sequence[Line]) -> bool:
    """Whether no line is furniture, and few are too short for text."""
    rules = [rule_for(line.text) for line in lines]
    said = [i for i, rule in enumerate(rules) if rule and (rule.hard or rule.ends) and i]
    if len(said) >= _FURNISHED or not all(_is_told(lines, rules, i) for i in said):
        return False
    labels = total = 0
    run = 0
    for line in lines:
        words = count_words(line.text)
        label = words < _SHORT and not ends_sentence(line.text) and not item_start(line.text)
        run = run + 1 if label else 0
        labels += words if label else 0
        total += words
        if run > _CREDITS:
            return False
    return labels <= max(_MOST_SHORT * total, _SHORT)


def _is_told(lines: Sequence[Line], rules: Sequence[Rule | None], i: int) -> bool:
    """Whether a label's words are a sentence of the text's own: with a full stop, between sentences."""
    rule, around = rules[i], (i - 1, i + 1)
    if rule is None or rule.name in _SPEAKING or not ends_sentence(lines[i].text) or i + 1 == len(lines):
        return False
    return all(rules[at] is None and ends_sentence(lines[at].text) for at in around)


def rule_on(lines: Sequence[Line]) -> list[Verdict]:
    """Every line kept."""
    return with_items(with_head([_kept(lines, i) for i in range(len(lines))]))


def _kept(lines: Sequence[Line], i: int) -> Verdict:
    line = lines[i]
    if start := item_start(line.text):
        return keep(line, Kind.LIST_ITEM, line.text[start:])
    alone = i + 1 < len(lines) and (lines[i + 1].gap or count_words(lines[i + 1].text) > _SHORT)
    if alone and not line.rows and is_heading(line.text) and (line.gap or not i):
        return keep(line, Kind.HEADING, level=2)
    return keep(line, Kind.PARAGRAPH)


def with_head(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts with the first heading that is no credit as the title, and byline and date known as such."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.blocks]
    found = list(verdicts)
    headings = [i for i in kept if found[i].blocks[0].kind is Kind.HEADING]
    title = next((i for i in headings if i == kept[0] or _credited(found[i]) is None), None)
    if title is not None and not any(verdict.reason == Kind.TITLE for verdict in verdicts):
        block = replace(found[title].blocks[0], kind=Kind.TITLE, level=0)
        found[title] = replace(found[title], reason=Kind.TITLE.value, blocks=(block,))
    first = next(
        (plain(verdict.blocks[0].text) for verdict in found if verdict.reason == Kind.TITLE and verdict.blocks), ""
    )
    for i in kept[1 : _CREDITS + 1]:
        if found[i].reason == Kind.HEADING and plain(found[i].blocks[0].text) == first:
            found[i] = drop(found[i].line, "repeated title")
    for i in kept[: _CREDITS + 1]:
        credited = _credited(found[i])
        found[i] = credited or found[i]
    return found


def _credited(verdict: Verdict) -> Verdict | None:
    if verdict.reason == Kind.TITLE or len(verdict.blocks) != 1:
        return None
    credit = read_credit(verdict.blocks[0].text)
    blocks = [Block(Kind.BYLINE, credit.byline)] if credit.byline else []
    blocks += [Block(Kind.DATE, credit.day)] if credit.day else []
    return replace(verdict, reason=blocks[0].kind.value, blocks=tuple(blocks)) if blocks else None
