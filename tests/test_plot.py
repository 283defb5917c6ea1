"""The picture of a file of sound shows what is in it, where it is."""

import io
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from narrate import plot as drawing
from narrate.inspect import Findings
from narrate.model import Chapter, Loudness
from narrate.plot import plot
from narrate.soundfile import Facts


def findings(seconds=60, chapters=(), **changes):
    """Sound at one level in the first half, silence in the second."""
    facts = Facts("mp3", "mp3", 44_100, 1, 96_000, seconds * 1000, tuple(chapters), ())
    levels = np.where(np.arange(seconds * 100) < seconds * 50, 0.1, 0.0).astype(np.float32)
    course = (-19.0,) * (seconds * 5) + (-60.0,) * (seconds * 5)
    found = Findings(facts, seconds * 44_100, 0, Loudness(-19.0, -1.0), levels, course)
    return replace(found, **changes)


def pixels(picture):
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)


def coloured(picture, colour, top, bottom):
    """The columns in which a colour is seen between two rows."""
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    near = (np.abs(pixels(picture)[top:bottom] - wanted).max(axis=2) < 30).any(axis=0)
    return np.flatnonzero(near)


def test_the_same_findings_give_the_same_bytes():
    assert plot(findings(), "The bell") == plot(findings(), "The bell")


def test_the_waveform_is_where_the_sound_is():
    columns = coloured(plot(findings(), ""), drawing.BODY, drawing.WAVE_TOP, drawing.WAVE_BOTTOM - 180)

    middle = (drawing.LEFT + drawing.RIGHT) / 2
    assert (columns.min(), columns.max()) == (drawing.LEFT, pytest.approx(middle, abs=2))


def test_the_curve_is_at_the_loudness_that_it_shows():
    picture = plot(findings(course=(-30.0,) * 600, loudness=Loudness(-12.0, -1.0)), "")

    rows = {lufs: round(drawing.row_of(lufs)) for lufs in (-30, -27)}
    assert len(coloured(picture, drawing.CURVE, rows[-30] - 2, rows[-30] + 3)) > 1300
    assert len(coloured(picture, drawing.CURVE, rows[-27] - 2, rows[-27] + 3)) == 0


def test_chapters_stand_on_grounds_that_change_at_their_starts():
    chapters = (Chapter("One", 0, 15_000), Chapter("Two", 15_000, 60_000))

    row = pixels(plot(findings(chapters=chapters), ""))[drawing.WAVE_BOTTOM - 4]

    edge = drawing.LEFT + (drawing.RIGHT - drawing.LEFT) // 4
    assert row[edge - 40].tolist() != row[edge + 40].tolist() == row[-2].tolist()


@pytest.mark.parametrize("count", [1, 3, 255])
def test_titles_stay_within_their_chapters(count):
    ends = [60_000 * number // count for number in range(count + 1)]
    chapters = [Chapter("Wide " * 60, *span) for span in pairwise(ends)]

    picture = plot(findings(chapters=chapters), "Very wide " * 60)

    assert coloured(picture, drawing.INK, 0, drawing.WAVE_TOP).max() <= drawing.RIGHT


@pytest.mark.parametrize("seconds", [1, 7, 100, 3600, 40 * 3600])
def test_the_axis_has_a_few_times_whatever_the_length(seconds):
    found = findings(1)

    picture = plot(replace(found, length=seconds * 44_100), "")

    ticks = coloured(picture, drawing.INK, drawing.LOUD_BOTTOM + 2, drawing.LOUD_BOTTOM + 5)
    assert 2 <= len(ticks) <= 26


def test_a_file_without_any_sound_is_drawn_all_the_same():
    empty = findings(levels=np.zeros(0, np.float32), course=(), length=0, loudness=Loudness(-70.0, -120.0))

    assert pixels(plot(empty, "Nothing")).shape == (drawing.HEIGHT, drawing.WIDTH, 3)
