"""A page's lines and its words about itself -> what became of each line, and what stands over the body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.clean.credits.biography import without_biography
from narrate.clean.credits.credit import read_credit, said_credits
from narrate.clean.credits.dates import find_dates
from narrate.clean.furniture.rules import Rule
from narrate.clean.furniture.worded import Worded, read_words
from narrate.clean.html.built import shared_address
from narrate.clean.html.layout import EMBED, RULED, mark
from narrate.clean.html.meta import Meta, read_meta
from narrate.clean.html.page import Page, cut, parse
from narrate.clean.html.sites import corrected, decided, matching, shipped
from narrate.clean.language import guess_language
from narrate.clean.lines import Line, fold, plain
from narrate.clean.listed import with_items
from narrate.clean.live import with_times, without_stamps
from narrate.clean.refusal.refuse import (
    MOST_LINES,
    refuse_if_endless,
    refuse_if_legal,
    refuse_if_list,
    refuse_if_none,
    refuse_if_teaser,
    refuse_if_unlike,
)
from narrate.clean.refusal.survey import Survey, Told, survey_lines, survey_page, survey_url
from narrate.clean.verdict import Verdict, assembled, blocks_of, drop, keep, receipt, weighed
from narrate.clean.web.apparatus import without_apparatus
from narrate.clean.web.headline import Head, read_head
from narrate.clean.web.subheads import with_subheads
from narrate.clean.weighing.choose import ALWAYS, NEVER, best_run, weigh
from narrate.clean.weighing.forest import load_forest
from narrate.clean.weighing.structure import measure
from narrate.clean.words import count_words
from narrate.errors import InputError
from narrate.model import Article, Block, Kind, SiteRule, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_CREDIT_WORDS = 16
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
        "in:label",
    }
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page as it is read: its boxes and lines, and what it says of itself."""

    root: "_Element"
    page: Page
    text: Worded
    meta: Meta
    url: str | None
    """Where it was fetched."""


def read(
    source: Source, html: str, *, force: bool = False, sites: Sequence[SiteRule] = ()
) -> "tuple[Article, _Element]":
    """The article in an HTML page, and the page's root; ``sites`` are rules over those that come with narrate.

    With ``force`` it is the best guess at an article, whatever the page looks like.

    Raises:
        InputError: The page holds none.
    """
    page = open_page(source, html, sites)
    verdicts, head = judge(page)
    if force:
        lines = page.text.lines
        verdicts = verdicts if blocks_of(verdicts) else [keep(line, line.kind, level=line.level) for line in lines]
    else:
        seen = survey(page, verdicts, head)
        refuse_if_none(source.name, verdicts, seen, *_without_scripts(page.root))
        refuse_if_legal(source.name, head.title)
        refuse_if_teaser(source.name, verdicts, page.meta)
        refuse_if_list(source.name, seen)
        refuse_if_unlike(source.name, "page", seen)
    return _article(page, head, verdicts), page.root


def open_page(source: Source, html: str, sites: Sequence[SiteRule] = ()) -> Opened:
    """The page's lines, and what it says of itself, as the site rules have it.

    Raises:
        InputError: It has no lines, or more than any article.
    """
    root = parse(html, source.name)
    if root is not None:
        meta = read_meta(root, source.url)
        rules = matching((*shipped(), *sites), html, source.url or meta.url)
        page = cut(root, MOST_LINES, decided(rules, html, root))
        refuse_if_endless(source.name, len(page.cuts))
        if page.cuts:
            return Opened(root, page, read_words(mark(page)), corrected(meta, rules, root), source.url)
    raise InputError(f"{source.name} holds no text", "give it a text, a saved page, or a URL")


def _article(page: Opened, head: Head, verdicts: Sequence[Verdict]) -> Article:
    meta, body = page.meta, blocks_of(verdicts)
    language = meta.language or guess_language(" ".join(block.text for block in body))
    return Article(
        blocks=(*head_blocks(head, page.text.lines, language), *body),
        rulings=receipt(verdicts),
        language=language,
        url=page.url or meta.url,
        site=meta.site,
        author=head.author,
        published=head.published,
        section=meta.section,
        image=meta.image,
    )


def survey(page: Opened, verdicts: Sequence[Verdict], head: Head) -> Survey:
    """What the page as a whole shows."""
    kept = [bool(verdict.blocks) for verdict in verdicts]
    told = Told(head.title, head.author, head.published)
    return (
        survey_lines(page.text, kept, told)
        | survey_page(page.root, page.page, page.text, kept, page.meta)
        | survey_url(page.url or page.meta.url or shared_address(page.root), told.title)
    )


def _without_scripts(root: "_Element") -> tuple[str, int]:
    """What the page shows where no scripts run, and how many it has."""
    said = "\n".join(fold("".join(map(str, box.itertext()))) for box in root.iter("noscript"))
    return said, sum(1 for _ in root.iter("script"))


def judge(page: Opened) -> tuple[list[Verdict], Head]:
    """Each line kept or dropped, in order, and the head of the article."""
    text, forest = page.text, load_forest("page")
    able = [not is_never(line, rule) for line, rule in zip(text.lines, text.rules, strict=True)]
    scores = weigh(forest, measure(page.page, text, page.meta), able)
    chosen = choose(text, scores, forest.switch)
    head = read_head(page.root, text.lines, chosen=chosen, rules=text.rules, meta=page.meta)
    own = {i: keep(line, line.kind, level=line.level) for i, line in enumerate(text.lines) if chosen[i]}
    over = {i: verdict for i in range(len(text.lines)) if (verdict := _over_body(text.lines, i, head))}
    verdicts = assembled(text.lines, own | over, lambda i, where: _furniture(text.lines[i], text.rules[i], where))
    return weighed(_edited(verdicts, head.author or ""), scores), head


def _edited(verdicts: Sequence[Verdict], author: str) -> list[Verdict]:
    """The verdicts, as an editor would have them who knows the whole article."""
    return without_biography(with_items(without_apparatus(with_subheads(without_stamps(with_times(verdicts))))), author)


def head_blocks(head: Head, lines: Sequence[Line], language: str) -> Iterator[Block]:
    """Title, standfirst, byline and date, in this order."""
    if head.title:
        yield Block(Kind.TITLE, head.title)
    if head.standfirst is not None:
        yield Block(Kind.STANDFIRST, lines[head.standfirst].text)
    yield from said_credits(head.author, head.published, language)


def choose(text: Worded, scores: Sequence[float], switch: float) -> list[bool]:
    """Which lines are the article, by their scores and by what no score outweighs."""
    weights = [
        ALWAYS if RULED[True] in line.marks else NEVER if is_never(line, rule) else score
        for line, rule, score in zip(text.lines, text.rules, scores, strict=True)
    ]
    return best_run(weights, switch)


def is_never(line: Line, rule: Rule | None) -> bool:
    """Whether no neighbours can make the line the article's."""
    return (rule is not None and rule.name in _HARD) or not _NEVER_IN.isdisjoint(line.marks)


def _over_body(lines: Sequence[Line], i: int, head: Head) -> Verdict | None:
    """The verdict on a line whose words stand in the article's head."""
    line = lines[i]
    if i == head.at:
        return Verdict(line, kept=True, reason=Kind.TITLE.value)
    if i == head.standfirst:
        return Verdict(line, kept=True, reason=Kind.STANDFIRST.value)
    if len(line.text) < 2 * len(head.title) and plain(line.text) == plain(head.title):
        return drop(line, "repeated title")
    if head.standfirst is not None and i <= head.start and line.text == lines[head.standfirst].text:
        return drop(line, "repeated standfirst")
    kind = _credit(line, head) if i < head.start and count_words(line.text) <= _MOST_CREDIT_WORDS else None
    return Verdict(line, kept=True, reason=kind.value) if kind else None


def _credit(line: Line, head: Head) -> Kind | None:
    if "tag:title" in line.marks:
        return None
    if head.author and plain(head.author) in plain(line.text):
        return Kind.BYLINE
    days = {found.day.isoformat() for found in find_dates(line.text)} if read_credit(line.text).published else ()
    return Kind.DATE if head.published in days else None


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
