"""IPA as Piper's voices know it: what is allowed, what is folded, and respelling ("koo-LEH-buh") turned into it."""

import difflib
import re
import unicodedata
from typing import Final

VOWELS: Final = frozenset("aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɪɨɯɵɶʉʊʌʏᵻ")
STRESS: Final = "ˈˌ"

_CONSONANTS = "bcdfhjklmnpqrstvwxzðŋɡɣɟɫɬɭɲɴɸɹɾʀʁʂʃʈʋʎʐʒʔʝβθχçħʲʰʷ"
_SYMBOLS: Final = frozenset(f"{''.join(VOWELS)}{_CONSONANTS}{STRESS}ːˑ ̩̪̯̃")
# What people and other systems write for the same sound; the voice drops what it lacks without a word.
_FOLDED: Final = {
    "ʤ": "dʒ", "ʧ": "tʃ", "ʦ": "ts", "ʣ": "dz", "g": "ɡ", "'": "ˈ", "ʼ": "ˈ", "’": "ˈ", ":": "ː", "ˊ": "ˈ",
    ".": "", "‿": "", "͡": "", "͜": "", "(": "", ")": "", "-": "",
}  # fmt: skip
_LATE_STRESS = re.compile(rf"([{STRESS}])([^{''.join(VOWELS)}{STRESS} ]+)(?=[{''.join(VOWELS)}])")


def fold_ipa(ipa: str) -> str:
    """IPA in the voice's symbols, each stress mark before its vowel as espeak writes it.

    Raises:
        ValueError: It has a symbol that no Piper voice has, or no sound at all.
    """
    folded = "".join(_FOLDED.get(symbol, symbol) for symbol in unicodedata.normalize("NFD", ipa.strip()))
    folded = unicodedata.normalize("NFC", folded)
    for symbol in folded:
        if symbol not in _SYMBOLS:
            raise ValueError(
                f"the voices have no symbol {symbol!r} ({_name(symbol)}); the nearest is {_nearest(symbol)!r}"
            )
    if not VOWELS.intersection(folded) and not any(symbol in _CONSONANTS for symbol in folded):
        raise ValueError(f"there is no sound in {ipa!r}")
    return _LATE_STRESS.sub(r"\2\1", " ".join(folded.split()))


def _name(symbol: str) -> str:
    return unicodedata.name(symbol, "unnamed").lower()


def _nearest(symbol: str) -> str:
    names = {_name(known): known for known in sorted(_SYMBOLS)}
    return names[difflib.get_close_matches(_name(symbol), names, n=1, cutoff=0.0)[0]]


# Respelling, as news agencies write it: syllables joined by hyphens, the stressed one in capitals.
_SOUNDS: Final = {letter: letter for letter in "bdfhklmnpstvwz"} | dict(
    sound.split("=")
    for sound in (
        "eye=aɪ igh=aɪ eer=ɪɹ air=ɛɹ tch=tʃ ee=iː oo=uː uu=ʊ ay=eɪ ai=eɪ ey=eɪ ah=ɑː aa=ɑː aw=ɔː au=ɔː oh=oʊ ow=aʊ "
        "oy=ɔɪ eh=ɛ ih=ɪ uh=ə ur=ɜː er=ɚ ar=ɑːɹ or=ɔːɹ ch=tʃ sh=ʃ zh=ʒ th=θ dh=ð ng=ŋ ph=f kh=h gh=ɡ wh=w ck=k ll=l "
        "ss=s tt=t nn=n a=æ e=ɛ i=ɪ o=ɑː u=ʌ c=k g=ɡ j=dʒ q=k r=ɹ x=ks y=j"
    ).split()
)
# A vowel letter that ends its syllable.
_OPEN: Final = {"a": "ə", "e": "eɪ", "i": "iː", "o": "oʊ", "u": "uː", "y": "aɪ"}
_RESPELLED = re.compile(r"[A-Za-z]+(?:[- ][A-Za-z]+)+")
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))


def is_respelling(text: str) -> bool:
    """Whether a text is syllables joined by hyphens, one of them in capitals: "koo-LEH-buh"."""
    syllables = re.split("[- ]", text)
    stressed = any(syllable.isupper() and len(syllable) > 1 for syllable in syllables)
    return "-" in text and stressed and _RESPELLED.fullmatch(text) is not None


def respell(text: str) -> str:
    """The IPA of a respelling; the syllables in capitals carry the stress."""
    return " ".join("".join(_syllable(part) for part in word.split("-")) for word in text.split())


def _syllable(written: str) -> str:
    stressed = written.isupper() and len(written) > 1
    letters = written.lower()
    sounds = ""
    position = 0
    while position < len(letters):
        found = _SOUND.match(letters, position)
        if found is None:  # no letter is without a sound
            break
        position = found.end()
        opens = position == len(letters) and found[0] in _OPEN
        sound = _OPEN[found[0]] if opens and (sounds or found[0] != "y") else _SOUNDS[found[0]]
        sounds += "ʌ" if stressed and found[0] == "uh" else sound
    return _stress(sounds) if stressed else sounds


def _stress(sounds: str) -> str:
    place = next((index for index, sound in enumerate(sounds) if sound in VOWELS), 0)
    return f"{sounds[:place]}ˈ{sounds[place:]}"
