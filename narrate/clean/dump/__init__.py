"""A text dump of a page -> what became of each of its lines."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from narrate.clean.credits.biography import without_biography
from narrate.clean.credits.credit import find_days, find_first_day, find_named, find_signature, find_signed, read_credit
from narrate.clean.credits.names import is_person, joined
from narrate.clean.dump.entries import is_time, with_entries
from narrate.clean.dump.head import find_title, read_body
from narrate.clean.dump.resumed import with_interrupted, with_resumed
from narrate.clean.furniture.rules import Rule
from narrate.clean.furniture.worded import Worded
from narrate.clean.lines import Line, item_start
from narrate.clean.listed import with_items
from narrate.clean.live import with_times, without_stamps
from narrate.clean.refusal.survey import Survey, Told, survey_lines
from narrate.clean.verdict import Verdict, assembled, keep, weighed
from narrate.clean.weighing.choose import NEVER, best_run, weigh
from narrate.clean.weighing.context import surroundings
from narrate.clean.weighing.features import Columns
from narrate.clean.weighing.forest import load_forest
from narrate.clean.weighing.groups import paragraphs
from narrate.clean.words import count_stops, count_words, ends_sentence
from narrate.model import Block, Kind

_PROSE = 12  # words
_MOST_HEADING_WORDS = 16
_DOUBT = -1.0  # a score; F1 loses 0.0006 by it, but a paragraph lost hurts more than a line of junk
_OPENERS = "\"'“‘«‹„‚「『([¿¡"
_CUT_SHORT = re.compile(r"[\w,]$|\.\.\.$|…$")
_NEARLY_ALL = 0.8  # of the kept text stands over the box about its author
_ENOUGH = 0.6  # of the kept text; what ends an article in its middle is a box, and more comes below
_TOP = 12  # lines between title and body that may be byline, date or standfirst
_STANDFIRST_WORDS = 8
_ABOVE, _BELOW = 4, 4  # lines over the title, and from the body's first on, that may name author and date


def rule_on(text: Worded) -> list[Verdict]:
    """Each line kept or dropped, in order."""
    lines, forest = text.lines, load_forest("dump")
    able = [not is_never(line, rule) for line, rule in zip(lines, text.rules, strict=True)]
    scores = weigh(forest, measure(text), able)
    chosen = choose(text, scores, forest.switch)
    start = _body_start(text, chosen)
    title = None if start is None else find_title(lines, read_body(lines, chosen, start))
    heads = {} if start is None else _heads(text, title, start)
    own = {i: _kept(lines, chosen, i) for i, kept in enumerate(chosen) if kept and start is not None and i >= start}
    verdicts = assembled(lines, own | heads, lambda i, where: _furniture(text.rules[i], where))
    bylines = (block.text for verdict in verdicts for block in verdict.blocks if block.kind is Kind.BYLINE)
    return weighed(without_biography(with_items(without_stamps(with_times(verdicts))), joined(bylines)), scores)


def survey(text: Worded, verdicts: Sequence[Verdict]) -> Survey:
    """What the text as a whole shows."""
    heads = {block.kind: block.text for verdict in verdicts for block in verdict.blocks}
    told = Told(heads.get(Kind.TITLE, ""), heads.get(Kind.BYLINE), heads.get(Kind.DATE))
    return survey_lines(text, [bool(verdict.blocks) for verdict in verdicts], told)


def credits_of(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Author and date as lines around title and start give them, which are not read out, or say so anywhere."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.blocks]
    title = next((i for i in kept if verdicts[i].reason == Kind.TITLE), None)
    start = next((i for i in kept if i != title and ends_sentence(lines[i].text)), 0)
    over = lines[max(0, start - _TOP if title is None else title - _ABOVE) : start + _BELOW]
    published, changed = find_days(over)
    author = find_signed(over) or find_signature(lines) or find_named(over)
    return {"author": author or "", "date": published or find_first_day(lines) or changed or ""}


def measure(text: Worded) -> Columns:
    """For each line all that is known of it."""
    columns = surroundings(text, np.zeros(len(text.lines)), "")
    return columns | paragraphs(columns)


def is_never(_: Line, rule: Rule | None) -> bool:
    """Whether no neighbours can make the line the article's."""
    return rule is not None and rule.hard


def choose(text: Worded, scores: Sequence[float], switch: float) -> list[bool]:
    """Which lines are the article, by their scores and by what ends an article."""
    lines, rules = text.lines, text.rules
    weights = [NEVER if is_never(line, rule) else score for line, rule, score in zip(lines, rules, scores, strict=True)]
    chosen = with_entries(text, scores, _with_prose(text, scores, best_run(weights, switch)))
    chosen = _without_rest(lines, rules, _without_forms(lines, rules, _without_teasers(lines, chosen)))
    return _without_author(lines, with_resumed(text, scores, with_interrupted(text, scores, chosen)))


def _with_prose(text: Worded, scores: Sequence[float], chosen: list[bool]) -> list[bool]:
    """Keeps sentences that are next to the article, furniture between them aside, and are not much in doubt."""
    kept = list(chosen)
    able = [
        score > _DOUBT and rule is None and count_words(line.text) > _PROSE and ends_sentence(line.text)
        for line, rule, score in zip(text.lines, text.rules, scores, strict=True)
    ]
    bare = [i for i, rule in enumerate(text.rules) if rule is None or kept[i]]
    for row in (bare, bare[::-1]):
        for before, i in pairwise(row):
            kept[i] = kept[i] or (kept[before] and able[i])
    return kept


def _without_forms(lines: Sequence[Line], rules: Sequence[Rule | None], chosen: list[bool]) -> list[bool]:
    """Drops the few short lines right over a newsletter form: its name and what it promises."""
    kept = list(chosen)
    for i in range(len(lines) - 1, 0, -1):
        rule = rules[i]
        form = (rule is not None and rule.name == "newsletter form") or (chosen[i] and not kept[i])
        if form and not lines[i].gap and count_words(lines[i - 1].text) <= _PROSE:
            kept[i - 1] = False
    return kept


def _without_teasers(lines: Sequence[Line], chosen: list[bool]) -> list[bool]:
    """Drops two lines that stand by themselves, a headline and sentences cut off: the start of another article."""
    kept = list(chosen)
    for i in range(1, len(lines)):
        alone = not lines[i].gap and (i + 1 == len(lines) or lines[i + 1].gap)
        if kept[i] and alone and _is_cut_off(lines[i].text) and _is_headline(lines[i - 1].text):
            kept[i] = kept[i - 1] = False
    return kept


def _is_cut_off(text: str) -> bool:
    """Whether sentences break off in the middle of one; a list's entry without a full stop has no sentences over it."""
    return count_words(text) > _PROSE and count_stops(text) > 0 and _CUT_SHORT.search(text) is not None


def _is_headline(text: str) -> bool:
    return count_words(text) <= _MOST_HEADING_WORDS and not ends_sentence(text) and text[:1].isupper()


def _without_author(lines: Sequence[Line], chosen: list[bool]) -> list[bool]:
    """Drops all from a name on, where what follows tells who that is: the box about the author."""
    total = sum(len(line.text) for line, kept in zip(lines, chosen, strict=True) if kept)
    passed = 0
    for i, line in enumerate(lines):
        below = " ".join(after.text for after in lines[i + 1 : i + 3])
        if passed > _NEARLY_ALL * total and is_person(line.text) and f"{line.text} is " in below:
            return [*chosen[:i], *[False] * (len(lines) - i)]
        passed += len(line.text) if chosen[i] else 0
    return chosen


def _without_rest(lines: Sequence[Line], rules: Sequence[Rule | None], chosen: list[bool]) -> list[bool]:
    """Drops all after a line that ends the article, where most of the article stands over it."""
    total = sum(len(line.text) for line, kept in zip(lines, chosen, strict=True) if kept)
    passed = 0
    for i, line in enumerate(lines):
        rule = rules[i]
        if rule and rule.ends and passed > _ENOUGH * total:
            return [*chosen[:i], *[False] * (len(lines) - i)]
        passed += len(line.text) if chosen[i] else 0
    return chosen


def _body_start(text: Worded, chosen: Sequence[bool]) -> int | None:
    """The first kept line of prose, or of a live blog the headline between it and its time."""
    for i, line in enumerate(text.lines):
        if chosen[i] and (ends_sentence(line.text) or count_words(line.text) > _PROSE):
            timed = i > 1 and chosen[i - 1] and is_time(text.rules[i - 2])
            return i - 1 if timed else i
    return next((i for i, kept in enumerate(chosen) if kept), None)


def _heads(text: Worded, title: int | None, start: int) -> dict[int, Verdict]:
    """The verdicts on title, byline, date and standfirst."""
    lines, rules = text.lines, text.rules
    found: dict[int, Verdict] = {}
    if title is not None:
        found[title] = keep(lines[title], Kind.TITLE)
    first = max(0, start - _TOP) if title is None else max(0, title - 3)
    byline = day = False
    for i in range(first, start):
        if i in found:
            continue
        credit = read_credit(lines[i].text)
        blocks = []
        if credit.byline and not byline:
            blocks.append(Block(Kind.BYLINE, _capital(credit.byline)))
        if credit.day and not day and (title is None or i > title or i == title - 1):
            blocks.append(Block(Kind.DATE, credit.day))
        if blocks:
            byline, day = byline or bool(credit.byline), day or bool(credit.day)
            found[i] = Verdict(lines[i], kept=True, reason=blocks[0].kind.value, blocks=tuple(blocks))
        elif title is not None and i > title and not byline and is_person(lines[i].text) and _date_near(lines, i):
            byline = True
            found[i] = keep(lines[i], Kind.BYLINE)
        elif title is not None and i == title + 1 and rules[i] is None and _is_standfirst(lines[i].text):
            found[i] = keep(lines[i], Kind.STANDFIRST)
    return found


def _date_near(lines: Sequence[Line], i: int) -> bool:
    return any(read_credit(line.text).day for line in lines[max(0, i - 1) : i + 3])


def _is_standfirst(text: str) -> bool:
    return count_words(text) >= _STANDFIRST_WORDS and not read_credit(text).byline


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kept(lines: Sequence[Line], chosen: Sequence[bool], i: int) -> Verdict:
    line = lines[i]
    if start := item_start(line.text):
        return keep(line, Kind.LIST_ITEM, line.text[start:])
    follows = any(chosen[i + 1 : i + 2])
    if follows and is_heading(line.text):
        return keep(line, Kind.HEADING, level=2)
    return keep(line, Kind.PARAGRAPH)


def is_heading(text: str) -> bool:
    """Whether a line of an article's text looks like a heading."""
    ended = ends_sentence(text) and not text.endswith("?")
    short = count_words(text) <= _MOST_HEADING_WORDS - 4
    first = text.lstrip(_OPENERS)[:1]
    return short and not ended and text[-1] not in ",;:" and first.isalnum() and not first.islower()


def _furniture(rule: Rule | None, otherwise: str) -> str:
    return rule.name if rule else otherwise
