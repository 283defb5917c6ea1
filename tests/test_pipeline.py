"""From source to file: what is kept is used, what is damaged is made again, what fails leaves nothing."""

from dataclasses import replace

import pytest

from narrate import assemble, edges
from narrate.cache import Cache
from narrate.engines import load_cast
from narrate.engines.tone import ToneEngine
from narrate.errors import OutputError
from narrate.lexicon import Entry, Lexicon
from narrate.model import Credit
from narrate.outputs.mp3 import Mp3Output
from narrate.voice import Pauses, Role


@pytest.fixture
def asked(monkeypatch):
    """The texts that the engine was asked for."""
    texts = []
    speak = ToneEngine.speak

    def remembering(self, segment):
        texts.append(segment.text)
        return speak(self, segment)

    monkeypatch.setattr(ToneEngine, "speak", remembering)
    return texts


def test_an_episode_is_what_its_file_is(produce):
    episode = produce()

    assert episode.title == "The bell of Orrin Vale"
    assert episode.size == episode.path.stat().st_size > 10_000
    assert [chapter.title for chapter in episode.chapters] == [
        "The bell of Orrin Vale",
        "A crack in the bronze",
        "The repair",
    ]


def test_a_second_run_speaks_nothing_and_gives_the_same_bytes(produce, asked):
    first = produce()
    content = first.path.read_bytes()
    spoken = len(asked)
    first.path.unlink()

    second = produce()

    assert second == first
    assert second.path.read_bytes() == content
    assert len(asked) == spoken > 0


@pytest.mark.parametrize("workers", [1, 3])
def test_the_bytes_do_not_depend_on_the_workers_or_on_what_is_cached(produce, tmp_path, workers):
    content = produce().path.read_bytes()

    again = produce(cache=Cache(tmp_path / "other"), workers=workers)

    assert again.path.read_bytes() == content


def test_a_kept_file_that_is_damaged_is_made_again(produce, tmp_path):
    content = produce().path.read_bytes()
    for path in (tmp_path / "clips").glob("*/*.audio"):
        path.write_bytes(b"damaged")

    assert produce().path.read_bytes() == content


def test_a_changed_sentence_is_the_only_one_that_is_spoken(produce, asked, article):
    produce()
    asked.clear()

    produce(content=article.read_bytes().replace(b"at noon", b"at midnight"))

    assert asked == ["The bell rang at midnight for the first time in forty years."]


def test_a_write_that_fails_leaves_no_file_and_an_older_one_as_it_was(produce, tmp_path, monkeypatch):
    def fail(self, track, file):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    (tmp_path / "episode.mp3").write_bytes(b"older")
    monkeypatch.setattr(Mp3Output, "write", fail)

    with pytest.raises(OutputError, match="No space left"):
        produce()

    assert (tmp_path / "episode.mp3").read_bytes() == b"older"
    assert not list(tmp_path.glob(".*.part"))


def test_a_cache_that_cannot_be_written_is_told(produce, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match="cannot write"):
        produce(cache=Cache(tmp_path / "file" / "clips"))


def test_progress_is_reported_to_the_end(produce):
    seen = []

    produce(report=lambda done, total: seen.append((done, total)))

    assert seen[-1][0] == seen[-1][1] == len(seen)


@pytest.mark.parametrize("stage", [edges, assemble])
def test_a_new_version_of_a_stage_makes_the_episode_anew(produce, monkeypatch, stage):
    produce()
    monkeypatch.setattr(stage, "VERSION", stage.VERSION + 1)
    seen = []

    produce(report=lambda done, total: seen.append(done))

    assert seen


@pytest.mark.parametrize(
    "change", [{"pauses": Pauses(tail_ms=2000)}, {"lexicon": Lexicon((Entry("noon", "midday and a half"),))}]
)
def test_what_changes_in_the_voice_makes_the_episode_anew(produce, tone, change):
    content = produce().path.read_bytes()
    voice = replace(tone, **change)
    seen = []

    changed = produce(voice=voice, report=lambda done, total: seen.append(done)).path.read_bytes()

    assert seen
    assert changed != content or voice.lexicon  # a hum is the same, whatever it is for


def test_another_output_makes_the_episode_anew(produce, monkeypatch):
    produce()
    monkeypatch.setattr(Mp3Output, "fingerprint", "another")
    seen = []

    produce(report=lambda done, total: seen.append(done))

    assert seen


@pytest.mark.parametrize("record", [b"{}", b"[]", b"no json", b'{"sha256": "x", "chapters": [], "words": 3}'])
def test_a_record_of_another_shape_is_made_again(produce, tmp_path, record):
    content = produce().path.read_bytes()
    for path in (tmp_path / "clips").glob("*/*.json"):
        path.write_bytes(record)

    assert produce().path.read_bytes() == content


def test_a_run_leaves_the_cache_within_its_limit(produce, tmp_path):
    cache = Cache(tmp_path / "small", limit_bytes=100_000)

    produce(cache=cache)

    assert sum(path.stat().st_size for path in cache.folder.glob("*/*")) <= 100_000


QUOTED = b"# T\n\nIt rang at noon. And it rang again.\n\n> We were afraid.\n\nThe end of it came at last, that day."


def test_an_episode_knows_the_voices_that_are_heard_also_when_it_comes_from_the_cache(produce, tone):
    other = replace(tone, name="other", pace=10.0, licence="MIT", credit="O.", roles=())
    voice = replace(tone, roles=(Role("quote", reader=other),))
    options = {"voice": voice, "cast": load_cast(voice), "content": QUOTED}

    first, again = produce(**options), produce(**options)

    assert first == again
    assert first.credits == (Credit("tone", "CC0-1.0", "A sine wave"), Credit("other", "MIT", "O."))
    assert produce().credits == first.credits[:1]


def test_another_voice_for_a_role_speaks_that_role_alone(produce, tone, asked):
    produce(content=QUOTED)
    spoken = list(asked)
    asked.clear()
    voice = replace(tone, roles=(Role("quote", reader=replace(tone, name="other", pace=10.0)),))

    produce(voice=voice, cast=load_cast(voice), content=QUOTED)

    assert "We were afraid." in spoken
    assert asked == ["We were afraid."]


def test_a_role_that_no_block_is_in_changes_nothing(produce, tone):
    content = produce().path.read_bytes()
    voice = replace(tone, roles=(Role("de", reader=replace(tone, name="other", pace=10.0)),))
    seen = []

    again = produce(voice=voice, cast=load_cast(voice), report=lambda done, total: seen.append(done))

    assert again.path.read_bytes() == content
    assert not seen
