"""What holds of the cleaner for any source."""

import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.clean.decode import decode
from narrate.clean.html.page import parse
from narrate.clean.lines import fold, split, unwrap
from narrate.errors import InputError
from narrate.model import CELLS, Article, Kind, Reading, Source

TALE = (
    "The tide came in slowly over the flats, and the children who had been digging there ran for the dunes.",
    "Nobody had expected the vote to be so clear, least of all the man who had asked for it.",
    '"It will rain before evening," she said, "and then we shall see what the roof is worth."',
    "He counted the boats twice and wrote the number down.",
)
SENTENCES = st.sampled_from(TALE)
FURNITURE = st.sampled_from(
    (
        "Skip to content",
        "Subscribe",
        "News Feed",
        "12:08 PM",
        "Share",
        "* indicates required",
        "- one",
        "# Head",
        "> quote",
        "By Ann Lee",
        "May 4, 2024",
        "A small heading",
        "<p>",
        "</div>",
        "|a|b|",
        "---",
    )
)
LINES = st.one_of(SENTENCES, FURNITURE, st.just(""), st.text(max_size=40))
TEXTS = st.lists(LINES, max_size=40).map("\n".join)
TAGS = st.sampled_from(
    (
        "<p>",
        "</p>",
        "<div class=nav>",
        "</div>",
        "<h1>",
        "</h1>",
        "<ul><li>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<a href=x>",
        "</a>",
        "<br><br>",
        "<pre>",
        "<blockquote>",
        "<sup>1</sup>",
        "<script>",
        "&amp;",
    )
)
PIECES = st.one_of(TAGS, SENTENCES, SENTENCES, st.text(max_size=10))
PAGES = st.lists(PIECES, min_size=8, max_size=40).map(
    lambda pieces: "<!doctype html><html><body>" + "".join(pieces) + "<p>" + " ".join(TALE)
)


SAMPLE = (Path(__file__).parents[1] / "samples" / "night-trains" / "source.html").read_bytes()
HEAD = {Kind.TITLE, Kind.BYLINE, Kind.DATE, Kind.STANDFIRST}
UNSEEN = ("script", "style")


def visible(html: str) -> Counter[str]:
    """The characters that a page shows, counted by another way of reading it."""
    root = parse(decode(Source("test", html.encode("utf-8", "replace"))))
    for node in list(root.iter(*UNSEEN)):
        node.clear(keep_tail=True)
    return characters(" ".join(root.itertext()))


def characters(text: str) -> Counter[str]:
    """How often each stands in it, raised figures as figures."""
    return Counter(unicodedata.normalize("NFKC", fold(text)).replace(" ", ""))


def attempt(content: bytes, *, force: bool = False) -> Article | None:
    try:
        return clean(Source("test", content), Reading(force=force))
    except InputError:
        return None


def is_in_order(words: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(any(word == other for other in rest) for word in words)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=2000))
def test_no_bytes_end_in_anything_but_an_article_or_an_input_error(content: bytes) -> None:
    article = attempt(content)

    assert article is None or article.blocks


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_every_line_of_a_text_has_one_ruling_in_order(text: str) -> None:
    article = attempt(text.encode("utf-8", "replace"))

    if article and not text.lstrip().startswith("<"):
        numbers = [ruling.line for ruling in article.rulings]
        assert numbers == sorted(set(numbers))
        written = decode(Source("test", text.encode("utf-8", "replace")))  # with its mojibake mended
        assert " ".join(ruling.text for ruling in article.rulings) == fold(written)


@settings(deadline=None, max_examples=100)
@given(PAGES)
def test_every_text_of_a_page_has_one_ruling_and_kept_words_are_its_words(html: str) -> None:
    article = attempt(html.encode("utf-8", "replace"), force=True)

    if article:
        assert [ruling.line for ruling in article.rulings] == list(range(1, len(article.rulings) + 1))
        assert characters("".join(ruling.text for ruling in article.rulings)) == visible(html)
        kept = [
            word
            for block in article.blocks
            if block.kind not in HEAD
            for word in block.text.replace(CELLS, " ").split()
        ]
        assert is_in_order(kept, [word for ruling in article.rulings for word in ruling.text.split()])


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_mutated_page_is_read_or_refused(data: st.DataObject) -> None:
    page = SAMPLE
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(page) - 1))
        end = min(len(page), start + data.draw(st.integers(0, 3000)))
        put = data.draw(st.one_of(TAGS.map(str.encode), st.binary(max_size=20), st.just(page[start:end] * 2)))
        page = page[:start] + put + page[end:] or b"<"

    article = attempt(page)

    assert article is None or article.blocks


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(SENTENCES, FURNITURE.filter(lambda line: line[0] not in "#<|>-*"), st.just("")), max_size=40))
def test_kept_words_are_the_sources_words_in_the_sources_order(lines: list[str]) -> None:
    article = attempt("\n".join(lines).encode())

    if article:
        kept = " ".join(block.text for block in article.blocks).casefold().split()
        assert is_in_order(kept, "\n".join(lines).casefold().split())


@given(TEXTS)
def test_joined_rows_hold_all_words_of_their_lines(text: str) -> None:
    lines = list(split(text))

    joined = unwrap(lines)

    assert " ".join(line.text for line in joined) == " ".join(line.text for line in lines)


def test_importing_the_cleaner_imports_no_slow_library() -> None:
    code = "import sys, narrate.clean; print({'bs4', 'cssselect', 'ftfy', 'lxml', 'markdown_it'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
