"""Several articles to one: a digest, which tells the day and their number before them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from narrate.model import Article, Block, Kind, Part, primary
from narrate.notices import counted
from narrate.spoken.calendar import plural, written_day


def join(articles: Sequence[Article], day: date, *, title: str = "") -> Article:
    """A digest of some articles, in their order, as one; without a title, the day is its title.

    It is in the language that most of them are in; the blocks of the others tell their own.
    """
    language = Counter(article.language for article in articles).most_common(1)[0][0]
    intro = _intro(title, day, len(articles), language)
    sites = {article.site for article in articles}
    starts = accumulate((len(article.blocks) for article in articles), initial=len(intro))
    return Article(
        blocks=(*intro, *(block for article in articles for block in _told_apart(article, language))),
        rulings=(),
        language=language,
        site=sites.pop() if len(sites) == 1 else None,
        published=day.isoformat(),
        parts=tuple(Part(article.title, start, article.url) for article, start in zip(articles, starts, strict=False)),
    )


def _intro(title: str, day: date, count: int, language: str) -> tuple[Block, ...]:
    """What is said first: the title, the day, and how many articles there are, if there are several."""
    told = written_day(day, language)
    dated = told[:1].upper() + told[1:]
    number = counted(count, plural(count, language), language) if count > 1 else ""
    notices = [f"{dated}." if title else "", number]
    return (Block(Kind.TITLE, title or dated), *(Block(Kind.NOTICE, text) for text in notices if text))


def _told_apart(article: Article, language: str) -> tuple[Block, ...]:
    """Its blocks, each with its language where that is not the digest's."""
    if primary(article.language) == primary(language):
        return article.blocks
    return tuple(replace(block, language=block.language or article.language) for block in article.blocks)
