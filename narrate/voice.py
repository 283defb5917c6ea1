"""Voice profiles: ``voices/*.toml`` to values that the script and the engines are given."""

import difflib
import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from narrate.errors import VoiceError
from narrate.folders import config_folder
from narrate.lexicon import Lexicon, load_lexicon
from narrate.model import primary

log = logging.getLogger(__name__)

# What a profile may give. Outside of this nobody understands a word, or an utterance takes gigabytes.
_BOUNDS = {
    "rate": (0.5, 2.0),
    "variation": (0.0, 2.0),
    "timing_variation": (0.0, 2.0),
    "longest": (60, 500),
    "pace": (5.0, 50.0),
    "scale": (0.0, 4.0),
    "seed": (0, 2**32 - 1),
}
_PAUSE_BOUNDS = (0, 60_000)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence in the finished sound, in milliseconds: all of it, the voice's own included."""

    clause_ms: int = 160
    """Where a long sentence is split."""
    sentence_ms: int = 380
    question_ms: int = 420
    """After a sentence that asks or exclaims."""
    ellipsis_ms: int = 500
    list_item_ms: int = 450
    paragraph_ms: int = 750
    quote_ms: int = 750
    byline_ms: int = 600
    """After the byline, when the date follows it."""
    before_heading_ms: int = 1100
    heading_ms: int = 800
    """After a heading."""
    title_ms: int = 900
    """After the title."""
    chapter_ms: int = 1500
    """Before a chapter; it grows by up to a second, for a chapter starts on a whole one."""
    lead_in_ms: int = 500
    tail_ms: int = 1000
    scale: float = 1.0
    """Of all between utterances."""

    def scaled(self) -> "Pauses":
        """Each pause between utterances as long as ``scale`` makes it."""
        ends = {"lead_in_ms", "tail_ms"}
        names = [one.name for one in fields(self) if one.name.endswith("_ms") and one.name not in ends]
        return replace(self, scale=1.0, **{name: round(getattr(self, name) * self.scale) for name in names})


@dataclass(frozen=True, slots=True)
class Prosody:
    """How the voice reads."""

    rate: float = 1.0
    """2.0 reads twice as fast; pauses between utterances stay."""
    variation: float = 0.667
    """Randomness of the sound; 0 is flat."""
    timing_variation: float = 0.8
    """Randomness of the phonemes' lengths; 0 is metronomic."""
    seed: int = 0
    """Another number is another reading of the same words."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice profile."""

    name: str
    language: str
    """A BCP 47 tag, such as ``en-US``."""
    engine: str
    """The name of a ``narrate.engines`` entry point."""
    licence: str
    """An SPDX identifier, or a sentence."""
    credit: str = ""
    """Whom to name."""
    model: str = ""
    """A file, from the profile's folder; or ``package:file`` for one that an installed package carries."""
    speaker: str = ""
    """Of a model with several: a name or a number; empty is the model's own choice."""
    longest: int = 280
    """Of an utterance, in phonemes, marks and spaces included: Piper models hurry through longer ones, and their memory
    grows with the length."""
    pace: float = 18.8
    """Characters of spoken form a second, pauses left out; for a chapter's length before there is sound."""
    prosody: Prosody = field(default_factory=Prosody)
    pauses: Pauses = field(default_factory=Pauses)
    lexicon: Lexicon = field(default_factory=Lexicon)
    """The names that it says by the lexicons; not for a profile to give."""

    @property
    def model_path(self) -> Path | None:
        """Where its model lies; None where it is not installed or the engine needs none."""
        package, colon, inside = self.model.rpartition(":")
        if not (colon and package.isidentifier()):
            return Path(self.model) if self.model and os.path.isfile(self.model) else None  # noqa: PTH113 - never raises
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            if (path := Path(folder, inside)).is_file():
                return path
        return None

    @property
    def installed(self) -> bool:
        """Whether it can speak on this machine."""
        return not self.model or self.model_path is not None


_T = TypeVar("_T", Voice, Pauses, Prosody)


def profiles() -> dict[str, Path]:
    """Every profile that ships or that the user keeps, by name; the user's wins over one that ships."""
    found = {path.stem: path for folder in _folders() for path in sorted(folder.glob("*.toml"))}
    return dict(sorted(found.items()))


def load_voice(name: str) -> Voice:
    """The voice of that name; or of the profile (``.toml``) or Piper model (``.onnx``) of that path.

    After a ``#`` comes one of its speakers.

    Raises:
        VoiceError: There is no such voice, its profile is not valid, or it is not installed.
    """
    name, sign, speaker = name.partition("#")
    voice = read_profile(Path(name)) if name.endswith(".toml") else _of_model(name) or _named(name)
    if sign:
        voice = replace(voice, name=f"{voice.name}#{speaker}", speaker=speaker)
    if not voice.installed:
        raise VoiceError(
            f"voice {voice.name} is not installed: {voice.model} is missing",
            "install the package or put the file there; 'narrate voices' lists what is installed",
        )
    return replace(voice, lexicon=_lexicon_for(voice.language), pauses=voice.pauses.scaled())


def _lexicon_for(language: str) -> Lexicon:
    """The user's own over the one that ships for the language, where there is such."""
    shipped = _folders()[0] / "lexicons" / f"{primary(language)}.toml"
    lexicon = Lexicon()
    for path in (shipped, config_folder() / "lexicon.toml"):
        if path.is_file():
            lexicon = load_lexicon(path).over(lexicon)
    return lexicon


def _named(name: str) -> Voice:
    known = profiles()
    if name in known:
        return read_profile(known[name])
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
    hint = f"did you mean {near[0]}? " if near else ""
    raise VoiceError(f"there is no voice {name!r}", f"{hint}'narrate voices' lists them")


def _of_model(name: str) -> Voice | None:
    """A local Piper model without a profile of its own: the defaults, in the language that it names."""
    if not name.endswith(".onnx"):
        return None
    stem = Path(name).stem
    language = stem.split("-")[0].replace("_", "-")
    return Voice(name=stem, language=language, engine="piper", licence="unknown", model=name)


def _folders() -> tuple[Path, ...]:
    """Where profiles lie, the weightiest last: in a wheel inside the package, in a checkout beside it."""
    here = Path(__file__).parent
    shipped = here / "voices"
    return (shipped if shipped.is_dir() else here.parent / "voices", config_folder() / "voices")


def read_profile(path: Path) -> Voice:
    """The voice in a profile, installed or not, without a lexicon.

    Raises:
        VoiceError: It cannot be read, or is not valid.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise VoiceError(f"there is no voice profile {path}") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise VoiceError(f"cannot read the voice profile {path}: {exc}") from exc
    except tomllib.TOMLDecodeError as exc:
        raise VoiceError(f"{path} is not TOML: {exc}") from exc
    defaults = Voice(name=path.stem, language="en", engine="piper", licence="unknown")
    voice = _fill(defaults, table, str(path))
    if voice.model and ":" not in voice.model:
        voice = replace(voice, model=str(path.parent / voice.model))
    log.debug("voice %s from %s", voice.name, path)
    return voice


def _fill(value: _T, table: Mapping[str, object], where: str) -> _T:
    """The value with a TOML table's keys in place of its own; a section fills the value it is named for."""
    changes = {key: _checked(value, key, given, where) for key, given in table.items()}
    return replace(value, **changes)


def _checked(value: Voice | Pauses | Prosody, key: str, given: object, where: str) -> Any:  # noqa: ANN401 - a field's type
    names = [one.name for one in fields(value) if one.name != "lexicon"]
    if key not in names:
        near = difflib.get_close_matches(key, names, n=1)
        raise VoiceError(f"{where}: unknown key {key!r}", f"did you mean {near[0]!r}?" if near else f"known: {names}")
    now = getattr(value, key)
    if isinstance(now, Pauses) and isinstance(given, dict):
        return _fill(now, given, f"{where} [{key}]")
    if isinstance(now, Prosody) and isinstance(given, dict):
        return _fill(now, given, f"{where} [{key}]")
    if isinstance(now, float) and type(given) is int:
        given = float(given)
    if type(given) is not type(now):
        raise VoiceError(f"{where}: {key} must be of type {type(now).__name__}, not {given!r}")
    least, most = _BOUNDS.get(key, _PAUSE_BOUNDS)
    if isinstance(given, (int, float)) and not least <= given <= most:
        raise VoiceError(f"{where}: {key} must be from {least} to {most}, not {given!r}")
    return given
