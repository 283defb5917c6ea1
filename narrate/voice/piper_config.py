"""What the configuration beside a Piper model (``MODEL.onnx.json``) tells of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from narrate.errors import VoiceError

Config = dict[str, Any]
"""As piper wrote it, with a sample rate, tables where tables belong, and speakers that have numbers."""


def read_config(model: Path) -> Config:
    """The configuration of a model.

    Raises:
        VoiceError: It is missing, or none of Piper's.
    """
    path = Path(f"{model}.json")
    try:
        return parse_config(path.read_bytes(), str(path))
    except OSError as exc:
        raise VoiceError(f"a Piper voice needs its configuration beside it: cannot read {path}") from exc


def parse_config(content: bytes, name: str) -> Config:
    """The configuration in a file's content.

    Raises:
        VoiceError: It is none of Piper's.
    """
    try:
        config: Config = json.loads(content)
        rate = config["audio"]["sample_rate"]
        tables = [config.get(key, {}) for key in ("inference", "language", "espeak", "speaker_id_map")]
        count, ids = config.get("num_speakers", 1), list(config.get("speaker_id_map", {}).values())
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise VoiceError(f"{name} is no Piper configuration: {exc!r}") from exc
    if type(rate) is not int or rate <= 0:
        raise VoiceError(f"{name} is no Piper configuration: its sample rate is {rate!r}")
    if not all(isinstance(table, dict) for table in tables):
        raise VoiceError(f"{name} is no Piper configuration: it has a value where a table belongs")
    if not all(type(number) is int and number >= 0 for number in (count, *ids)):
        raise VoiceError(f"{name} is no Piper configuration: a number of its speakers is none")
    return config


def language_of(config: Config) -> str:
    """The model's language as a BCP 47 tag; empty where it is not told."""
    told = config.get("language", {}).get("code") or config.get("espeak", {}).get("voice") or ""
    family, *rest = str(told).replace("_", "-").split("-")
    return "-".join((family.lower(), *(part.upper() if len(part) == 2 else part for part in rest)))  # noqa: PLR2004 - a country


def speakers_of(config: Config) -> Mapping[str, int]:
    """The ids of a model's speakers, by name; one without a name goes by its number. Empty where there is only one."""
    named: dict[str, int] = config.get("speaker_id_map", {})
    count = config.get("num_speakers", 1)
    if count <= 1:
        return {}
    nameless = set(range(count)).difference(named.values())
    return named | {str(number): number for number in sorted(nameless) if str(number) not in named}
