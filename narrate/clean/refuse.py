"""What is no article, and why: each refusal names what the source looks like, and the evidence."""

import re
from collections.abc import Sequence

from narrate.clean.likeness import load_likeness, looks_like
from narrate.clean.lines import fold
from narrate.clean.meta import Meta
from narrate.clean.survey import Survey
from narrate.clean.verdict import Verdict
from narrate.clean.words import count_words, ends_sentence
from narrate.errors import InputError

MOST_LINES = 40_000  # the longest novels have half as many paragraphs; judging a line takes 2 kB
_FEWEST_WORDS = 40  # the shortest news items of the development pages have 50
_MOST_NOTICE = 150  # words; what stands beside an error, a login or a consent is no longer than this
_LOOKED_AT = 400  # lines
_TOP = 6  # lines in which an error page says so
_TEASER = 0.5  # of the words that the page says its article has
_MOST_TEASER = 250  # words, where it does not say how many
_MOSTLY = 0.5
_FEWEST_HEADINGS, _LINKED_HEADINGS = 6, 0.7
_SHORTEST_SECTION = 120  # words; of the development pages 13 are such lists, and no article is
_ERROR = re.compile(
    r"\b(?:(?:error |http )?(?:40[0-9]|410|429|50[0-4])(?: error| not found|:| -|$)|(?:page|file|article|content|site) "
    r"(?:(?:was|is|could|can) ?(?:not|n't|n’t) (?:be )?(?:found|available)|not found|no longer (?:exists|available))|"
    r"not found|access (?:is )?denied|forbidden|bad gateway|service unavailable|too many requests|"
    r"(?:page|content) (?:can(?:'|’)t|cannot|isn(?:'|’)t|doesn(?:'|’)t).{0,30}|something went wrong|"
    r"no longer available|seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata|"
    r"сторінку не знайдено|страница не найдена)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(?:enable|requires?|turn(?:ed)? on|activate|need|without|disabled?)\b.{0,20}\bjava ?script\b|"
    r"\bjava ?script\b.{0,30}\b(?:enabled?|required|disabled|turned (?:on|off)|aktivieren|activer|not available)\b",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|password|forgot your|anmelden|se connecter|iniciar sesión)\b", re.IGNORECASE
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|gdpr|personali[sz]ed ads|our partners|legitimate interest|datenschutz|einwilligung|"
    r"données personnelles|confidentialité|privacidad|verify (?:that )?you are|are you a robot|captcha|unusual traffic|"
    r"checking your browser)\b",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"\b(?:subscribe|sign up|log ?in|register|join)\b.{0,40}\b(?:to (?:continue|keep|read|unlock)|for full access)\b|"
    r"\b(?:this|the (?:full|rest of (?:this|the))) (?:text|article|story|content|post) is (?:\w+ )?(?:for|reserved|"
    r"available|exclusive|only)\b.{0,40}\b(?:subscribers?|members?|paid|premium)|\bto (?:continue|keep) reading\b|"
    r"\b(?:already a (?:subscriber|member)|subscribers? only|members? only|unlock (?:this|the (?:full|rest|whole))|"
    r"for paid subscribers)\b|"
    r"\bmit .{0,20}abo (?:weiterlesen|lesen)\b|\bréservé aux abonnés\b|\bsolo para suscriptores\b|\bper abbonati\b",
    re.IGNORECASE,
)
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
    notice = _notice(verdicts, behind, scripts, few=few) if few or words < _MOST_NOTICE else ""
    if notice or few:
        seen = notice or f"{looks_like(survey)}: {_too_little(verdicts, words, prose)}"
        raise InputError(f"{name} holds no article: it looks like {seen}", _HINT)


def refuse_if_teaser(name: str, verdicts: Sequence[Verdict], meta: Meta) -> None:
    """Nothing, where a page shows its article whole.

    Raises:
        InputError: It says that readers must pay for the rest, and shows a part.
    """
    shown = sum(count_words(block.text) for verdict in verdicts for block in verdict.blocks)
    stated = meta.words or count_words(fold(meta.body or ""))
    asked = next((verdict.line.text for verdict in verdicts if _PAYWALL.search(verdict.line.text)), "")
    cut = shown < _TEASER * stated if stated else shown < _MOST_TEASER and bool(asked)
    if cut and (asked or not meta.free):
        of = f"{shown} of the {stated:,} words that it says it has" if stated else f"{shown} words"
        why = f"and asks: “{_excerpt(asked)}”" if asked else "and says that the rest is not free"
        raise InputError(
            f"{name} holds no whole article: it looks like the start of one for subscribers; it shows {of} {why}",
            "save the page while you are logged in and give it the file; --force reads what there is",
        )


def refuse_if_list(name: str, survey: Survey) -> None:
    """Nothing, where some heading of a page has a text of its own under it, or the headings lead nowhere.

    Raises:
        InputError: The page is made of headings that lead to other pages.
    """
    headings, linked, longest = survey["headings"], survey["linked headings"], survey["section"]
    teasers = survey["teaser share"] >= _MOSTLY and linked >= _LINKED_HEADINGS and headings >= _FEWEST_HEADINGS
    if longest < _SHORTEST_SECTION and (teasers or survey["search page"] > 0):
        found = f"{linked * headings:.0f} of its {headings:.0f} headings are links"
        most = f"none has more than {longest:.0f} words of text under it"
        raise InputError(f"{name} holds no article: it looks like {looks_like(survey)}: {found}, and {most}", _HINT)


def refuse_if_unlike(name: str, look: str, survey: Survey) -> None:
    """Nothing, where a page as a whole is more like an article than like anything else.

    Raises:
        InputError: It is more like a list, a shop, a service's page or a discussion.
    """
    likeness = load_likeness(look)
    if likeness.against(survey) > 0:
        evidence = "; ".join(likeness.evidence(survey)) or "little of it reads as one text"
        raise InputError(f"{name} holds no article: it looks like {looks_like(survey)}: {evidence}", _HINT)


def _notice(verdicts: Sequence[Verdict], behind: str, scripts: int, *, few: bool) -> str:
    """What stands in place of an article, where something does."""
    lines = [verdict.line.text for verdict in verdicts[:_LOOKED_AT]]
    words = sum(count_words(line) for line in lines)
    asks = next((found[0] for line in [*lines, behind] if (found := _SCRIPT.search(line))), "")
    if few and (asks or (scripts and words < _FEWEST_WORDS)):
        told = (
            f"it says “{_excerpt(asks)}”" if asks else f"it has {scripts} scripts and shows {words} words without them"
        )
        return f"a page that needs JavaScript: {told}"
    error = next((line for line in lines[:_TOP] if _ERROR.search(line)), "")
    if error:
        return f"an error page: it says “{_excerpt(error)}”"
    if not few:
        return ""
    asked = sum(count_words(line) for line in lines if _CONSENT.search(line))
    if asked > _MOSTLY * words:
        return f"a request for consent or a check on visitors: {asked} of its {words} words are that"
    if words < _MOST_NOTICE and sum(_LOGIN.search(line) is not None for line in lines) > 1:
        return f"a login page: {words} words, and fields for a name and a password"
    return ""


def _too_little(verdicts: Sequence[Verdict], words: int, prose: int) -> str:
    short = sum(count_words(verdict.line.text) <= 5 for verdict in verdicts)  # noqa: PLR2004 – words of a menu's entry
    found = f"{prose} of the {words:,} words that may be text are in sentences" if words else "nothing reads as text"
    return f"{found}; {short} of its {len(verdicts):,} lines are of a few words, as in menus and lists of links"


def _excerpt(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"  # noqa: PLR2004 – a line of an error message
