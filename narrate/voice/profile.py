"""A profile, ``voices/*.toml``, to a voice; read strictly, so that a slip is told by name."""

import difflib
import logging
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from os.path import isfile
from pathlib import Path
from typing import Any, TypeVar

from narrate.errors import VoiceError
from narrate.folders import voices_folder
from narrate.model import Kind, primary
from narrate.voice.values import Pauses, Prosody, Role, Voice

log = logging.getLogger(__name__)

SPEAKER = "#"
"""Between a voice and one of its speakers."""

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
_ROLE_KINDS = (Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.DATE, Kind.HEADING, Kind.QUOTE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NOT_TO_GIVE = {"lexicon", "reader", "role"}  # what is found out, not written in a profile

_T = TypeVar("_T", Voice, Pauses, Prosody, Role)


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
    if any(role.role == primary(voice.language) for role in voice.roles):
        own = primary(voice.language)
        raise VoiceError(f"{path} [roles.{own}]: {own} is the voice's own language", "leave the role out")
    log.debug("voice %s from %s", voice.name, path)
    return replace(
        voice,
        model=_found(voice.model, path.parent) if ":" not in voice.model else voice.model,
        roles=tuple(replace(role, voice=_placed(role.voice, path.parent)) for role in voice.roles),
    )


def _found(model: str, folder: Path) -> str:
    """A model's file: from the profile's folder, or where fetched voices lie."""
    if not model:
        return ""
    beside, fetched = str(folder / model), str(voices_folder() / model)
    return next((path for path in (beside, fetched) if isfile(path)), beside)  # noqa: PTH113 - never raises


def _placed(voice: str, folder: Path) -> str:
    """A role's voice; where that is a file, from the profile's folder."""
    is_file = any(name.endswith((".toml", ".onnx")) for name in (voice, voice.rpartition(SPEAKER)[0]))
    return str(folder / voice) if is_file else voice


def _fill(value: _T, table: Mapping[str, object], where: str) -> _T:
    """The value with a TOML table's keys in place of its own; a section fills the value it is named for."""
    changes = {key: _checked(value, key, given, where) for key, given in table.items()}
    return replace(value, **changes)


def _checked(value: Voice | Pauses | Prosody | Role, key: str, given: object, where: str) -> Any:  # noqa: ANN401 - a field's type
    names = [one.name for one in fields(value) if one.name not in _NOT_TO_GIVE]
    if key not in names:
        near = difflib.get_close_matches(key, names, n=1)
        raise VoiceError(f"{where}: unknown key {key!r}", f"did you mean {near[0]!r}?" if near else f"known: {names}")
    now = getattr(value, key)
    if isinstance(now, Pauses) and isinstance(given, dict):
        return _fill(now, given, f"{where} [{key}]")
    if isinstance(now, Prosody) and isinstance(given, dict):
        return _fill(now, given, f"{where} [{key}]")
    if isinstance(now, tuple):
        return _roles(now, given, where)
    if isinstance(now, float) and type(given) is int:
        given = float(given)
    if type(given) is not type(now):
        raise VoiceError(f"{where}: {key} must be of type {type(now).__name__}, not {given!r}")
    least, most = _BOUNDS.get(key, _PAUSE_BOUNDS)
    if isinstance(given, (int, float)) and not least <= given <= most:
        raise VoiceError(f"{where}: {key} must be from {least} to {most}, not {given!r}")
    return given


def _roles(now: tuple[Role, ...], given: object, where: str) -> tuple[Role, ...]:
    """The roles with those of a table; one that gives a voice needs no other sign that it is another's words."""
    if not (isinstance(given, dict) and all(isinstance(table, dict) for table in given.values())):
        raise VoiceError(f"{where}: roles are tables", "write [roles.quote], and its keys under it")
    roles = {role.role: role for role in now}
    for name, table in given.items():
        if name not in _ROLE_KINDS and not _LANGUAGE.fullmatch(name):
            near = difflib.get_close_matches(name, _ROLE_KINDS, n=1)
            known = f"known: {', '.join(_ROLE_KINDS)}, and languages, such as de"
            raise VoiceError(f"{where}: unknown role {name!r}", f"did you mean {near[0].value!r}?" if near else known)
        base = Role(name) if "voice" in table else roles.get(name, Role(name))
        roles[name] = _fill(base, table, f"{where} [roles.{name}]")
    return tuple(roles.values())
