"""What is said that is not the source's: sentences of ours, in the languages that notices.toml has them in."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from narrate.model import Article, Block, Disclosure, Kind, When, primary
from narrate.voice import Voice

_SHIPPED = Path(__file__).with_name("notices.toml")
_SAME = {"no": "nb", "nn": "nb"}  # pages say "no" of what CLDR calls Bokmål, and its sentences do for both


def notice(name: str, language: str) -> str:
    """The sentence of that name; empty where it is not known in that language."""
    return str(_known(language).get(name, ""))


def base_of(language: str) -> str:
    """The language, without region and script, whose sentences do for it."""
    first = primary(language)
    return _SAME.get(first, first)


def counted(number: int, category: str, language: str) -> str:
    """How many articles there are, in the words for that plural category; empty where there are none for it."""
    forms = _known(language).get("articles", {})
    return str(forms.get(category) or forms.get("other", "")).format(number)


def disclose(article: Article, voice: Voice, disclosure: Disclosure) -> tuple[Article, str]:
    """The article with the notice in it that a synthetic voice reads, and that sentence.

    In the article's language; where there is none in it, an English voice says it in English, and another says nothing.
    """
    if disclosure.when is When.OFF:
        return article, ""
    told = _told(article, voice, disclosure)
    credit = (Block(Kind.NOTICE, _sentence(voice.credit), language=voice.language),) if disclosure.credit else ()
    notices = tuple(block for block in (told, *credit) if block.text)
    place = article.head if disclosure.when is When.START else len(article.blocks)
    blocks = (*article.blocks[:place], *notices, *article.blocks[place:])
    moved = tuple(replace(part, block=part.block + len(notices) * (part.block >= place)) for part in article.parts)
    return replace(article, blocks=blocks, parts=moved), told.text


def _told(article: Article, voice: Voice, disclosure: Disclosure) -> Block:
    if disclosure.text:
        return Block(Kind.NOTICE, disclosure.text)
    name = "disclosure_of_several" if len(article.parts) > 1 else "disclosure"
    if own := notice(name, article.language):
        return Block(Kind.NOTICE, own)
    english = notice(name, "en") if primary(voice.language) == "en" else ""
    return Block(Kind.NOTICE, english, language="en")


def _sentence(text: str) -> str:
    """With a full stop, where there is a text."""
    return f"{text.rstrip('.')}." if text else ""


@cache
def _known(language: str) -> Mapping[str, Any]:
    """The sentences of a language."""
    sentences: Mapping[str, Any] = _shipped().get(base_of(language), {})
    return sentences


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads(_SHIPPED.read_text("utf-8"))
