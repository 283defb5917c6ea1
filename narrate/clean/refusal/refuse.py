"""What is no article, and why: each refusal names what the source looks like, and the evidence."""

from collections.abc import Sequence

from narrate.clean.html.meta import Meta
from narrate.clean.lines import fold
from narrate.clean.refusal.likeness import load_likeness, looks_like
from narrate.clean.refusal.notices import asks_for_payment, excerpt, find_notice, find_script, is_legal, is_login
from narrate.clean.refusal.survey import Survey
from narrate.clean.verdict import Verdict
from narrate.clean.words import count_words, ends_sentence
from narrate.errors import InputError
from narrate.model import Block, Kind

MOST_LINES = 40_000  # the longest novels have half as many paragraphs; judging a line takes 2 kB
_FEWEST_WORDS = 40  # the shortest news items of the development pages have 50
_LOOKED_AT = 400  # lines
_TOP = 6  # lines in which a page says what it is
_TEASER = 0.5  # of the words that the page says its article has
_MOST_TEASER = 250  # words, where it does not say how many
_MOSTLY = 0.5
_FEWEST_HEADINGS, _LINKED_HEADINGS = 6, 0.7
_SHORTEST_SECTION = 120  # words; of the development pages 13 are such lists, and no article is
_FEWEST_LINKED, _MOST_LED = 3, 50  # headings of a short page, and the words under each; an article has more
_MOST_SMALL = 200  # words; a longer text on a product's page is a review, and above replies an article
_FEWEST_REPLIES = 2  # buttons to answer with between what was kept; an article's are all below it
_OVER = frozenset(  # rules whose lines say that the article and its page's words about it are over
    {"copyright", "footer", "cookie notice", "related", "news feed", "comments", "menu"}
)
_HEADS = frozenset({Kind.TITLE.value, "tag:title", "tag:h1"})  # reasons and marks of what a page is known by
_HINT = "give it the page of one article, or save that page and give it the file; --force reads what there is"


def refuse_if_endless(name: str, count: int) -> None:
    """Nothing, where a source has no more lines than an article may have.

    Raises:
        InputError: It has more.
    """
    if count > MOST_LINES:
        raise InputError(f"{name} holds no article: it has more than {MOST_LINES:,} lines, as no article has", _HINT)


def refuse_if_none(name: str, verdicts: Sequence[Verdict], survey: Survey, behind: str = "", scripts: int = 0) -> None:
    """Nothing, where enough is kept for an article; ``behind`` is what a page shows where its scripts do not run.

    Raises:
        InputError: What was kept is too little for an article, or is a notice in place of one.
    """
    body = [block for verdict in verdicts for block in verdict.blocks]
    words = sum(count_words(block.text) for block in body)
    prose = sum(count_words(block.text) for block in body if ends_sentence(block.text))
    few = words < _FEWEST_WORDS or prose < _FEWEST_WORDS // 2
    notice = _notice(verdicts, body, behind, scripts, few=few)
    if notice or few:
        seen = notice or f"{looks_like(survey)}: {_too_little(verdicts, words, prose)}"
        raise InputError(f"{name} holds no article: it looks like {seen}", _HINT)


def refuse_if_notice(name: str, verdicts: Sequence[Verdict]) -> None:
    """Nothing, where a text without furniture speaks of anything but why there is no article.

    Only its sentences count: a poem may be called "Forbidden".

    Raises:
        InputError: It is a notice.
    """
    body = [block.text for verdict in verdicts for block in verdict.blocks if ends_sentence(block.text)]
    if notice := find_notice((), body):
        raise InputError(f"{name} holds no article: it looks like {notice}", _HINT)


def refuse_if_teaser(name: str, verdicts: Sequence[Verdict], meta: Meta) -> None:
    """Nothing, where a page shows its article whole.

    Raises:
        InputError: It says that readers must pay for the rest, and shows a part.
    """
    shown = sum(count_words(block.text) for verdict in verdicts for block in verdict.blocks)
    stated = meta.words or count_words(fold(meta.body or ""))
    if shown >= (_TEASER * stated if stated else _MOST_TEASER):
        return
    asked = _asked(verdicts)
    if asked or (stated and not meta.free):
        of = f"{shown} of the {stated:,} words that it says it has" if stated else f"{shown} words"
        why = f"and asks: “{excerpt(asked)}”" if asked else "and says that the rest is not free"
        raise InputError(
            f"{name} holds no whole article: it looks like the start of one for subscribers; it shows {of} {why}",
            "save the page while you are logged in and give it the file; --force reads what there is",
        )


def _asked(verdicts: Sequence[Verdict]) -> str:
    """The words that ask for payment inside the article or right below it; menus and footers ask on every page."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.blocks]
    first, last = (kept[0], kept[-1]) if kept else (0, 0)
    end = next((i for i in range(last + 1, len(verdicts)) if _is_over(verdicts[i])), len(verdicts))
    return next((verdict.line.text for verdict in verdicts[first:end] if asks_for_payment(verdict.line.text)), "")


def _is_over(verdict: Verdict) -> bool:
    """Whether the article's own words end before the line; the box that asks for payment may begin with a login."""
    return verdict.reason in _OVER and not (verdict.reason == "menu" and is_login(verdict.line.text))


def refuse_if_legal(name: str, title: str) -> None:
    """Nothing, where a page is called like an article.

    Raises:
        InputError: It is called as what a site must say of itself.
    """
    if is_legal(title):
        raise InputError(f"{name} holds no article: it looks like a legal notice: it is called “{title}”", _HINT)


def refuse_if_list(name: str, survey: Survey) -> None:
    """Nothing, where some text stands between a page's headings and dates, or the headings lead nowhere.

    Raises:
        InputError: The page is made of headings or teasers that lead to other pages.
    """
    found = _headed(survey) or _marked(survey) or _small(survey)
    if found:
        raise InputError(f"{name} holds no article: it looks like {looks_like(survey)}: {found}", _HINT)


def _headed(survey: Survey) -> str:
    """The evidence that a page's headings lead to other pages; a text dump does not show any."""
    headings, linked, longest = (survey.get(name, 0.0) for name in ("headings", "linked headings", "section"))
    teasers = survey.get("teaser share", 0.0) >= _MOSTLY and linked >= _LINKED_HEADINGS and headings >= _FEWEST_HEADINGS
    few = headings >= _FEWEST_LINKED and linked >= _LINKED_HEADINGS and longest <= _MOST_LED
    if not headings or longest >= _SHORTEST_SECTION or not (teasers or few or survey["search page"] > 0):
        return ""
    most = f"none has more than {longest:.0f} words of text under it"
    return f"{linked * headings:.0f} of its {headings:.0f} headings are links, and {most}"


def _small(survey: Survey) -> str:
    """The evidence that a page of few words is an offer or a discussion."""
    if survey["kept"] > _MOST_SMALL:
        return ""
    if survey.get("product", 0.0) and survey["prices"]:
        return f"it calls itself a product, names a price, and has {survey['kept']:.0f} words of text"
    if survey["kept replies"] >= _FEWEST_REPLIES:
        return f"{survey['kept replies']:.0f} buttons to answer with stand between what reads as text"
    return ""


def _marked(survey: Survey) -> str:
    """The evidence that most of what ends with a date or leads on is a teaser."""
    teasers, longest = survey["marked teasers"], survey["marked section"]
    made = teasers >= _FEWEST_HEADINGS and survey["marked share"] >= _MOSTLY
    if longest >= min(_SHORTEST_SECTION, _MOSTLY * survey["kept"]) or not (made or survey["search title"] > 0):
        return ""
    return (
        f"{teasers:.0f} headlines have a date or lead on, and none has more than {longest:.0f} words of text under it"
    )


def refuse_if_unlike(name: str, look: str, survey: Survey) -> None:
    """Nothing, where a page as a whole is more like an article than like anything else.

    Raises:
        InputError: It is more like a list, a shop, a service's page or a discussion.
    """
    likeness = load_likeness(look)
    if likeness.against(survey) > 0:
        evidence = "; ".join(likeness.evidence(survey)) or "little of it reads as one text"
        raise InputError(f"{name} holds no article: it looks like {looks_like(survey)}: {evidence}", _HINT)


def _notice(verdicts: Sequence[Verdict], body: Sequence[Block], behind: str, scripts: int, *, few: bool) -> str:
    """What stands in place of an article, where something does."""
    lines = [verdict.line.text for verdict in verdicts[:_LOOKED_AT]]
    known_by = [
        verdict.line.text for verdict in verdicts if not _HEADS.isdisjoint((verdict.reason, *verdict.line.marks))
    ]
    found = find_notice([*known_by, *lines[:_TOP]], lines if few else [block.text for block in body])
    if found or not few:
        return found
    words = sum(map(count_words, lines))
    if asks := find_script(behind):
        return f"a page that needs JavaScript: it says “{excerpt(asks)}”"
    if scripts and words < _FEWEST_WORDS:
        return f"a page that needs JavaScript: it has {scripts} scripts and shows {words} words without them"
    return ""


def _too_little(verdicts: Sequence[Verdict], words: int, prose: int) -> str:
    short = sum(count_words(verdict.line.text) <= 5 for verdict in verdicts)  # noqa: PLR2004 – words of a menu's entry
    found = f"{prose} of the {words:,} words that may be text are in sentences" if words else "nothing reads as text"
    return f"{found}; {short} of its {len(verdicts):,} lines are of a few words, as in menus and lists of links"
