"""The cache gives back what was put in, or nothing."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.cache import Cache, key_of
from narrate.errors import OutputError
from narrate.lexicon import Entry
from narrate.model import Clip, Cue

CLIP = Clip(pcm=bytes(range(200)), rate=22050, words=(Cue(0, 30), None, Cue(40, 100)))


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "clips")


def test_a_clip_comes_back_as_it_was_kept(cache):
    cache.keep_clip("ab12", CLIP)

    assert cache.clip("ab12") == CLIP


@given(
    samples=st.lists(st.integers(-32768, 32767), max_size=300),
    words=st.lists(st.none() | st.builds(Cue, st.integers(0, 1 << 30), st.integers(0, 1 << 30)), max_size=9),
)
def test_no_sample_and_no_word_is_lost(tmp_path_factory, samples, words):
    clip = Clip(pcm=np.array(samples, "<i2").tobytes(), rate=16000, words=tuple(words))
    cache = Cache(tmp_path_factory.mktemp("clips"))

    cache.keep_clip("ab12", clip)

    assert cache.clip("ab12") == clip


def test_a_clip_of_speech_takes_two_thirds_of_its_samples(cache):
    time = np.arange(22050)
    noise = np.random.default_rng(1).normal(0, 20, len(time))
    speech = 8000 * np.sin(time / 25) * np.sin(time / 4000) + noise
    clip = Clip(pcm=speech.astype("<i2").tobytes(), rate=22050)

    cache.keep_clip("ab12", clip)

    assert cache.path("ab12", "clip").stat().st_size < len(clip.pcm) * 2 / 3


def test_a_clip_that_was_never_kept_is_none(cache):
    assert cache.clip("ab12") is None


@pytest.mark.parametrize("size", [0, 5, 20, 40])
def test_a_clip_cut_short_is_none(cache, size):
    cache.keep_clip("ab12", CLIP)
    os.truncate(cache.path("ab12", "clip"), size)

    assert cache.clip("ab12") is None


@pytest.mark.parametrize("place", [0, 9, 20, 50])
def test_a_clip_with_one_bit_changed_is_none(cache, place):
    cache.keep_clip("ab12", CLIP)
    path = cache.path("ab12", "clip")
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    assert cache.clip("ab12") is None


def test_what_was_used_longest_ago_goes_first(tmp_path):
    cache = Cache(tmp_path)
    for age, key in enumerate(["aa-new", "bb-old", "cc-middle"]):
        cache.keep_clip(key, CLIP)
        os.utime(cache.path(key, "clip"), (1000 - age, 1000 - age))
    os.utime(cache.path("cc-middle", "clip"), (999.5, 999.5))

    Cache(tmp_path, limit_bytes=2 * cache.path("bb-old", "clip").stat().st_size).prune()

    assert cache.clip("bb-old") is None
    assert cache.clip("aa-new") == cache.clip("cc-middle") == CLIP


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_two_keys_are_equal_only_if_all_their_parts_are(one, other):
    same = key_of(*one) == key_of(*other)

    assert same == (one == other)


def test_a_set_has_one_key_whatever_its_order():
    words = [f"word {number}" for number in range(50)]

    assert key_of(Entry("noon", "midday", after=frozenset(words))) == key_of(
        Entry("noon", "midday", after=frozenset(reversed(words)))
    )


def test_values_of_two_kinds_have_two_keys():
    assert len({key_of(value) for value in ("1", 1, ("1",), frozenset({"1"}), b"1", Cue(1, 1), (1, 1))}) == 7


def test_what_is_kept_under_a_name_is_made_once_and_again_where_it_is_damaged(cache):
    made = []

    def make():
        made.append(1)
        return b"frames"

    assert cache.kept("one", make) == cache.kept("one", make) == b"frames"
    assert len(made) == 1

    for path in cache.folder.glob("*/*"):
        path.write_bytes(path.read_bytes() + b"x")

    assert cache.kept("one", make) == b"frames"
    assert len(made) == 2


def test_a_note_comes_back_and_there_is_none_before(cache):
    assert not cache.note("ab12")

    cache.keep_note("ab12", "cd34")

    assert cache.note("ab12") == "cd34"


def test_a_clip_that_was_asked_for_counts_as_used(tmp_path):
    cache = Cache(tmp_path)
    for age, key in enumerate(["aa-newer", "bb-older"]):
        cache.keep_clip(key, CLIP)
        os.utime(cache.path(key, "clip"), (1000 - age, 1000 - age))

    cache.clip("bb-older")
    Cache(tmp_path, limit_bytes=cache.path("bb-older", "clip").stat().st_size).prune()

    assert cache.clip("bb-older") == CLIP
    assert cache.clip("aa-newer") is None


def test_pruning_leaves_alone_what_another_run_is_writing(tmp_path):
    cache = Cache(tmp_path, limit_bytes=0)

    with cache.write("aa-being-written", "clip") as file:
        file.write(b"half")
        cache.prune()
        file.write(b"whole")

    assert cache.path("aa-being-written", "clip").read_bytes() == b"halfwhole"


def test_pruning_removes_what_a_killed_run_left(tmp_path):
    left = tmp_path / "aa" / ".aa.clip.0123.part"
    left.parent.mkdir()
    left.write_bytes(b"half")
    os.utime(left, (1000, 1000))

    Cache(tmp_path, limit_bytes=0).prune()

    assert not left.exists()


def test_a_cache_that_cannot_be_written_tells_how_to_move_it(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        Cache(tmp_path / "file").keep_clip("ab12", CLIP)

    assert "NARRATE_CACHE" in caught.value.hint
