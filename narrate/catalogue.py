"""The public catalogue of Piper voices: one of them onto this machine, whole or not at all, with a profile."""

import difflib
import hashlib
import io
import json
import re
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import BinaryIO

from narrate.atomic import write_whole
from narrate.errors import InputError, VoiceError
from narrate.fetch import Web
from narrate.folders import voices_folder
from narrate.model import Report
from narrate.voice import Voice, read_profile
from narrate.voice.piper_config import language_of, parse_config

CATALOGUE = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
"""A folder with ``voices.json`` in it, which names the files of every voice."""

_INDEX_BYTES = 16 << 20  # it has 300 kB
_MODEL_BYTES = 1 << 30  # the largest have 120 MB
_BLOCK_BYTES = 1 << 20
_NAME = re.compile(r"[a-z]{2,3}_[A-Z0-9]{2,3}-\w+-\w+")  # nothing that could leave a folder
_MODEL, _CONFIG, _CARD = ".onnx", ".onnx.json", "MODEL_CARD"
_NAMED = 8  # voices in an error
_FACT = re.compile(r"^[ \t]*[*-][ \t]*(licen[cs]e|url)[ \t]*:[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_FACT_CHARACTERS = 300  # of what a card says: it stands in a table, and in the tags of files
_SEE = re.compile(r"see (?:the )?(?:url|link|above)\W*", re.IGNORECASE)
_PROFILE = """\
# From the catalogue of Piper voices, by 'narrate voices get'. A copy in the folder that 'narrate voices' tells is yours
# to change; this file is replaced when the voice is fetched again. What the voice's makers say of it:
{card}
language = {language}
engine = "piper"
licence = {licence}
credit = {credit}
model = {model}
"""


@dataclass(frozen=True, slots=True)
class _Remote:
    """A file of the catalogue."""

    url: str
    size: int
    md5: str

    def fetch(self, web: Web, file: BinaryIO, report: Callable[[int], None]) -> None:
        """Into a file, checked."""
        web.download(self.url, file, most=self.size, report=report)
        count, digest = file.tell(), hashlib.md5(usedforsecurity=False)
        file.seek(0)
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
        if digest.hexdigest() != self.md5:
            raise InputError(f"{self.url} came damaged: {count} bytes of {self.size}, with another check sum")


@dataclass(frozen=True, slots=True)
class _Files:
    """A voice's files, in the order in which they are fetched: the small ones first."""

    config: _Remote
    card: _Remote | None
    """What its makers say of it."""
    model: _Remote

    def fetch(self, web: Web, model: BinaryIO, report: Report) -> tuple[bytes, str]:
        """The model into a file; gives the configuration and the card."""
        config, card = io.BytesIO(), io.BytesIO()
        wanted = [(one, file) for one, file in ((self.config, config), (self.card, card), (self.model, model)) if one]
        sizes = [remote.size for remote, _ in wanted]
        for (remote, file), done in zip(wanted, accumulate(sizes, initial=0), strict=False):
            remote.fetch(web, file, partial(_add, done, sum(sizes), report))
        return config.getvalue(), card.getvalue().decode("utf-8", "replace")


def _add(done: int, total: int, report: Report, count: int) -> None:
    report(done + count, total)


def fetch_voice(name: str, *, catalogue: str = CATALOGUE, web: Web, report: Report) -> Voice:
    """The voice of that name in a catalogue, from now on one of this machine's.

    Raises:
        VoiceError: The catalogue has no such voice, or the voice is none of Piper's.
        InputError: It cannot be fetched, or comes damaged.
        OutputError: It cannot be kept.
    """
    try:
        return _fetch(name, _find(name, catalogue.rstrip("/"), web), web, report)
    except InputError as exc:
        by_hand = f"or bring {name}.onnx and {name}.onnx.json by hand, and give --voice {name}.onnx"
        raise InputError(exc.message, f"{exc.hint or 'try again later'}, {by_hand}") from exc


def _fetch(name: str, files: _Files, web: Web, report: Report) -> Voice:
    folder = voices_folder()
    with ExitStack() as whole:  # the files take their names in reverse: last the profile, which makes it a voice
        profile, configuration, model = (
            whole.enter_context(write_whole(folder / f"{name}{end}", move="with NARRATE_VOICES"))
            for end in (".toml", _CONFIG, _MODEL)
        )
        config, card = files.fetch(web, model, report)
        language = language_of(parse_config(config, files.config.url))
        configuration.write(config)
        profile.write(_profile(name, language, card).encode())
    return read_profile(folder / f"{name}.toml")


def _find(name: str, catalogue: str, web: Web) -> _Files:
    """The files of a voice."""
    url, content = f"{catalogue}/voices.json?download=true", io.BytesIO()
    web.download(url, content, most=_INDEX_BYTES, report=lambda _: None)
    try:
        index = json.loads(content.getvalue())
        known = {one: entry for one, entry in index.items() if _NAME.fullmatch(one)}
        if name not in known:
            raise VoiceError(f"the catalogue has no voice {name!r}", _near(name, known))
        files = {
            path.rpartition("/")[2]: _Remote(
                f"{catalogue}/{path}?download=true", min(facts["size_bytes"], _MODEL_BYTES), facts["md5_digest"]
            )
            for path, facts in known[name]["files"].items()
        }
        return _Files(files[f"{name}{_CONFIG}"], files.get(_CARD), files[f"{name}{_MODEL}"])
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise InputError(f"{url} does not tell the files of {name}: {exc!r}") from exc


def _near(name: str, known: Collection[str]) -> str:
    """Which voices a user may have meant: of a language, of a speaker, or nearly of that name."""
    near = (
        [one for one in known if one.startswith(name)]
        or [one for one in known if name.lower() in one.lower()]
        or difflib.get_close_matches(name, known, n=_NAMED, cutoff=0.4)
    )
    if not near:
        return f"it has {len(known)}, with names such as en_US-lessac-medium"
    return f"near to it: {', '.join(near[:_NAMED])}" + (f" … ({len(near)} in all)" if len(near) > _NAMED else "")


def _profile(name: str, language: str, card: str) -> str:
    """A profile with what the card tells of licence and origin; ``unknown`` where it tells nothing."""
    facts = {key.lower().replace("license", "licence"): _plain(told) for key, told in reversed(_FACT.findall(card))}
    licence, url = facts.get("licence", "unknown"), facts.get("url", "")
    if _SEE.fullmatch(licence):
        licence = f"see {url}" if url else "unknown"
    speaker = name.split("-")[1]
    return _PROFILE.format(
        card="\n".join(f"# {_plain(line)}".rstrip() for line in card.splitlines()),
        language=_quoted(language or name.partition("-")[0].replace("_", "-")),
        licence=_quoted("unknown" if licence.lower() == "unknown" else licence),
        credit=_quoted(f"Voice: {speaker}, trained for Piper" + (f" from {url}" if url else "")),
        model=_quoted(f"{name}{_MODEL}"),
    )


def _plain(text: str) -> str:
    """Without what a table or a terminal could stumble over."""
    return "".join(filter(str.isprintable, text))[:_FACT_CHARACTERS]


def _quoted(text: str) -> str:
    """As a string of TOML, which these have in common with JSON."""
    return json.dumps(text, ensure_ascii=False)
