"""How right and how quick the cleaner is: `python benchmarks/clean.py [../shared/data/extract ../shared/eval]`.

Over the development pages and their text dumps: the body's F1, how many titles, authors and dates are right, how many
of the pages that are no article are refused, and of those that are one. The forests have learned from these pages: what
they are worth on others, `train_cleaner.py --measure` and `train_refusal.py --measure` tell.

A truth that the page does not bear out is counted apart, never as right: a title that no text of the page shows
(search engines are given another than readers), an author or a day that its source does not hold, and the day of a
change where the page states an earlier one of publication.
"""

import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from types import ModuleType

from bs4 import BeautifulSoup

from narrate.clean import clean
from narrate.clean.credits.dates import find_dates
from narrate.clean.credits.names import people
from narrate.clean.lines import plain
from narrate.cli.printed import article_text, body_of
from narrate.errors import InputError
from narrate.model import Article, Source

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from measures import DATA, SCORERS

LOOKS = ("html", "layout", "flat")
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
    bodies: list[tuple[int, int, int, float]] = field(default_factory=list)
    """What the scorer counts of each article's body."""
    seconds: list[tuple[float, float]] = field(default_factory=list)
    """Of each page, of the CPU: the cleaner's, and BeautifulSoup's for parsing it with lxml."""

    def refused_share(self) -> float:
        """Of the pages that are no article."""
        others = self.pages.total() - self.pages["article"]
        return (self.refused.total() - self.refused["article"]) / max(1, others)


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


def measure(bench: ModuleType, data: Path, look: str, *, timed: bool = False) -> Figures:
    """The figures of the pages in one of their looks."""
    figures = Figures()
    _, pages, _ = bench.load(data, "wcxb", "dev", "")
    for page in pages:
        html = page.html()
        text = html if look == "html" else bench.dump(html, look == "flat")
        start = time.process_time()
        found = cleaned(page.id, text)
        ours = time.process_time() - start
        if timed:
            BeautifulSoup(text, "lxml")
            figures.seconds.append((ours, time.process_time() - start - ours))
        if page.kind == "article":
            said = "" if isinstance(found, str) else article_text(body_of(found))
            true, ours_said = (bench.shingles(bench.tokens(words)) for words in (page.truth, said))
            figures.bodies.append((*bench.counts(true, ours_said), 0.0))
        figures.pages[page.kind] += 1
        if isinstance(found, str):
            figures.refused[page.kind] += 1
            figures.lost += [found] if page.kind == "article" else []
        elif page.kind == "article":
            truth = json.loads((data / "dev" / "ground-truth" / f"{page.id}.json").read_text("utf-8"))["ground_truth"]
            judge(figures, found, truth, html)
    return figures


def main(data: str = str(DATA / "extract"), scorer: str = str(SCORERS)) -> None:
    """Prints the figures of all looks."""
    sys.path.insert(0, scorer)
    import extract_bench as bench

    for look in LOOKS:
        figures = measure(bench, Path(data), look, timed=look == "html")
        body = bench.aggregate(figures.bodies)
        print(f"{look}: body   F1 {body['f1']:.4f}, precision {body['precision']:.4f}, recall {body['recall']:.4f}")
        print(f"{look}: title  {figures.title}\n{look}: author {figures.author}\n{look}: date   {figures.date}")
        others = ", ".join(
            f"{figures.refused[kind]} of {count} {kind}" for kind, count in sorted(figures.pages.items())
        )
        print(f"{look}: refused {figures.refused_share():.1%} of what is no article ({others})")
        if figures.seconds:
            show_speed(figures.seconds)


def show_speed(seconds: list[tuple[float, float]]) -> None:
    """The cleaner's time for a page, and as a ratio to that of parsing it with BeautifulSoup."""
    ours = sorted(one for one, _ in seconds)
    ratio = statistics.median(one / max(other, 1e-4) for one, other in seconds)
    late = ours[int(0.95 * len(ours))]
    print(f"speed: {1e3 * statistics.median(ours):.0f} ms of CPU a page, 95th percentile {1e3 * late:.0f} ms; ", end="")
    print(f"{ratio:.2f} of BeautifulSoup's time for parsing it with lxml")


if __name__ == "__main__":
    main(*sys.argv[1:])
