"""Pages, dumps and texts in scripts without spaces or without capitals: the article is kept, and its page is not."""

import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from narrate.clean import clean
from narrate.errors import InputError
from narrate.model import Article, Kind, Source


@dataclass(frozen=True)
class Told:
    """A page of a newspaper, in its language."""

    menu: tuple[str, ...]
    title: str
    share: tuple[str, ...]
    body: tuple[str, ...]
    related: tuple[str, ...]
    foot: tuple[str, ...]


TOLD = {
    language: Told(**{name: text if isinstance(text, str) else tuple(text) for name, text in told.items()})
    for language, told in tomllib.loads(Path(__file__).with_name("newspapers.toml").read_text("utf-8")).items()
}


def dumped(told: Told, gap: str) -> str:
    return gap.join((*told.menu, told.title, *told.share, *told.body, *told.related, *told.foot))


def built(language: str, told: Told) -> str:
    def boxes(tag: str, texts: tuple[str, ...]) -> str:
        return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)

    def links(texts: tuple[str, ...]) -> str:
        return "".join(f'<li><a href="/{i}">{escape(text)}</a></li>' for i, text in enumerate(texts))

    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{escape(told.title)}</title></head><body>'
        f"<header><nav><ul>{links(told.menu)}</ul></nav></header><main><article><h1>{escape(told.title)}</h1>"
        f'<div class="share">{boxes("button", told.share)}</div>{boxes("p", told.body)}</article>'
        f'<aside class="related"><h3>{escape(told.related[0])}</h3><ul>{links(told.related[1:])}</ul></aside></main>'
        f"<footer>{boxes('p', told.foot)}</footer></body></html>"
    )


def cleaned(written: str) -> Article:
    return clean(Source("it", written.encode()))


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("look", ["page", "dump", "dump with blank lines"])
def test_every_paragraph_is_kept_and_nothing_of_what_is_around(language: str, look: str) -> None:
    told = TOLD[language]
    gap = "\n\n" if look == "dump with blank lines" else "\n"

    article = cleaned(built(language, told) if look == "page" else dumped(told, gap))

    assert [block.text for block in article.blocks] == [told.title, *told.body]
    assert article.title == told.title
    assert article.language == language


@pytest.mark.parametrize("language", TOLD)
def test_a_clean_text_is_kept_whole_under_its_title(language: str) -> None:
    told = TOLD[language]

    article = cleaned("\n\n".join((told.title, *told.body)))

    assert [block.text for block in article.blocks] == [told.title, *told.body]
    assert article.blocks[0].kind is Kind.TITLE
    assert article.language == language


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("share", ["whole", "menu"])
def test_a_page_of_menus_is_refused_in_any_script(language: str, share: str) -> None:
    told = TOLD[language]
    lines = (*told.menu, *told.share, *told.related, *told.foot) if share == "whole" else told.menu * 3

    with pytest.raises(InputError, match="holds no article"):
        cleaned("\n".join(lines))
