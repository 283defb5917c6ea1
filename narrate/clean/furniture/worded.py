"""The lines of a page or a text, and what their words give away."""

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.clean.furniture.rules import Rule, rule_for
from narrate.clean.language import is_foreign
from narrate.clean.lines import Line


@dataclass(frozen=True, slots=True)
class Worded:
    """Lines, and for each the rule whose furniture it is."""

    lines: tuple[Line, ...]
    rules: tuple[Rule | None, ...]
    foreign: bool
    """Whether they speak a language that no list of words here has, so that none of their words says anything."""


def read_words(lines: Sequence[Line]) -> Worded:
    """What is known of lines by their words."""
    rules = tuple(rule_for(line.text) for line in lines)
    return Worded(tuple(lines), rules, is_foreign([line.text for line in lines]))
