"""The cache gives back what was put in, or nothing."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.cache import Cache, key_of
from narrate.errors import OutputError
from narrate.model import Clip

CLIP = Clip(pcm=bytes(range(200)), rate=22050)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "clips")


def test_a_clip_comes_back_as_it_was_kept(cache):
    cache.keep_clip("ab12", CLIP)

    assert cache.clip("ab12") == CLIP


def test_a_clip_that_was_never_kept_is_none(cache):
    assert cache.clip("ab12") is None


@pytest.mark.parametrize("size", [0, 5, 100, 211])
def test_a_clip_cut_short_is_none(cache, size):
    cache.keep_clip("ab12", CLIP)
    os.truncate(cache.path("ab12", "clip"), size)

    assert cache.clip("ab12") is None


@pytest.mark.parametrize("place", [0, 9, 50, 211])
def test_a_clip_with_one_bit_changed_is_none(cache, place):
    cache.keep_clip("ab12", CLIP)
    path = cache.path("ab12", "clip")
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    assert cache.clip("ab12") is None


def test_what_was_used_longest_ago_goes_first(tmp_path):
    cache = Cache(tmp_path, limit_bytes=500)
    for age, key in enumerate(["aa-new", "bb-old", "cc-middle"]):
        cache.keep_clip(key, CLIP)
        os.utime(cache.path(key, "clip"), (1000 - age, 1000 - age))
    os.utime(cache.path("cc-middle", "clip"), (999.5, 999.5))

    cache.prune()

    assert cache.clip("bb-old") is None
    assert cache.clip("aa-new") == cache.clip("cc-middle") == CLIP


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_two_keys_are_equal_only_if_all_their_parts_are(one, other):
    same = key_of(*one) == key_of(*other)

    assert same == (one == other)


def test_a_clip_that_was_asked_for_counts_as_used(tmp_path):
    cache = Cache(tmp_path, limit_bytes=300)
    for age, key in enumerate(["aa-newer", "bb-older"]):
        cache.keep_clip(key, CLIP)
        os.utime(cache.path(key, "clip"), (1000 - age, 1000 - age))

    cache.clip("bb-older")
    cache.prune()

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
