"""The commands that look at files of sound."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.options import AsJson

if TYPE_CHECKING:
    from narrate.inspect import Findings


def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of sound: MP3, M4B, Opus, WAV and others.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Tell what is in a file of sound: length, loudness, peak, silences, chapters, tags."""
    import json

    from narrate.inspect import inspect as look_into

    found = look_into(file)
    typer.echo(json.dumps(_facts(found), ensure_ascii=False) if as_json else _text(found))


def _facts(found: "Findings") -> dict[str, object]:
    from dataclasses import asdict

    own: dict[str, object] = asdict(found) | {
        "duration_ms": found.duration_ms,
        "longest_pause_ms": found.longest_pause_ms,
    }
    del own["facts"]
    return asdict(found.facts) | own | {"tags": dict(found.facts.tags)}


def _text(found: "Findings") -> str:
    from narrate.cli.printed import clock

    facts, loudness = found.facts, found.loudness
    channels = {1: "mono", 2: "stereo"}.get(facts.channels, f"{facts.channels} channels")
    rows = [
        ("length", f"{clock(found.duration_ms)} ({found.length:,} samples)"),
        (
            "format",
            f"{facts.codec} in {facts.container}, {facts.rate:,} Hz, {channels}, {facts.bit_rate // 1000} kbit/s",
        ),
        (
            "loudness",
            f"{loudness.integrated_lufs:.1f} LUFS, peak {loudness.peak_dbtp:.1f} dBTP, {found.clipped} clipped",
        ),
        (
            "silence",
            f"{len(found.silences)} of 0.3 s or more, the longest within {found.longest_pause_ms / 1000:.2f} s",
        ),
        *((name, value if len(value) <= _WIDEST else f"{value[:_WIDEST]}…") for name, value in facts.tags),
    ]
    chapters = [f"  {clock(one.start_ms):>7}  {one.title}" for one in facts.chapters]
    widest = max(len(name) for name, _ in rows)
    lines = [f"{name:<{widest}}  {value}" for name, value in rows]
    return "\n".join([*lines, f"{'chapters':<{widest}}  {len(chapters)}", *chapters])


_WIDEST = 100  # characters of a tag; a whole article may be in one
