"""British spellings as American ones, which the voice was trained on: organised, centre."""

import re
from typing import Final

_TAILS: Final = tuple("ise ised ises iser isers ising isation isations isational re res".split())
_ISE = re.compile(
    r"(?P<stem>[A-Za-z]+?(?:al|il|ol|an|en|in|on|ar|er|or|at|et|ath|ic|im|om|as|es|og))is(?P<end>e[drs]?|ers|ing)"
    r"|(?P<noun>[A-Za-z]+)is(?P<ation>ation(?:s|al)?)"
)
_RE = re.compile(r"(?P<stem>[A-Za-z]*(?:cent|met|theat|fib|lit|calib|lust|meag|spect|sab))re(?P<end>s?)")
_KEPT: Final = frozenset("promise unpromise compromise uncompromise treatise valise cerise penise".split())


def american(word: str) -> str:
    """The word in American spelling."""
    if not word.endswith(_TAILS):
        return word
    ise = _ISE.fullmatch(word)
    if ise and ise["noun"]:
        return word if ise["noun"] == "improv" else f"{ise['noun']}iz{ise['ation']}"
    if ise:
        named = word[0].isupper() and ise["end"] in {"e", "es"}  # Scalise, Denise
        return word if named or f"{ise['stem']}ise".lower() in _KEPT else f"{ise['stem']}iz{ise['end']}"
    centre = _RE.fullmatch(word)
    return f"{centre['stem']}er{centre['end']}" if centre else word
