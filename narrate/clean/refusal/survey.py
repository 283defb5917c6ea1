"""What a whole page or text shows: numbers that tell an article from lists, shops, services and forums."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from narrate.clean.furniture.worded import Worded
from narrate.clean.furniture.wording import survey_wording
from narrate.clean.html.built import survey_built
from narrate.clean.html.layout import numbers
from narrate.clean.html.meta import Meta
from narrate.clean.html.page import Page
from narrate.clean.lines import Line, plain
from narrate.clean.refusal.teasers import is_dateline, survey_teasers
from narrate.clean.words import count_words, ends_sentence
from narrate.model import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_Numbers = NDArray[np.float64]
_Flags = NDArray[np.bool_]

Survey = dict[str, float]
"""By a feature's name, a count or a share of the page; not a number where it is not known."""

_PROSE = 12  # words; a shorter line is as often a label as a sentence
_LONG = 30  # words of a paragraph that no teaser has
_LABEL = 4  # words
_MOST_TEASER = 50  # words between two headings; a section of an article has more
_GAP = 3  # lines of no prose that do not break a text: a heading, a caption, an item or two
_FIRST_POST = 0.4  # of the kept words; over the first comment on an article stands more
_LINKED = 0.5  # of a line's characters
_PRICE = re.compile(r"[$€£¥₹₴] ?\d[\d.,]*|\b(?:USD|EUR|GBP|CHF) ?\d[\d.,]*|\d[\d.,]* ?(?:[€£₴₽]|zł|грн)")
_ARTICLES_PATH = re.compile(
    r"/(?:blogs?|articles?|news|stor(?:y|ies)|posts?|insights?|magazine|features?|reviews?|guides?|learn|resources|"
    r"advice|tips|publications?|archives?|(?:19|20)\d\d)/",
    re.IGNORECASE,
)
_OTHERS_PATH = re.compile(
    r"/(?:products?|shop|store|collections?|categor(?:y|ies)|[cpw]|dp|itm|item|cart|browse|buy|catalogs?|search|tags?|"
    r"topics?|services?|solutions?|sections?|cat|cp)(?:/|$)|[?&](?:q|s|query|search)=",
    re.IGNORECASE,
)
_LIST_END = re.compile(
    r"/(?:news|blogs?|articles?|recipes|resources|library|archives?|stories|posts|insights|press|events|videos|podcasts?|"
    r"reviews|guides|learn|catalogu?e?s?|index|browse|all|list\w*|directory|shop|store|products|services|pricing|"
    r"(?:category|tags?|topics?|collections?)/[^/]+)/?$",
    re.IGNORECASE,
)
_TOLD_PATH = re.compile(
    r"[/-](?:learn|what|how|why|when|guides?|tips|blogs?|articles?|resources?|best|advice|ideas|vs|checklist|examples|"
    r"explained|facts|history|news|stor(?:y|ies)|posts?|reviews?|ways|things|\d{4})(?=[/-]|$)",
    re.IGNORECASE,
)
_SOLD_PATH = re.compile(
    r"[/-](?:services?|solutions?|software|consult(?:ing|ants?)|lawyers?|attorneys?|repairs?|rentals?|pricing|products?|"
    r"tools?|calculators?|packages|staffing|company|agency|buy|shop|store|plans?|training|courses?|programs?|degrees?|"
    r"platform|apps?|free|experts?|installation|contractors?|cleaning|insurance|catalog|category|collections?|use-cases|"
    r"features|enterprise|crm|seo|locations?|near|item|dp|p|c|cp)(?=[/-]|$)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"https?://[^/]*\.(?:(?:gov|mil|edu|org|int)(?:\.[a-z]{2})?|ac\.[a-z]{2})(?:/|$)", re.IGNORECASE
)  # those who publish to inform
_REPLY = re.compile(r"(?:reply|quote|upvote|downvote|report post|antworten|répondre|responder|rispondi)", re.IGNORECASE)
_SEARCH = re.compile(r"/search(?:/|$|\?)|[?&](?:q|s|query|search)=", re.IGNORECASE)
_HOST = re.compile(r"https?://[^/?#]+")
_LONG_SLUG = 4  # words: a headline, no label
_SEEN_RULES = ("reading time", "byline", "date", "comments", "related", "caption", "teaser", "share bar", "author")
_KEPT_IN = (
    *("in:article", "in:main", "in:p", "in:li", "in:table", "in:form", "in:section"),
    *("hint:body", "hint:article", "hint:related", "hint:shop", "hint:faq", "hint:toc", "hint:header"),
)
_ALL_IN = ("hint:body", "hint:article", "hint:related", "hint:shop", "in:article")
_WORDED = re.compile(  # what lists of words tell, which say nothing of a language that they do not have
    r"rule .*|(?:calls|firm|shop|told lines|stars)(?: rate)?|"
    r"(?:kept|all) (?:we|you|told|reasons|past|praise|asks|capitals)|"
    r"title (?:told|sold|place)|replies|signed|dated|dates|kept dates"
)
_PRODUCTS = frozenset({"Product", "ProductGroup"})
_LISTS = frozenset({"ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog", "Store", "Blog"})
_DISCUSSIONS = frozenset({"DiscussionForumPosting", "QAPage", "Conversation"})
_SERVICES = frozenset(
    {"Service", "LocalBusiness", "ProfessionalService", "SoftwareApplication", "WebApplication", "FinancialService"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """What stands over the text: all that a text dump has of a head."""

    title: str = ""
    author: str | None = None
    published: str | None = None


def survey_lines(text: Worded, kept: Sequence[bool], told: Told) -> Survey:
    """What the lines show by themselves, of a page or of a text dump."""
    seen = _lines(text, kept, told)
    return {name: nan if text.foreign and _WORDED.fullmatch(name) else value for name, value in seen.items()}


def _lines(text: Worded, kept: Sequence[bool], told: Told) -> Survey:
    lines = text.lines
    words = np.array([count_words(line.text) for line in lines], float)
    prose = np.array([_is_prose(line.text) for line in lines], bool)
    keep = np.array(kept, bool)
    total, running, said = (max(1.0, float(words[of].sum())) for of in (slice(None), prose, keep))
    runs, sizes = _runs(words, prose), np.sort(words[prose])[::-1]
    prices = sum(len(_PRICE.findall(line.text)) for line in lines)
    named = Counter(rule.name for rule in text.rules if rule)
    return (
        {
            "words": total,
            "prose share": running / total,
            "paragraphs": float(prose.sum()),
            "paragraph": float(sizes[len(sizes) // 2]) if len(sizes) else 0.0,
            "long paragraphs": float((sizes >= _LONG).sum()),
            "run share": max(runs, default=0.0) / running,
            "runs": float(len(runs)),
            "kept": float(words[keep].sum()),
            "kept share": float(words[keep].sum()) / total,
            "kept prose": float(words[keep & prose].sum()) / said,
            "pieces": float(sum(one != other for one, other in pairwise(kept))),
            "short": float((words <= _LABEL).mean()),
            "prices": float(prices),
            "price rate": 1000 * prices / total,
            "dates": float(sum(is_dateline(line.text) for line in lines)),
            "replies": float(sum(_REPLY.fullmatch(line.text) is not None for line in lines)),
            "kept replies": float(_kept_replies(lines, kept)),
            "questions": float(sum(line.text.endswith("?") for line in lines)),
            "title words": float(count_words(told.title)),
            "signed": float(told.author is not None),
            "dated": float(told.published is not None),
            **{f"rule {name}": float(named[name]) for name in _SEEN_RULES},
        }
        | survey_teasers(text, kept)
        | survey_wording(lines, kept, told.title)
    )


def _kept_replies(lines: Sequence[Line], kept: Sequence[bool]) -> int:
    """How many buttons to answer with stand between kept lines, where they do from the first post on.

    Under an article stand its comments, and some of them may be kept, too.
    """
    own = [i for i, keep in enumerate(kept) if keep]
    found = [i for i in range(own[0], own[-1]) if _REPLY.fullmatch(lines[i].text)] if own else []
    over = sum(count_words(lines[i].text) for i in own if found and i < found[0])
    return len(found) if over < _FIRST_POST * sum(count_words(lines[i].text) for i in own) else 0


def survey_page(root: "_Element", page: Page, text: Worded, kept: Sequence[bool], meta: Meta) -> Survey:
    """What the boxes and links of a page show, and how its text lies in them."""
    lines = text.lines
    cuts = dict(zip(numbers(page), page.cuts, strict=True))
    own = [cuts[line.number] for line in lines]
    words = np.array([count_words(line.text) for line in lines], float)
    linked = np.array([cut.linked / len(cut.text) for cut in own], float)
    keep = np.array(kept, bool)
    heads = [i for i, line in enumerate(lines) if line.kind is Kind.HEADING]
    sections = [i for i in heads if keep[i]]
    tags = Counter(box.tag for box in page.boxes)
    parents = np.array([page.boxes[cut.box].parent if cut.box >= 0 else -1 for cut in own], int)
    prose = np.array([_is_prose(line.text) for line in lines], bool)
    return (
        {
            "linked": float((words * linked).sum() / words.sum()),
            "link lines": float((linked > _LINKED).mean()),
            "headings": float(len(heads)),
            "linked headings": sum(linked[i] > _LINKED for i in heads) / max(1, len(heads)),
            "teasers": float(_teasers(words, heads)),
            "teaser share": _teasers(words, heads) / max(1, len(heads)),
            "section": _section(words * prose * (linked < _LINKED), heads),
            "kept headings": float(len(sections)),
            "kept linked headings": sum(linked[i] > _LINKED for i in sections) / max(1, len(sections)),
            "kept teasers": float(_teasers(words * keep, sections)),
            "kept teaser share": _teasers(words * keep, sections) / max(1, len(sections)),
            "kept dates": float(sum(is_dateline(line.text) for line, own in zip(lines, kept, strict=True) if own)),
            "h1s": float(tags["h1"]),
            "articles": float(tags["article"]),
            "button rate": tags["button"] / len(lines),
            "forms": float(tags["form"]),
            "image rate": 1000 * sum(1 for _ in root.iter("img")) / words.sum(),
            "kept linked": _share(words * linked, keep, words),
            "kept parents": len(set(parents[keep])) / max(1, int(keep.sum())),
            "top parent": max(Counter(parents[prose]).values(), default=0) / max(1, int(prose.sum())),
        }
        | {f"kept {mark}": _share(words, keep & _marked(lines, mark), words * keep) for mark in _KEPT_IN}
        | {f"all {mark}": _share(words, _marked(lines, mark), words) for mark in _ALL_IN}
        | _survey_meta(meta)
        | survey_built(root)
    )


def survey_url(url: str, title: str) -> Survey:
    """What an address looks like, and what of the title is in it."""
    rest = _HOST.sub("", url)
    path = rest.split("?")[0].split("#")[0].strip("/")
    slug = plain(path.rsplit("/", 1)[-1]).split()
    titled = sum(word in set(plain(title).split()) for word in slug)
    listed = _LIST_END.search(f"/{path}") is not None
    seen = {
        "root": not path,
        "depth": path.count("/") + 1 if path else 0,
        "slug": len(slug),
        "long slug": len(slug) >= _LONG_SLUG,
        "slug titled": titled / max(1, len(slug)),
        "articles path": _ARTICLES_PATH.search(f"/{path}") is not None,
        "search page": _SEARCH.search(rest) is not None,
        "others path": _OTHERS_PATH.search(rest) is not None,
        "list path": listed,
        "told path": _TOLD_PATH.search(f"/{path}") is not None and not listed,
        "sold path": len(_SOLD_PATH.findall(f"/{path}")),
        "public site": _PUBLIC.match(url) is not None,
    }
    known = _HOST.match(url) is not None
    return {name: float(value) if known else nan for name, value in seen.items()}


def _survey_meta(meta: Meta) -> Survey:
    return {
        "author": float(meta.author is not None),
        "desk": float(meta.desk is not None),
        "published": float(meta.published is not None),
        "changed": float(meta.changed is not None),
        "posting": float(any(name.endswith(("Article", "Posting")) for name in meta.types - _DISCUSSIONS)),
        "product": float(not meta.types.isdisjoint(_PRODUCTS) or meta.kind.startswith("product")),
        "list": float(not meta.types.isdisjoint(_LISTS)),
        "service": float(not meta.types.isdisjoint(_SERVICES)),
        "discussion": float(not meta.types.isdisjoint(_DISCUSSIONS)),
        "faq": float("FAQPage" in meta.types),
        "og article": float(meta.kind == "article"),
        "og website": float(meta.kind == "website"),
        "counted": float(meta.words > 0 or meta.body is not None),
    }


def _is_prose(text: str) -> bool:
    return count_words(text) >= _PROSE and ends_sentence(text)


def _runs(words: _Numbers, prose: _Flags) -> list[float]:
    """The words of prose in each run of it, where no more than a few other lines stand between."""
    runs: list[float] = []
    last = -_GAP - 2
    for i in np.flatnonzero(prose):
        if i - last > _GAP + 1:
            runs.append(0.0)
        runs[-1] += float(words[i])
        last = int(i)
    return runs


def _teasers(words: _Numbers, heads: Sequence[int]) -> int:
    """How many headings have little text under them, and then comes the next heading."""
    held = np.concatenate([[0.0], np.cumsum(words)])
    return sum(0 < held[after] - held[i + 1] <= _MOST_TEASER for i, after in pairwise(heads))


def _section(words: _Numbers, heads: Sequence[int]) -> float:
    """The most words of prose under one heading."""
    held = np.concatenate([[0.0], np.cumsum(words)])
    return float(max(held[after] - held[i] for i, after in pairwise([0, *heads, len(words)])))


def _marked(lines: Sequence[Line], mark: str) -> _Flags:
    return np.array([mark in line.marks for line in lines], bool)


def _share(
    values: _Numbers,
    of: _Flags,
    whole: _Numbers,
) -> float:
    return float(values[of].sum() / max(1.0, float(whole.sum())))
