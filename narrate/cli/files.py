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
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="PNG", help="Draw it: waveform with chapters, and loudness over time."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what is in a file of sound: length, loudness, peak, silences, chapters, tags."""
    import json

    from narrate.inspect import inspect as look_into

    found = look_into(file)
    if plot is not None:
        _draw(found, file, plot)
    typer.echo(json.dumps(_facts(found), ensure_ascii=False) if as_json else _text(found))


def _draw(found: "Findings", file: Path, to: Path) -> None:
    from narrate.atomic import write_whole
    from narrate.errors import UsageError
    from narrate.plot import plot

    if to.suffix.lower() != ".png":
        raise UsageError(f"--plot {to} should end in .png, the format that is drawn")
    with write_whole(to, move="with --plot") as drawing:
        drawing.write(plot(found, dict(found.facts.tags).get("title", file.name)))


def _facts(found: "Findings") -> dict[str, object]:
    from dataclasses import asdict

    return asdict(found.facts) | {
        "length": found.length,
        "clipped": found.clipped,
        "loudness": asdict(found.loudness),
        "silences": found.silences,
        "duration_ms": found.duration_ms,
        "longest_pause_ms": found.longest_pause_ms,
        "tags": dict(found.facts.tags),
    }


def _text(found: "Findings") -> str:
    from narrate.model import clock

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
