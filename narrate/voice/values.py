"""What a voice is: who speaks, and how."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib.util import find_spec
from pathlib import Path

from narrate.lexicon import Lexicon
from narrate.model import Credit, Kind, primary
from narrate.voice.piper_config import read_config, speakers_of


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
    notice_ms: int = 1100
    """Before a sentence that is ours and after it: it must not be taken for the source's."""
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
class Role:
    """How blocks of one kind, or in one language, are read where that is not how the rest is."""

    role: str = ""
    """A kind of block, or a language: ``quote``, ``de``."""
    voice: str = ""
    """As ``load_voice`` takes it; empty for the voice whose role it is."""
    rate: float = 1.0
    """Times the pace of the voice that reads."""
    pause_ms: int = 0
    """More silence before such blocks, and after them."""
    reader: "Voice | None" = None
    """The voice of that name, once it is loaded."""


_QUOTED = Role("quote", rate=0.94, pause_ms=200)  # a twentieth slower is the least that most listeners notice


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
    """Which of a model's several: a name that the model has for it, or its number; empty for the model's first."""
    longest: int = 280
    """Of an utterance, in phonemes, marks and spaces included: Piper models hurry through longer ones, and their memory
    grows with the length."""
    pace: float = 18.8
    """Characters of spoken form a second, pauses left out; for a chapter's length before there is sound."""
    prosody: Prosody = field(default_factory=Prosody)
    pauses: Pauses = field(default_factory=Pauses)
    roles: tuple[Role, ...] = (_QUOTED,)
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

    @property
    def speakers(self) -> Mapping[str, int]:
        """The ids of its model's speakers, by name; empty where there is only one.

        Raises:
            VoiceError: The model's configuration cannot be read.
        """
        return speakers_of(read_config(self.model_path)) if self.model_path else {}

    @property
    def due(self) -> Credit:
        """What there is to say of it where it is heard."""
        return Credit(self.name, self.licence, self.credit)

    def role_of(self, kind: Kind, language: str) -> Role:
        """How a block is read: as the role of its kind and that of its language say, the language's voice first."""
        found = Role()
        for name in (kind.value, primary(language)):
            for role in self.roles:
                if role.role == name:
                    found = Role(
                        role=f"{found.role} {role.role}".strip(),
                        rate=found.rate * role.rate,
                        pause_ms=max(found.pause_ms, role.pause_ms),
                        reader=role.reader or found.reader,
                    )
        return found

    def paused(self, scale: float) -> "Voice":
        """It with pauses ``scale`` times as long, those of its roles with them."""
        roles = tuple(replace(role, pause_ms=round(role.pause_ms * scale)) for role in self.roles)
        return replace(self, pauses=replace(self.pauses, scale=scale).scaled(), roles=roles)

    def tuned(self, *, rate: float, pauses: float | None, lexicons: Sequence[Lexicon]) -> "Voice":
        """It at ``rate`` times its pace, with pauses of another scale, and with lexicons over its own."""
        lexicon = self.lexicon
        for one in lexicons:
            lexicon = one.over(lexicon)
        voice = self if pauses is None else self.paused(pauses)
        return replace(voice, lexicon=lexicon, prosody=replace(self.prosody, rate=self.prosody.rate * rate))

    def for_each(self, change: "Callable[[Voice], Voice]") -> "Voice":
        """It and the voices of its roles, changed."""
        roles = tuple(replace(role, reader=role.reader and change(role.reader)) for role in self.roles)
        return replace(change(self), roles=roles)
