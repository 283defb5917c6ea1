"""What the cleaner says of whole pages: `python benchmarks/clean_heads.py ../shared/data/extract ../shared/eval`.

Over the development pages and their text dumps: how many titles, authors and dates are right, and how many of the
pages that are no article are refused, and of those that are one.

A truth that the page does not bear out is counted apart, never as right: a title that no text of the page shows
(search engines are given another than readers), an author or a day that its source does not hold, and the day of a
change where the page states an earlier one of publication.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from types import ModuleType

from narrate.clean import clean
from narrate.clean.dates import find_dates
from narrate.clean.lines import plain
from narrate.clean.names import people
from narrate.errors import InputError
from narrate.model import Article, Source

_LOOKS = ("html", "layout", "flat")
_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]*$")
_AND = re.compile(r"\band\b|[,;&]")


@dataclass
class Tally:
    """Counts of one field."""

    right: int = 0
    stated: int = 0
    borne_out: int = 0
    right_of_borne_out: int = 0

    def add(self, *, right: bool, borne_out: bool) -> None:
        """One more page whose truth states the field."""
        self.stated += 1
        self.right += right
        self.borne_out += borne_out
        self.right_of_borne_out += right and borne_out

    def __str__(self) -> str:
        ours, sure = self.right / max(1, self.stated), self.right_of_borne_out / max(1, self.borne_out)
        return (
            f"{self.right} of {self.stated} = {ours:.1%}; where the page bears the truth out "
            f"{self.right_of_borne_out} of {self.borne_out} = {sure:.1%}"
        )


@dataclass
class Figures:
    """All that is counted of one look of the pages."""

    title: Tally = field(default_factory=Tally)
    author: Tally = field(default_factory=Tally)
    date: Tally = field(default_factory=Tally)
    refused: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    """Articles that were refused, with the reason."""


def cleaned(name: str, text: str) -> Article | str:
    """The article, or why there is none."""
    try:
        return clean(Source(name, text.encode()))
    except InputError as exc:
        return exc.message


def judge(figures: Figures, article: Article, truth: dict[str, str | None], html: str) -> None:
    """Counts what is right of one article's head."""
    shown = unescape(re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>|<[^>]*>", "\n", html))
    source = unescape(html)
    if title := truth.get("title"):
        known = {plain(title), plain(_TAIL.sub("", title))}
        lines = {plain(line) for line in shown.split("\n")}
        figures.title.add(right=plain(article.title) in known, borne_out=not known.isdisjoint(lines))
    if author := truth.get("author"):
        right = names(article.author or "") == names(author)
        figures.author.add(right=right, borne_out=all(plain(name) in plain(source) for name in names(author)))
    if day := truth.get("publish_date"):
        days = {found.day.isoformat() for found in find_dates(shown)} | set(re.findall(r"\d{4}-\d\d-\d\d", source))
        stated = {date[:10] for date in re.findall(r'datePublished"\s*:\s*"([\d-]{10})', source)}
        stated |= set(re.findall(r'published_time"\s+content="([\d-]{10})', source))
        figures.date.add(
            right=article.published == day[:10], borne_out=day[:10] in days and (not stated or day[:10] in stated)
        )


def names(author: str) -> set[str]:
    """The persons in a line of authors, without their roles, for comparing."""
    return {plain(name) for credit in people(author) or (author,) for name in _AND.split(credit) if plain(name)}


def measure(bench: ModuleType, data: Path, look: str) -> Figures:
    """The figures of the pages in one of their looks."""
    figures = Figures()
    _, pages, _ = bench.load(data, "wcxb", "dev", "")
    for page in pages:
        html = page.html()
        found = cleaned(page.id, html if look == "html" else bench.dump(html, look == "flat"))
        figures.pages[page.kind] += 1
        if isinstance(found, str):
            figures.refused[page.kind] += 1
            figures.lost += [found] if page.kind == "article" else []
        elif page.kind == "article":
            truth = json.loads((data / "dev" / "ground-truth" / f"{page.id}.json").read_text("utf-8"))["ground_truth"]
            judge(figures, found, truth, html)
    return figures


def main(data: str, scorer: str) -> None:
    """Prints the figures of all looks."""
    sys.path.insert(0, scorer)
    import extract_bench as bench

    for look in _LOOKS:
        figures = measure(bench, Path(data), look)
        others = sorted(set(figures.pages) - {"article"})
        refused, pages = (sum(count[kind] for kind in others) for count in (figures.refused, figures.pages))
        print(f"{look}: title  {figures.title}\n{look}: author {figures.author}\n{look}: date   {figures.date}")
        kinds = ", ".join(f"{kind} {figures.refused[kind]} of {figures.pages[kind]}" for kind in others)
        print(f"{look}: refused {refused} of {pages} = {refused / max(1, pages):.1%} that are no article ({kinds})")
        print(f"{look}: refused {figures.refused['article']} of {figures.pages['article']} articles")
        for reason in figures.lost:
            print(f"    {reason}")


if __name__ == "__main__":
    main(*sys.argv[1:])
