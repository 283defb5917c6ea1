"""The first real input: a text dump of a news page. It is somebody's article, so it lies outside the repository."""

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise

import av
import mutagen
import numpy as np
import pytest
from conftest import KYIV

from narrate.assemble import assemble
from narrate.cache import Cache
from narrate.clean import clean
from narrate.cli.options import DEFAULT_VOICE
from narrate.engines import load_cast
from narrate.fetch import load
from narrate.inspect import inspect
from narrate.loudness import measure, measure_integrated
from narrate.model import Kind
from narrate.script import write_script
from narrate.synth import synthesize
from narrate.voice import load_voice

pytestmark = pytest.mark.skipif(not KYIV.is_file(), reason="the Kyiv dump does not lie beside the repository")

JUNK = [
    "Skip to content", "Edit post", "min read", "3:16", "Getty", "SCTO", "AI assistance", "Starstreak", "News Feed",
    "Trump", "Davos", "Umerov", "MORE NEWS", "Picks", "Subscribe", "required", "Tsurkan", "newsletter", "email",
]  # fmt: skip
STARTS = [
    "Ukraine, Russia", "By The Kyiv", "July 24", "The Kremlin", "Ukraine's Foreign", '"Kuleba restated', "In response",
    '"But details', "Russian President", "In turn", "Kuleba's trip", "China has", "Kyiv has", "President Volodymyr",
    "China proposed", "Ukraine's Ambassador",
]  # fmt: skip


@pytest.fixture(scope="module")
def article():
    return clean(load(str(KYIV)))


def test_title_byline_date_and_all_paragraphs_are_kept_in_order(article):
    kinds = [block.kind for block in article.blocks]

    assert kinds == [Kind.TITLE, Kind.BYLINE, Kind.DATE, *[Kind.PARAGRAPH] * 13]
    assert [block.text.startswith(start) for block, start in zip(article.blocks, STARTS, strict=True)] == [True] * 16
    assert article.blocks[-1].text.endswith('"U.N. Charter and international law."')


def test_each_paragraph_is_a_whole_line_of_the_dump(article):
    lines = KYIV.read_text(encoding="utf-8").splitlines()

    assert all(block.text in lines for block in article.blocks if block.kind is Kind.PARAGRAPH)


@pytest.mark.parametrize("junk", JUNK)
def test_the_pages_junk_is_not_said(article, junk):
    assert not any(junk in block.text for block in article.blocks)


def test_every_written_word_is_spoken_once(article):
    script = write_script(article, load_voice(DEFAULT_VOICE))

    for number, block in enumerate(article.blocks):
        words = [word for segment in script.segments if segment.block == number for word in segment.words]
        said = np.zeros(len(block.text), int)
        for word in words:
            said[word.start : word.end] += 1
        assert all(said[place] == 1 for place, character in enumerate(block.text) if character.isalnum())


@pytest.fixture(scope="module")
def episode(tmp_path_factory, spoken_before):
    """The finished file, by the command, in the real voice; and what the command told of it."""
    folder = tmp_path_factory.mktemp("kyiv")
    done = subprocess.run(
        [sys.executable, "-m", "narrate", "speak", KYIV, "-o", folder / "kyiv.mp3", "--json"],
        env=os.environ | {"NARRATE_CACHE": str(spoken_before)},
        capture_output=True,
        check=True,
    )
    return folder / "kyiv.mp3", json.loads(done.stdout)


@pytest.mark.voice
def test_the_episode_is_of_the_length_that_it_tells(episode):
    path, told = episode

    with av.open(path) as container:
        planes = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    decoded = sum(map(len, planes))

    assert decoded * 1000 == told["duration_ms"] * 44100
    assert 150_000 < told["duration_ms"] < 230_000
    assert mutagen.File(path).info.length * 1000 == pytest.approx(told["duration_ms"], abs=0.01)


@pytest.mark.voice
def test_the_decoded_file_has_the_loudness_that_podcasts_want(episode):
    path, told = episode
    with av.open(path) as container:
        blocks = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]

    loudness = measure(blocks, 44100)

    assert loudness.integrated_lufs == pytest.approx(-19.0, abs=0.3)
    assert loudness.integrated_lufs == pytest.approx(told["loudness"]["integrated_lufs"], abs=0.1)
    assert loudness.peak_dbtp <= -1.0


@pytest.mark.voice
def test_ffprobe_and_mutagen_read_the_chapters_that_were_told(episode):
    path, told = episode
    if not shutil.which("ffprobe"):
        pytest.skip("ffprobe is not installed: another reader's view of the chapters is not taken")
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", path]
    probed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    tags = mutagen.File(path).tags
    frames = [tags[f"CHAP:{name}"] for name in tags.getall("CTOC")[0].child_element_ids]

    chapters = [(one["title"], one["start_ms"], one["end_ms"]) for one in told["chapters"]]

    assert [(one["tags"]["title"], one["start"], one["end"]) for one in probed["chapters"]] == chapters
    assert [(one.sub_frames["TIT2"].text[0], one.start_time, one.end_time) for one in frames] == chapters
    assert probed["format"]["tags"]["title"] == tags["TIT2"].text[0] == told["title"]
    assert len(chapters) >= 2


@pytest.mark.voice
def test_utterances_sit_at_one_loudness_and_words_are_heard_at_their_times(
    episode, article, spoken_before, monkeypatch
):
    monkeypatch.setenv("NARRATE_CACHE", str(spoken_before))
    voice = load_voice(DEFAULT_VOICE)
    cast = load_cast(voice)
    script = write_script(article, voice, phonemes=cast.phonemes)
    clips = synthesize(script, cast, Cache(spoken_before / "clips"))
    track = assemble(script, clips, rate=cast.rate, pauses=voice.pauses)
    with av.open(episode[0]) as container:
        sound = np.concatenate([frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)])

    spoken = [sound[2 * cue.start : 2 * cue.end] for cue in track.cues]
    loudness = [measure_integrated([one], 44100) for one in spoken if len(one) > 44100 // 2]
    words = [word for segment in track.words for word in segment]
    said = [word for word in words if word]

    assert np.std(loudness) <= 0.35
    assert len(said) >= 0.995 * len(words)
    assert all(one.end <= other.start for one, other in pairwise(said))
    assert np.mean([np.abs(sound[2 * word.start : 2 * word.end]).mean() > 0.003 for word in said]) > 0.99


@pytest.mark.voice
def test_the_bundle_agrees_with_the_tags_and_words_end_where_the_pauses_after_them_begin(
    narrate, tmp_path, spoken_before
):
    narrate("speak", KYIV, "--bundle", "kyiv", env={"NARRATE_CACHE": str(spoken_before)})
    (path,) = (tmp_path / "kyiv").glob("*.mp3")
    chapters = json.loads(path.with_suffix(".chapters.json").read_bytes())["chapters"]
    words = json.loads(path.with_suffix(".transcript.json").read_bytes())["segments"]
    tags = mutagen.File(path).tags
    frames = [tags[f"CHAP:{name}"] for name in tags["CTOC:toc"].child_element_ids]

    spans = [(round(1000 * word["startTime"]), round(1000 * word["endTime"])) for word in words]
    pauses = [start for start, end in inspect(path).quiet_for(150) if spans[0][0] < start]
    after_words = [  # a date is one word, and may have a pause in it
        pause for pause in pauses if not any(start + 150 < pause < end - 150 for start, end in spans)
    ]
    off = [min(abs(pause - end) for _, end in spans) for pause in after_words]

    assert [(one.start_time, one.end_time) for one in frames] == [
        (1000 * one["startTime"], 1000 * one["endTime"]) for one in chapters
    ]
    assert tags["USLT::eng"].text.split() == " ".join(word["body"] for word in words).split()
    assert len(after_words) >= 30
    assert np.median(off) <= 30
    assert max(off) <= 150
