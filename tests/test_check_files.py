"""What narrate made passes its own check, whatever it was made with; what was then damaged does not."""

import json
import shlex
import wave
from pathlib import Path

import numpy as np
import pytest
from conftest import KYIV, SAMPLES
from test_jingles import sound

from narrate import settings
from narrate.check import check
from narrate.clean import clean
from narrate.cli.check import _reads_as
from narrate.engines import load_cast
from narrate.fetch import load
from narrate.inspect import inspect
from narrate.script import write_script
from narrate.soundfile import read_facts, read_sound
from narrate.voice import load_voice

OPTIONS = {
    "slowly": "--rate 0.8 -o x.mp3",
    "fast, with short pauses": "--rate 1.3 --pauses 0.5 -o x.m4b",
    "long pauses": "--pauses 4 -o x.opus",
    "no pauses": "--pauses 0 -o x.wav",
    "what is read": "--no-byline --no-roles --disclosure start --voice-credit -o x.mp3",
    "soft": "--loudness -24 -o x.wav",
    "jingles": "--intro jingle.wav --outro jingle.wav -o x.mp3",
    "a bed": "--bed bed.wav -o x.mp3",
    "another reading": "--seed 7 --variation 0.2 --timing-variation 0.3 -o x.mp3",
    "what is announced": "--read tables --read code --disclosure-text 'A machine hums this.' -o x.m4b",
    "all music": "--intro jingle.wav --bed bed.wav --outro jingle.wav -o x.wav",
}
LISTED = """
1. Warm the metal.
2. Weld it.

| tool | cost |
|---|---|
| gas | $40 |

    ring(noon)
"""
SHORT = "# A short one\n\nIt rang at noon, and half of the town came out to hear it.\n"


@pytest.fixture
def music(tmp_path):
    """Files of it, beside the article."""
    (tmp_path / "jingle.wav").write_bytes(sound(4).content)
    (tmp_path / "bed.wav").write_bytes(sound(6, hertz=220).content)


@pytest.mark.usefixtures("music")
@pytest.mark.parametrize("text", ["the article", "a short one"])
@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_a_file_passes_with_no_option_repeated(narrate, article, options, text):
    article.write_text(SHORT if text == "a short one" else article.read_text() + LISTED)
    narrate("speak", article, "--voice", "tone", *shlex.split(options))

    done = narrate("check", options.split()[-1], "--against", article)

    assert (done.returncode, done.stderr) == (0, "")
    assert "timed by the voice itself" in done.stdout


@pytest.mark.usefixtures("music")
def test_a_digest_passes_against_its_sources_in_their_order_alone(narrate, article, tmp_path):
    (tmp_path / "short.md").write_text(SHORT)
    music = ["--sting", "jingle.wav", "--bed", "bed.wav"]
    said = ["--title", "The morning", "--date", "2026-01-05"]
    narrate("speak", article, "short.md", "--digest", *music, *said, "--voice", "tone", "-o", "x.mp3")

    right = narrate("check", "x.mp3", "--against", article, "--against", "short.md")
    wrong = narrate("check", "x.mp3", "--against", "short.md", "--against", article)

    assert (right.returncode, right.stderr) == (0, "")
    assert wrong.returncode == 9


@pytest.mark.parametrize("suffix", ["mp3", "m4b", "opus", "wav"])
def test_every_format_tells_its_settings_and_a_person_goes_before_them(narrate, article, tmp_path, suffix):
    narrate("speak", article, "--voice", "tone", "--rate", "1.2", "--no-byline", "-o", f"x.{suffix}")

    told = settings.read(read_facts(tmp_path / f"x.{suffix}").tags)
    other = narrate("check", f"x.{suffix}", "--against", article, "--byline")

    assert (told["voice"], told["rate"], told["byline"]) == ("tone", 1.2, False)
    assert other.returncode == 9


def test_what_a_file_was_made_with_tells_nothing_of_the_machine(narrate, article, tmp_path):
    narrate("speak", article, "--voice", "tone", "-o", "x.mp3", "--allow-private")

    assert str(tmp_path) not in json.dumps(settings.read(read_facts(tmp_path / "x.mp3").tags))
    assert "private" not in settings.read(read_facts(tmp_path / "x.mp3").tags)


def retold(path: Path, **told):
    """A WAV file that tells other settings of itself: no longer and no shorter a tag."""
    content = path.read_bytes()
    start = content.index(b'{"', content.index(b"settings: "))
    end = content.index(b"}", start) + 1
    tag = json.dumps(told).encode()
    path.write_bytes(content[:start] + tag.ljust(end - start) + content[end:])


@pytest.mark.parametrize("told", [{"rate": 9}, {"disclosed_at": "never"}, {"day": "today"}, {"aloud": ["signs"]}])
def test_a_file_whose_settings_cannot_be_is_told_as_such(narrate, article, tmp_path, told):
    narrate("speak", article, "--voice", "tone", "-o", "x.wav")
    retold(tmp_path / "x.wav", **told)

    done = narrate("check", "x.wav", "--against", article)

    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "x.wav was made with no" in done.stderr


@pytest.mark.parametrize("voice", ["./mine.toml", "mine.toml#a", "nobody"])
def test_the_voice_in_a_file_is_a_name_that_is_here_or_is_not_read(narrate, article, tmp_path, voice):
    (tmp_path / "mine.toml").write_text("not a profile")
    narrate("speak", article, "--voice", "tone", "-o", "x.wav")
    retold(tmp_path / "x.wav", voice=voice)

    done = narrate("check", "x.wav", "--against", article, env={"NARRATE_VOICE": "tone"})

    assert done.returncode == 0
    assert done.stderr == f"narrate: x.wav was read by voice '{voice}', which is not here: give --voice\n"


def test_a_voice_of_ones_own_is_given_again_and_known(narrate, article, tmp_path):
    (tmp_path / "mine.toml").write_text((SAMPLES.parent / "voices" / "tone.toml").read_text())
    narrate("speak", article, "--voice", "./mine.toml", "-o", "x.mp3")

    done = narrate("check", "x.mp3", "--against", article, "--voice", "./mine.toml")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_goes_before_the_environment_even_in_what_it_does_not_tell(narrate, article):
    narrate("speak", article, "--voice", "tone", "--rate", "1.2", "-o", "x.mp3")
    env = {"NARRATE_RATE": "0.7", "NARRATE_VOICE": "nobody", "NARRATE_PAUSES": "4", "NARRATE_LOUDNESS": "-25"}

    done = narrate("check", "x.mp3", "--against", article, env=env)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_is_held_to_another_manner_is_not_known_to_be_so():
    told = {"voice": "tone", "rate": 1.2}
    manner = {"rate": 1.2, "variation": None, "timing_variation": None, "seed": None}

    assert _reads_as(told, "tone", manner)
    assert not _reads_as(told, "tone", manner | {"seed": 3})
    assert not _reads_as(told, "tone", manner | {"rate": 1.0})
    assert not _reads_as(told, "joe", manner)
    assert not _reads_as({"rate": 1.2}, "tone", manner)


def test_the_title_of_a_digest_is_refused_for_one_article(narrate, article):
    narrate("speak", article, "--voice", "tone", "-o", "x.mp3")

    done = narrate("check", "x.mp3", "--against", article, "--title", "The morning")

    assert (done.returncode, done.stderr) == (2, "narrate: --title is a digest's; add --digest\n")


def test_a_transcript_beside_a_file_must_be_its_own(narrate, article, tmp_path):
    narrate("speak", article, "--voice", "tone", "--bundle", "x")
    audio, beside = next((tmp_path / "x").glob("*.mp3")), next((tmp_path / "x").glob("*.transcript.json"))
    right = narrate("check", audio, "--against", article)
    told = json.loads(beside.read_text())
    for word in told["segments"]:
        word["startTime"], word["endTime"] = word["startTime"] + 0.7, word["endTime"] + 0.7
    beside.write_text(json.dumps(told))

    late = narrate("check", audio, "--against", article, "--json")
    beside.write_text("{}")
    broken = narrate("check", audio, "--against", article)
    beside.write_text('{"segments": [{"startTime": 1e999, "endTime": 1}]}')
    endless = narrate("check", audio, "--against", article)
    beside.write_text("[" * 100_000)
    deep = narrate("check", audio, "--against", article)

    assert right.returncode == 0
    assert {fault["kind"] for fault in json.loads(late.stdout)["faults"]} == {"times"}
    assert [(done.returncode, done.stderr.count("\n")) for done in (broken, endless, deep)] == [(3, 1)] * 3


def test_the_command_passes_what_it_made_and_fails_what_was_cut(narrate, article, tmp_path):
    narrate("speak", article, "--voice", "tone", "-o", "x.wav")
    with wave.open(str(tmp_path / "x.wav")) as file:
        parameters, sound = file.getparams(), file.readframes(10**9)
    with wave.open(str(tmp_path / "cut.wav"), "wb") as file:
        file.setparams(parameters)
        file.writeframes(sound[: len(sound) // 4] + sound[len(sound) // 2 :])

    passed = narrate("check", "x.wav", "--against", article, "--voice", "tone")
    failed = narrate("check", "cut.wav", "--against", article, "--voice", "tone", "--json")

    assert passed.returncode == 0
    assert passed.stdout.startswith("69 of 69 words heard")
    verdict = json.loads(failed.stdout)
    assert failed.returncode == 9
    assert verdict["words_heard"] < verdict["words"] == 69
    assert verdict["faults"]
    assert failed.stderr.count("\n") == 1


@pytest.mark.parametrize(("file", "source", "code"), [("none.mp3", "bell.md", 3), ("bell.md", "bell.md", 3)])
def test_what_cannot_be_checked_is_told_in_a_line(narrate, article, file, source, code):
    done = narrate("check", file, "--against", source, "--voice", "tone")

    assert (done.returncode, done.stderr.count("\n")) == (code, 1)


@pytest.mark.voice
@pytest.mark.skipif(not KYIV.is_file(), reason="the Kyiv dump does not lie beside the repository")
def test_the_real_voice_says_all_of_a_real_article_and_a_cut_is_found(spoken_before, tmp_path, narrate):
    env = {"NARRATE_CACHE": str(spoken_before)}
    narrate("speak", KYIV, "-o", "kyiv.wav", env=env)
    whole = json.loads(narrate("check", "kyiv.wav", "--against", KYIV, "--json", env=env).stdout)
    with wave.open(str(tmp_path / "kyiv.wav")) as file:
        parameters, sound = file.getparams(), file.readframes(10**9)
    start = 2 * 22_050 * 60
    with wave.open(str(tmp_path / "cut.wav"), "wb") as file:
        file.setparams(parameters)
        file.writeframes(sound[:start] + sound[start + 2 * 22_050 * 3 :])

    cut = json.loads(narrate("check", "cut.wav", "--against", KYIV, "--json", env=env).stdout)

    assert (whole["faults"], whole["words_heard"]) == ([], whole["words"])
    assert {fault["kind"] for fault in cut["faults"]} <= {"rate", "missing", "unknown"}
    assert all(51_000 < fault["at_ms"] < 62_000 for fault in cut["faults"])  # from the start of the sentence
    assert cut["faults"]


@pytest.mark.voice
@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_of_the_real_voice_a_cut_or_a_hole_at_any_place_of_a_sentence_is_found(
    narrate, spoken_before, tmp_path, monkeypatch, suffix
):
    monkeypatch.setenv("NARRATE_CACHE", str(spoken_before))
    source = SAMPLES / "lighthouse-letter" / "source.txt"
    narrate("speak", source, "-o", f"x.{suffix}", "--disclosure", "off", env={"NARRATE_CACHE": str(spoken_before)})
    path = tmp_path / f"x.{suffix}"
    voice = load_voice("en_US-joe-medium")
    cast = load_cast(voice)
    script = write_script(clean(load(str(source))), voice, phonemes=cast.phonemes)
    whole = check(inspect(path), script, cast, known=True)
    samples, rate = np.concatenate([*read_sound(path)]), read_facts(path).rate
    long = [one for one in whole.utterances if one.start_ms is not None and one.end_ms - one.start_ms > 1500]
    random, found = np.random.default_rng(7), []
    for number in range(40):
        one, lasts_ms = long[random.integers(len(long))], (700, 1000)[number % 2]
        at_ms = random.integers(one.start_ms + 50, one.end_ms - lasts_ms - 50)
        start, end = (ms * rate // 1000 for ms in (at_ms, at_ms + lasts_ms))
        filling = np.zeros(end - start if number % 2 else 0, np.float32)
        spoiled = tmp_path / "spoiled.wav"
        write_wav(spoiled, np.concatenate([samples[:start], filling, samples[end:]]), rate)
        faults = check(inspect(spoiled), script, cast, known=True).faults
        found.append(any(at_ms - 20_000 < fault.at_ms < at_ms + 2000 for fault in faults))

    assert (whole.faults, whole.words_heard, whole.timed) == ((), whole.words, True)
    assert sum(found) >= 0.95 * len(found)


def write_wav(path: Path, samples, rate):
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
