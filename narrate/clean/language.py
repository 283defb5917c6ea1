"""A simple guess of the language: by its script, else by its function words."""

import re
from collections import Counter
from collections.abc import Sequence

_WORDS = {
    "en": "the of and to in a is that for it on was with as are be this by at from his have not or but an they which "
    "you were her their has had its will been he she we who would what there when can more if about also into than",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch",
    "fr": "le la les des et en du une que est pour qui dans par sur au pas plus ne ce il sont avec se cette mais ont "
    "aux ou son sa ses été être comme leur fait était nous vous elle après deux",
    "es": "el la los las y en del que una por con para se su al lo como más pero sus este entre cuando muy sin sobre "
    "también hasta desde fue ha han son está porque esta donde según",
    "it": "il la lo gli le e di che in un una per con non del della dei delle si da al alla nel nella sono più come ma "
    "anche ha hanno questo questa dal dalla essere stato suo",
    "pt": "o a os as e de do da dos das em no na um uma que para com não por se mais como mas foi ao ele ela sua seu "
    "são também já está pela pelo entre depois quando muito",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door naar dan nog maar uit ze "
    "wordt "
    "werd heeft hij deze tot over",
    "pl": "i w na z do się nie że jest to o po jak dla od przez za ale oraz są był było może tym także który która",
    "uk": "і в на з до не що у та за як від про це для його але також був було були який які яка після через цього",
    "ru": "и в на с не что по к из за как от это для его но также был было были который которые после он она они",
}
_ONLY_GUESSED = {  # no other list of words here has these
    "sv": "och att det som en på är av för med den till inte har de ett om var jag men sig från vi så kan när eller",
    "da": "og at det som en på er af for med den til ikke har de et om var jeg men sig fra vi så kan når eller blev",
    "nb": "og at det som en på er av for med den til ikke har de et om var jeg men seg fra vi så kan når eller ble",
    "fi": "ja on ei että se hän oli mutta kun kuin ovat myös joka niin sen tai vain jo nyt olla mukaan",
    "cs": "a se na je v že s z do to o i k ve pro za by jsem ale jako po jsou který která při před bylo nebo už",
    "ro": "și de la în a cu pe nu că din pentru este mai care o un au fost sau dar prin ca se fi această",
    "hu": "a az és hogy nem egy is de van volt csak meg ez azt már mint még vagy amely után szerint",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan ne ama kadar sonra olduğu en var göre her",
    "id": "yang dan di dengan untuk dari ini pada tidak dalam itu adalah akan oleh ke juga telah karena bahwa",
    "vi": "và của là có không được các trong cho một với những đã người này để khi đến từ về",
}
_LETTERS = {  # that the languages most like each of these do not have
    "ru": "ыэъё",
    "uk": "іїєґ",
    "sv": "äö",
    "da": "æø",
    "nb": "æø",
    "cs": "ěřů",
    "ro": "țșă",
    "hu": "őű",
    "tr": "ğış",
}
_SCRIPTS = tuple(  # by language, the letters that only it has among those that share a script; the first counts
    (language, re.compile(f"[{letters}]"))
    for language, letters in {
        "ja": "\u3041-\u30fe",
        "zh": "\u4e00-\u9fff",
        "ko": "\uac00-\ud7a3",
        "th": "\u0e01-\u0e4e",
        "lo": "\u0e81-\u0ece",
        "km": "\u1780-\u17d3",
        "my": "\u1000-\u109f",
        "ar": "\u0621-\u064a",
        "he": "\u05d0-\u05ea",
        "el": "\u0370-\u03ff",
        "hi": "\u0900-\u0963",
        "bn": "\u0980-\u09ff",
        "ta": "\u0b80-\u0bff",
        "te": "\u0c00-\u0c7f",
        "ka": "\u10d0-\u10ff",
        "hy": "\u0531-\u0587",
    }.items()
)
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u036f\u0400-\u052f]")  # a letter neither Latin nor Cyrillic
_OF_SCRIPT = 0.2  # of the letters; Japanese news has as few kana among its signs
_RUNNING = 10  # words of a line that shows how a text speaks
_KNOWN = 0.12  # of running words; of the ten languages a quarter are function words, Danish and Romanian share 9 %
_FEWEST_RUNNING = 30  # words
_FEWEST = 3  # function words in all; a text of less says nothing about its language
_ENOUGH = 20_000  # characters
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_WORD = re.compile(r"[^\W\d_]+")

_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _WORDS.items()}
FUNCTION_WORDS: frozenset[str] = frozenset().union(*_BY_LANGUAGE.values())
_GUESSED = _BY_LANGUAGE | {language: frozenset(words.split()) for language, words in _ONLY_GUESSED.items()}


def language_tag(written: str) -> str:
    """A tag that a page was given, in the spelling of BCP 47; empty where it is none."""
    tag = written.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def guess_language(text: str, default: str = "en") -> str:
    """The language whose script a text has, or whose function words are most of its words, as a BCP 47 tag."""
    return _by_script(text[:_ENOUGH]) or _by_words(text[:_ENOUGH]) or default


def is_foreign(lines: Sequence[str]) -> bool:
    """Whether a text speaks a language that no list of words here has; lists and labels alone do not tell."""
    if _by_script("\n".join(lines)[:_ENOUGH]):
        return True
    running = " ".join(line for line in lines if line.count(" ") >= _RUNNING - 1)[:_ENOUGH]
    words = [word.lower() for word in _WORD.findall(running)]
    found = Counter(words)
    known = max(sum(found[word] for word in own) for own in _BY_LANGUAGE.values())
    return len(words) >= _FEWEST_RUNNING and known < _KNOWN * len(words)


def _by_script(text: str) -> str:
    """The language that a script tells; empty where many share it."""
    if not _OTHER_SCRIPT.search(text):
        return ""
    least = _OF_SCRIPT * sum(map(str.isalpha, text))
    return next((language for language, own in _SCRIPTS if len(own.findall(text)) > least), "")


def _by_words(text: str) -> str:
    """The language most of whose function words and letters a text has; empty where these are few."""
    found = Counter(word.lower() for word in _WORD.findall(text))
    scores = {language: sum(found[word] for word in words) for language, words in _GUESSED.items()}
    best = max(scores, key=scores.__getitem__)
    if scores[best] < _FEWEST:
        return ""
    for language, letters in _LETTERS.items():
        scores[language] += sum(times for word, times in found.items() if not set(letters).isdisjoint(word))
    return max(scores, key=scores.__getitem__)
