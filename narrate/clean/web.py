"""A page's lines and its words about itself -> what became of each line, and what stands over the body."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.clean.choose import best_run
from narrate.clean.dates import english_date
from narrate.clean.features import ends_sentence
from narrate.clean.forest import load_forest
from narrate.clean.head import find_author, read_credit
from narrate.clean.language import guess_language
from narrate.clean.layout import EMBED, RULED, mark
from narrate.clean.lines import Line, plain
from narrate.clean.live import with_times
from narrate.clean.meta import Meta, read_meta
from narrate.clean.page import Page, cut, parse
from narrate.clean.refuse import MOST_LINES, refuse_if_endless, refuse_if_list, refuse_if_none
from narrate.clean.rules import Rule, rule_for
from narrate.clean.sites import corrected, decided, matching, shipped
from narrate.clean.structure import measure
from narrate.clean.verdict import Verdict, blocks_of, drop, keep, receipt, weighed
from narrate.errors import InputError
from narrate.model import Article, Block, Kind, SiteRule, Source

_ROOT = re.compile(r"https?://[^/]+/?(?:[?#].*)?")  # a site's front page
_ALWAYS, _NEVER = 20.0, -20.0  # scores that no neighbours outweigh
_SAME_TITLE = 0.6  # of the words; a headline on the page and the one for machines often differ a little
_MOST_CREDIT_WORDS = 16
_SHARED_TITLE = 0.4  # of the shorter one's words
_ABOVE, _BELOW = 4, 2  # lines over the title, and below the first of the body, that may name author and date
_NEAR = 12  # lines over the body in which byline and date stand
_STANDFIRST_WORDS = 8
_PROSE = 8  # words
_HARD = frozenset(
    {
        "menu",
        "share bar",
        "reading time",
        "audio player",
        "newsletter form",
        "advertisement",
        "cookie notice",
        "credit",
        "clock",
        "caption",
        "teaser",
        "copyright",
        "footnote",
    }
)
_NEVER_IN = frozenset(
    {
        EMBED,
        RULED[False],
        "tag:title",
        "in:figcaption",
        "hint:comment",
        "hint:signup",
        "hint:pullquote",
        "in:button",
        "in:label",
    }
)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a page's article, from the page's words about itself and from the lines over its body."""

    title: str
    at: int | None
    """Which line is the title."""
    start: int
    """The first line of the body."""
    author: str | None
    published: str | None
    standfirst: int | None
    """Which line is the standfirst."""


def read(source: Source, html: str, sites: Sequence[SiteRule] = ()) -> Article:
    """The article in an HTML page; ``sites`` are rules over those that come with narrate.

    Raises:
        InputError: The page holds none.
    """
    root = parse(html)
    if root is None:
        raise InputError(f"{source.name} holds no text", "give it a text, a saved page, or a URL")
    meta = read_meta(html, root, source.url)
    rules = matching((*shipped(), *sites), html, source.url or meta.url)
    meta = corrected(meta, rules, root)
    page = cut(root, MOST_LINES, decided(rules, html, root))
    refuse_if_endless(source.name, len(page.cuts))
    lines = mark(page)
    verdicts, head = judge(page, lines, meta)
    refuse_if_none(source.name, verdicts)
    refuse_if_list(source.name, verdicts, _calls_itself(meta, source.url or meta.url or ""))
    body = blocks_of(verdicts)
    language = meta.language or guess_language(" ".join(block.text for block in body))
    return Article(
        blocks=(*head_blocks(head, lines, language), *body),
        rulings=receipt(verdicts),
        language=language,
        url=source.url or meta.url,
        site=meta.site,
        author=head.author,
        published=head.published,
    )


def _calls_itself(meta: Meta, url: str) -> float:
    """How much a page says that it is an article (above 0) or something else; weighed as in ``refuse``."""
    found = 1.5 * bool(meta.author) + 2.0 * meta.is_posting + 1.35 * meta.is_article - 2.7 * meta.is_other
    return found - 1.9 * (_ROOT.fullmatch(url) is not None)


def judge(page: Page, lines: Sequence[Line], meta: Meta) -> tuple[list[Verdict], Head]:
    """Each line kept or dropped, in order, and the head of the article."""
    rules = [rule_for(line.text) for line in lines]
    scores = _scores(page, lines, rules, meta)
    chosen = _chosen(lines, rules, scores)
    head = _read_head(lines, chosen, rules, meta)
    last = max((i for i, kept in enumerate(chosen) if kept), default=-1)
    verdicts = []
    for i, line in enumerate(lines):
        over = _over_body(line, i, head)
        if over:
            verdicts.append(over)
        elif chosen[i]:
            verdicts.append(keep(line, line.kind, level=line.level))
        else:
            where = "before the start" if i < head.start else "after the end" if i > last else "aside"
            verdicts.append(drop(line, _furniture(line, rules[i], where)))
    return weighed(with_times(verdicts), scores), head


def head_blocks(head: Head, lines: Sequence[Line], language: str) -> Iterator[Block]:
    """Title, standfirst, byline and date, in this order."""
    english = language.split("-", maxsplit=1)[0] == "en"
    if head.title:
        yield Block(Kind.TITLE, head.title)
    if head.standfirst is not None:
        yield Block(Kind.STANDFIRST, lines[head.standfirst].text)
    if head.author:
        yield Block(Kind.BYLINE, f"By {head.author}" if english else head.author)
    if head.published:
        yield Block(Kind.DATE, english_date(head.published) if english else head.published)


def _scores(page: Page, lines: Sequence[Line], rules: Sequence[Rule | None], meta: Meta) -> list[float]:
    return list(map(float, load_forest("page").scores(measure(page, lines, rules, meta)))) if lines else []


def _chosen(lines: Sequence[Line], rules: Sequence[Rule | None], scores: Sequence[float]) -> list[bool]:
    weights = [
        _ALWAYS if RULED[True] in line.marks else _NEVER if is_never(line, rule) else score
        for line, rule, score in zip(lines, rules, scores, strict=True)
    ]
    return best_run(weights, load_forest("page").switch)


def is_never(line: Line, rule: Rule | None) -> bool:
    """Whether no neighbours can make the line the article's."""
    return (rule is not None and rule.name in _HARD) or not _NEVER_IN.isdisjoint(line.marks)


def _read_head(lines: Sequence[Line], chosen: list[bool], rules: Sequence[Rule | None], meta: Meta) -> Head:
    first = next((i for i, kept in enumerate(chosen) if kept and _is_prose(lines[i])), len(lines))
    at, title = _title(lines, meta, first)
    start = next((i for i, kept in enumerate(chosen) if kept and i != at and _is_prose(lines[i])), len(lines))
    over = lines[max(0, start - _NEAR if at is None else min(at, start) - _ABOVE) : start + _BELOW]
    near = [read_credit(line.text) for line in over]
    author = meta.author or next((credit.author for credit in near if credit.author), None) or find_author(over)
    published = meta.published or next((credit.published for credit in near if credit.published), None)
    standfirst = next(
        (i for i in range((at or 0) + 1, min(start + 1, len(lines))) if _is_standfirst(lines[i], rules[i], meta)), None
    )
    return Head(title, at, start, author, published, standfirst)


def _is_prose(line: Line) -> bool:
    return line.text.count(" ") >= _PROSE and line.kind is not Kind.HEADING and ends_sentence(line.text)


def _is_standfirst(line: Line, rule: Rule | None, meta: Meta) -> bool:
    if rule or line.text.count(" ") < _STANDFIRST_WORDS - 1:
        return False
    return plain(line.text) == plain(meta.description or "") or (
        "hint:lead" in line.marks and "tag:h1" not in line.marks
    )


def _title(lines: Sequence[Line], meta: Meta, start: int) -> tuple[int | None, str]:
    """The headline that readers see right over the body, where the metadata bears it out; else the metadata's words."""
    tops = [i for i, line in enumerate(lines) if "tag:h1" in line.marks]
    over = [i for i in tops if i <= start + 1] or tops
    seen = next((i for i in over[::-1] if any(_shares(lines[i].text, title) for title in meta.titles)), None)
    if seen is not None:
        return seen, lines[seen].text
    others = [i for i, line in enumerate(lines) if line.kind is Kind.HEADING and "tag:h1" not in line.marks]
    for title in meta.titles:
        at = next((i for i in others if _alike(lines[i].text, title)), None)
        if at is not None:
            return at, lines[at].text
    document = next((i for i, line in enumerate(lines) if "tag:title" in line.marks), None)
    if meta.titles:
        return document, meta.titles[0]
    return (tops[0], lines[tops[0]].text) if tops else (document, lines[document].text if document is not None else "")


def _shares(text: str, title: str) -> bool:
    """Whether one has many words of the other: a headline for machines is often cut, or longer."""
    ours, theirs = set(plain(text).split()), set(plain(title).split())
    return bool(ours and theirs) and len(ours & theirs) >= _SHARED_TITLE * min(len(ours), len(theirs))


def _alike(text: str, title: str) -> bool:
    ours, theirs = set(plain(text).split()), set(plain(title).split())
    return bool(ours and theirs) and len(ours & theirs) >= _SAME_TITLE * max(len(ours), len(theirs))


def _over_body(line: Line, i: int, head: Head) -> Verdict | None:
    """The verdict on a line whose words stand in the article's head."""
    if i == head.at:
        return Verdict(line, kept=True, reason=Kind.TITLE.value)
    if i == head.standfirst:
        return Verdict(line, kept=True, reason=Kind.STANDFIRST.value)
    if head.title and plain(line.text) == plain(head.title):
        return drop(line, "repeated title")
    kind = _credit(line, head) if i < head.start and line.text.count(" ") < _MOST_CREDIT_WORDS else None
    return Verdict(line, kept=True, reason=kind.value) if kind else None


def _credit(line: Line, head: Head) -> Kind | None:
    if head.author and plain(head.author) in plain(line.text):
        return Kind.BYLINE
    return Kind.DATE if head.published and read_credit(line.text).published == head.published else None


def _furniture(line: Line, rule: Rule | None, otherwise: str) -> str:
    decided = next((reason for mark, reason in _DECIDED.items() if mark in line.marks), "")
    shown = next((reason for mark, reason in _BY_MARK.items() if mark in line.marks), otherwise)
    return decided or (rule.name if rule else shown)


_DECIDED = {RULED[False]: "site rule", EMBED: "embed"}  # whatever the words are
_BY_MARK = {
    "tag:title": "page title",
    "hidden": "hidden",
    "in:figcaption": "caption",
    "in:nav": "menu",
    "in:form": "form",
    "in:button": "button",
    "hint:caption": "caption",
    "hint:letter": "newsletter form",
    "hint:comment": "comments",
    "hint:ad": "advertisement",
    "hint:share": "share bar",
    "hint:related": "related",
    "in:footer": "footer",
    "hint:menu": "menu",
    "hint:foot": "footer",
    "in:aside": "aside",
    "hint:side": "aside",
    "hint:popup": "popup",
}
