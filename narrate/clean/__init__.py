"""Source -> Article: what is the article and what is the page around it, line by line, with a reason for each."""

import logging
import re
from collections.abc import Callable, Sequence

from narrate.clean import dump
from narrate.clean.credits.credit import read_credit
from narrate.clean.credits.dates import find_date
from narrate.clean.decode import decode
from narrate.clean.furniture.worded import read_words
from narrate.clean.html.meta import Meta
from narrate.clean.language import guess_language, language_tag
from narrate.clean.lines import Line, split, unwrap
from narrate.clean.plain import front_matter, markdown, text
from narrate.clean.refusal.refuse import (
    refuse_if_endless,
    refuse_if_legal,
    refuse_if_list,
    refuse_if_none,
    refuse_if_notice,
    refuse_if_teaser,
    refuse_if_unlike,
)
from narrate.clean.verdict import Verdict, blocks_of, keep, receipt
from narrate.errors import InputError
from narrate.model import Article, Kind, Reading, Source

__all__ = ["clean"]

log = logging.getLogger(__name__)

_HTML = re.compile(
    r"<!doctype html|<(?:html|head|body|article|main|div|p|h[1-6]|title|meta|table|span|section)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_LOOKED_AT = 20_000  # characters
_FEWEST_TAGS = 2


def clean(source: Source, reading: Reading = Reading(), *, follow: Callable[[str], Source] | None = None) -> Article:
    """The article in a page, a text dump of a page, or a text that is already clean.

    Args:
        source: What came in.
        reading: With ``force`` nothing is refused because it looks like no article: the best guess at one is returned.
            Its ``sites`` are rules over those that come with narrate.
        follow: Fetches an address. With it, the other parts of an article in several pages are read, too.

    Raises:
        InputError: The source is empty, not text, or holds no article.
    """
    written = decode(source)
    if _is_html(written):
        return _from_page(source, written, reading, follow)
    rows = list(split(written))
    if markdown.is_markdown(written) and not text.has_furniture(rows):
        marked = text.with_head(markdown.rule_on(written))
        return _from_clean(source, marked, front_matter.fields(written), force=reading.force)
    lines = unwrap(rows)
    if text.is_clean(lines):
        return _from_clean(source, text.rule_on(lines), {}, force=reading.force)
    refuse_if_endless(source.name, len(lines))
    verdicts = _dumped(source.name, lines, force=reading.force)
    return _from_text(source, verdicts, dump.credits_of(lines, verdicts))


def _dumped(name: str, lines: Sequence[Line], *, force: bool) -> Sequence[Verdict]:
    """What became of the lines of a text dump."""
    if not lines:
        return ()
    words = read_words(lines)
    verdicts = dump.rule_on(words)
    if not force:
        seen = dump.survey(words, verdicts)
        refuse_if_none(name, verdicts, seen)
        refuse_if_legal(name, next((block.text for block in blocks_of(verdicts) if block.kind is Kind.TITLE), ""))
        refuse_if_teaser(name, verdicts, Meta())
        refuse_if_list(name, seen)
        refuse_if_unlike(name, "dump", seen)
    return verdicts if blocks_of(verdicts) else [keep(line, line.kind) for line in lines]


def _is_html(written: str) -> bool:
    """Whether it starts with a tag and goes on with tags; an article about HTML only has them inside."""
    start = written[:_LOOKED_AT].lstrip()
    return (start.startswith("<") and len(_HTML.findall(start)) >= _FEWEST_TAGS) or "<!doctype html" in start[
        :200
    ].lower()


def _from_clean(source: Source, verdicts: Sequence[Verdict], fields: dict[str, str], *, force: bool) -> Article:
    if not force:
        refuse_if_notice(source.name, verdicts)
    return _from_text(source, verdicts, fields)


def _from_text(source: Source, verdicts: Sequence[Verdict], fields: dict[str, str]) -> Article:
    blocks = blocks_of(verdicts)
    if not blocks:
        raise InputError(f"{source.name} holds no text", "give it a text, a saved page, or a URL")
    credited = [read_credit(block.text) for block in blocks if block.kind is Kind.BYLINE]
    names = [block.text for block in blocks if block.kind is Kind.BYLINE]
    author = fields.get("author") or next(
        (credit.author for credit in credited if credit.author), next(iter(names), None)
    )
    days = [fields.get("date", ""), *(block.text for block in blocks if block.kind is Kind.DATE)]
    published = next((found.day.isoformat() for day in days if (found := find_date(day))), None)
    prose = " ".join(block.text for block in blocks)
    return Article(
        blocks=blocks,
        rulings=receipt(verdicts),
        language=language_tag(fields.get("lang") or fields.get("language") or "") or guess_language(prose),
        url=source.url,
        author=author,
        published=published,
    )


def _from_page(source: Source, written: str, reading: Reading, follow: Callable[[str], Source] | None) -> Article:
    from narrate.clean import web
    from narrate.clean.html.parts import MOST_PARTS, joined, next_part

    article, root = web.read(source, written, force=reading.force, sites=reading.sites)
    parts = [article]
    while follow and source.url and len(parts) < MOST_PARTS and (url := next_part(root, source.url, len(parts) + 1)):
        try:
            part = follow(url)
            article, root = web.read(part, decode(part), force=True, sites=reading.sites)
        except InputError as exc:
            if not reading.force:
                missing = f"part {len(parts) + 1} of {source.name} is missing: {exc.message}"
                raise InputError(missing, "--force reads the parts that are there") from exc
            log.warning("left out: %s", exc.message)
            break
        parts.append(article)
    return joined(parts)
