"""A picture of a file of sound: its waveform with the chapters, and how loud it is over time."""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from narrate.cover import FONT
from narrate.filters import Floats
from narrate.inspect import Findings
from narrate.loudness import SILENT_LUFS
from narrate.model import Chapter, clock

WIDTH, HEIGHT = 1600, 720
LEFT, RIGHT = 76, 1576
WAVE_TOP, WAVE_BOTTOM = 132, 428
LOUD_TOP, LOUD_BOTTOM = 476, 668
_SHARP = 2  # drawn so many times as large, then made smaller: lines without steps
_PAPER, INK, _FAINT, _BAND = "#ffffff", "#1d2733", "#c9d1da", "#f3f5f8"
_PEAKS, BODY, CURVE, _LEVEL = "#9cbfe0", "#2f6fa8", "#b5492c", "#8a9099"
_LOUDEST_LUFS, _SOFTEST_LUFS, _GRID_LU = -6, -48, 6
_FIRST_FULL = 29  # of the tenths of a second: the first that has three seconds before its end
_TICKS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000)
_MOST_TICKS = 12
_HEADROOM = 1.08  # of the waveform's panel over the loudest window


def plot(found: Findings, title: str) -> bytes:
    """A PNG, the same for the same findings."""
    picture = Image.new("RGB", (WIDTH * _SHARP, HEIGHT * _SHARP), _PAPER)
    canvas = _Canvas(ImageDraw.Draw(picture), max(1, found.duration_ms))
    _draw_head(canvas, found, title)
    _draw_chapters(canvas, found.facts.chapters)
    _draw_time(canvas)
    _draw_waveform(canvas, found.levels)
    _draw_loudness(canvas, found)
    made = io.BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(made, "PNG", optimize=True)
    return made.getvalue()


class _Canvas:
    """Draws at places that are told in pixels of the finished picture."""

    def __init__(self, draw: ImageDraw.ImageDraw, duration_ms: int) -> None:
        self.draw = draw
        self.duration_ms = duration_ms

    def x(self, milliseconds: float) -> float:
        """Where a time is."""
        return LEFT + (RIGHT - LEFT) * milliseconds / self.duration_ms

    def line(self, *points: tuple[float, float], fill: str, width: float = 1) -> None:
        places = [(x * _SHARP, y * _SHARP) for x, y in points]
        self.draw.line(places, fill=fill, width=round(width * _SHARP), joint="curve")

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        x, y = round(left * _SHARP), round(top * _SHARP)  # a rectangle of Pillow's has both its corners in it
        self.draw.rectangle((x, y, max(x, right * _SHARP - 1), max(y, bottom * _SHARP - 1)), fill=fill)

    def text(self, x: float, y: float, text: str, *, size: int, fill: str = INK, anchor: str = "ls") -> None:
        self.draw.text((x * _SHARP, y * _SHARP), text, font=_font(size), fill=fill, anchor=anchor)

    def fitted(self, text: str, width: float, size: int) -> str:
        """As much of a text as goes into a width, with an ellipsis where that is not all."""
        font = _font(size)
        shown = text
        while shown and font.getlength(shown) > width * _SHARP:
            shown = shown[:-2].rstrip(" …") + "…" if len(shown) > len("x…") else ""
        return shown


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size * _SHARP, layout_engine=ImageFont.Layout.BASIC)


def _draw_head(canvas: _Canvas, found: Findings, title: str) -> None:
    loudness = found.loudness
    facts = f"{loudness.integrated_lufs:.1f} LUFS    peak {loudness.peak_dbtp:.1f} dBTP    {found.clipped} clipped"
    canvas.text(LEFT, 44, canvas.fitted(title, RIGHT - LEFT, 26), size=26)
    canvas.text(LEFT, 76, f"{clock(found.duration_ms)}    {facts}", size=17, fill=_LEVEL)


def _draw_chapters(canvas: _Canvas, chapters: Sequence[Chapter]) -> None:
    """Every other one on a grey ground, each with its title as far as there is room."""
    for number, chapter in enumerate(chapters):
        left, right = canvas.x(chapter.start_ms), canvas.x(min(chapter.end_ms, canvas.duration_ms))
        if number % 2 == 0:
            canvas.box(left, WAVE_TOP - 28, right, LOUD_BOTTOM, _BAND)
        canvas.line((left, WAVE_TOP - 28), (left, LOUD_BOTTOM), fill=_FAINT)
        canvas.text(left + 8, WAVE_TOP - 9, canvas.fitted(chapter.title, right - left - 14, 15), size=15)


def _draw_time(canvas: _Canvas) -> None:
    steps = [step for step in _TICKS_S if canvas.duration_ms / 1000 / step <= _MOST_TICKS]
    step_ms = 1000 * (steps[0] if steps else _TICKS_S[-1] * (1 + canvas.duration_ms // (1000 * 18000 * _MOST_TICKS)))
    for at in range(0, canvas.duration_ms + 1, step_ms):
        canvas.line((canvas.x(at), LOUD_BOTTOM), (canvas.x(at), LOUD_BOTTOM + 7), fill=INK)
        canvas.text(canvas.x(at), LOUD_BOTTOM + 30, clock(at), size=15, anchor="ms")


def _draw_waveform(canvas: _Canvas, levels: Floats) -> None:
    """Of each column the loudest and the usual level, up and down from the middle."""
    middle = (WAVE_TOP + WAVE_BOTTOM) / 2
    canvas.line((LEFT, middle), (RIGHT, middle), fill=_FAINT)
    if not len(levels):
        return
    scale = (WAVE_BOTTOM - middle) / (float(levels.max()) * _HEADROOM or 1.0)
    for column, (first, last) in enumerate(_columns(len(levels), RIGHT - LEFT)):
        part = levels[first:last]
        x = LEFT + column
        for height, colour in ((part.max(), _PEAKS), (np.sqrt(np.mean(part**2)), BODY)):
            canvas.box(x, middle - scale * float(height), x + 1, middle + scale * float(height), colour)


def _columns(count: int, columns: int) -> Iterator[tuple[int, int]]:
    """For each column, from which to before which of the values it shows; at least one."""
    edges = [column * count // columns for column in range(columns + 1)]
    return ((first, max(last, first + 1)) for first, last in pairwise(edges))


def _draw_loudness(canvas: _Canvas, found: Findings) -> None:
    for lufs in range(_SOFTEST_LUFS, _LOUDEST_LUFS + 1, _GRID_LU):
        canvas.line((LEFT, row_of(lufs)), (RIGHT, row_of(lufs)), fill=_FAINT, width=0.5)
        canvas.text(LEFT - 10, row_of(lufs), f"{lufs}", size=14, fill=_LEVEL, anchor="rm")
    canvas.text(LEFT, LOUD_TOP - 12, "LUFS, of the last three seconds", size=14, fill=_LEVEL)
    whole = found.loudness.integrated_lufs
    if whole > SILENT_LUFS:
        canvas.line((LEFT, row_of(whole)), (RIGHT, row_of(whole)), fill=_LEVEL, width=1.5)
    points = [(canvas.x(100.0 * (number + 1)), row_of(lufs)) for number, lufs in enumerate(found.course)]
    if len(points) > _FIRST_FULL:
        canvas.line(*points[_FIRST_FULL:], fill=CURVE, width=2)


def row_of(lufs: float) -> float:
    """Where a loudness is; what is off the scale is at its edge."""
    inside = min(max(lufs, _SOFTEST_LUFS), _LOUDEST_LUFS)
    return LOUD_BOTTOM - (LOUD_BOTTOM - LOUD_TOP) * (inside - _SOFTEST_LUFS) / (_LOUDEST_LUFS - _SOFTEST_LUFS)
