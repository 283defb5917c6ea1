"""From source to file: what is kept is used, what is damaged is made again, what fails leaves nothing."""

import io
import wave
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

import mutagen
import numpy as np
import pytest
from PIL import Image

from narrate import clean, pipeline
from narrate.cache import Cache
from narrate.engines import load_cast
from narrate.engines.tone import ToneEngine
from narrate.errors import InputError, OutputError
from narrate.lexicon import Entry, Lexicon
from narrate.model import Credit, Dressing, Jingles, Kind, Reading, SiteRule, Source
from narrate.outputs import load_output
from narrate.outputs.mp3 import Mp3Output
from narrate.voice import Pauses, Role

QUOTED = b"# T\n\nIt rang at noon. And it rang again.\n\n> We were afraid.\n\nThe end of it came at last, that day."


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


def test_a_changed_sentence_is_the_only_one_that_is_encoded(produce, article, tmp_path):
    produce()
    before = len(list((tmp_path / "clips").glob("*/*.made")))

    content = article.read_bytes().replace(b"at noon", b"at midnight")
    again = produce(content=content).path.read_bytes()

    assert 0 < len(list((tmp_path / "clips").glob("*/*.made"))) - before < before / 2
    assert again == produce(content=content, cache=Cache(tmp_path / "other")).path.read_bytes()


def test_a_write_that_fails_leaves_no_file_and_an_older_one_as_it_was(produce, tmp_path, monkeypatch):
    def fail(self, track, file, keep):
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


@pytest.fixture
def cleaned(monkeypatch):
    """The names of the sources that were cleaned."""
    names = []
    real = clean.clean

    def remembering(source, reading, **options):
        names.append(source.name)
        return real(source, reading, **options)

    monkeypatch.setattr(clean, "clean", remembering)
    return names


def test_the_same_source_is_not_cleaned_again(produce, cleaned):
    first = produce()

    assert produce() == first
    assert cleaned == ["bell.md"]


@pytest.mark.parametrize(
    "change",
    [
        {"content": QUOTED},
        {"source": Source("bell.md", QUOTED, url="https://example.org/bell")},
        {"reading": Reading(byline=False)},
        {"reading": Reading(aloud=frozenset({Kind.TABLE}))},
        {"reading": Reading(sites=(SiteRule(host="example.org", drop=("p",)),))},
        {"output": load_output("mp3", "compact")},
    ],
)
def test_whatever_differs_the_source_is_cleaned_again(produce, cleaned, change):
    produce(**({"content": QUOTED} if "source" in change else {}))

    produce(**change)

    assert len(cleaned) == 2


def test_a_source_that_is_cleaned_again_to_the_same_script_is_not_spoken_again(produce, article, asked, cleaned):
    content = produce().path.read_bytes()
    asked.clear()

    again = produce(content=article.read_bytes() + b"\n\n")

    assert again.path.read_bytes() == content
    assert len(cleaned) == 2
    assert not asked


def test_an_article_in_several_pages_is_fetched_each_time(produce, cleaned):
    text = "<p>" + "The bell in the old tower rang for the town, as it had for forty years, and people came. " * 9
    pages = {
        "": f"<html><body><article><h1>The bell</h1>{text}</p><a href='/bell/2'>2</a></article></body></html>",
        "/2": "<html><body><article><p>" + "It was repaired by two welders from the coast in three days. " * 9,
    }
    first = Source("bell", pages[""].encode(), url="https://example.org/bell")

    def fetch(url):
        return Source(url, pages["/2"].encode(), url=url)

    before = produce(source=first, fetch=fetch)
    pages["/2"] = pages["/2"].replace("welders", "painters")

    after = produce(source=first, fetch=fetch)

    assert len(cleaned) == 2
    assert after.duration_ms != before.duration_ms


def test_with_other_code_the_episode_is_made_anew(produce, monkeypatch):
    produce()
    monkeypatch.setattr(pipeline, "identity", lambda: "another")
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


def jingle(path, hertz):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        samples = 3000 * np.sin(2 * np.pi * hertz * np.arange(8000) / 8000)
        file.writeframes(samples.astype("<i2").tobytes())
    return Source(str(path), path.read_bytes())


def test_another_jingle_makes_the_episode_anew_and_the_same_one_does_not(produce, tmp_path, asked):
    one, other = (Dressing(jingles=Jingles(intro=jingle(tmp_path / "a.wav", hertz))) for hertz in (300, 500))
    plain = produce().path.read_bytes()

    first = produce(dressing=one).path.read_bytes()
    second = produce(dressing=other).path.read_bytes()
    spoken = len(asked)

    assert len({plain, first, second}) == 3
    assert produce(dressing=one).path.read_bytes() == first
    assert len(asked) == spoken


def test_a_jingle_that_is_none_is_told_before_anything_is_spoken(produce, asked, tmp_path):
    with pytest.raises(InputError, match=r"as sound"):
        produce(dressing=Dressing(jingles=Jingles(outro=Source("outro.mp3", b"nothing"))))

    assert not asked
    assert not (tmp_path / "episode.mp3").exists()


def test_another_loudness_makes_the_episode_anew(produce):
    assert produce().loudness.integrated_lufs == pytest.approx(-19, abs=0.2)
    assert produce(dressing=Dressing(loudness_lufs=-16.0)).loudness.integrated_lufs == pytest.approx(-16, abs=0.2)


PAGE = """<!doctype html><html lang=en><head><title>The bell of Orrin Vale</title>
<meta property="og:image" content="https://example.org/lead.png"></head><body><article><h1>The bell of Orrin Vale</h1>
<p>The bell rang at noon for the first time in forty years, and the whole village came to hear it.</p>
<p>Nobody had dared to strike it since the crack was found by the sexton's daughter one winter.</p>
</article></body></html>"""


@pytest.fixture
def lead():
    """The addresses that were fetched; at each there is a picture, or what is put in its place."""

    class Lead:
        fetched: ClassVar = []
        answer = staticmethod(lambda url: Source(url, b""))

        @classmethod
        def fetch(cls, url):
            cls.fetched.append(url)
            return cls.answer(url)

    Lead.fetched.clear()
    file = io.BytesIO()
    Image.new("RGB", (1200, 630), (200, 0, 0)).save(file, "PNG")
    Lead.answer = staticmethod(lambda url: Source(url, file.getvalue()))
    return Lead


def of_web(**changes):
    source = Source("https://example.org/bell", PAGE.encode(), url="https://example.org/bell")
    return {"source": source, "reading": Reading(force=True), **changes}


def colour(cover):
    return Image.open(io.BytesIO(cover)).getpixel((800, 800))


def test_a_fetched_pages_own_picture_is_its_cover(produce, lead):
    episode = produce(**of_web(), fetch=lead.fetch)

    assert lead.fetched == ["https://example.org/lead.png"]
    assert colour(episode.cover)[0] > 190


def test_nothing_is_fetched_for_a_page_in_a_file(produce, lead):
    episode = produce(content=PAGE.encode(), reading=Reading(force=True), fetch=lead.fetch)

    assert not lead.fetched
    assert episode.image == "https://example.org/lead.png"
    assert colour(episode.cover)[0] < 190


@pytest.mark.parametrize("dressing", [Dressing(cover=False), Dressing(picture=Source("own.txt", b""))])
def test_nothing_is_fetched_where_the_pages_picture_is_not_wanted(produce, lead, dressing):
    with suppress(InputError):
        assert produce(**of_web(dressing=dressing), fetch=lead.fetch).cover is None

    assert not lead.fetched


def test_a_picture_that_cannot_be_had_gives_way_to_the_title_until_it_can(produce, lead):
    there = lead.answer

    def gone(url):
        raise InputError("gone")

    lead.answer = gone
    titled = produce(**of_web(), fetch=lead.fetch)
    lead.answer = there

    assert colour(titled.cover)[0] < 190
    assert colour(produce(**of_web(), fetch=lead.fetch).cover)[0] > 190


def test_an_episode_from_the_cache_has_its_cover(produce):
    first, again = produce(), produce()

    assert first.cover
    assert again.cover == first.cover


def test_a_cover_that_is_none_is_told_before_anything_is_spoken(produce, asked):
    with pytest.raises(InputError, match=r"cannot read own\.png as a picture"):
        produce(dressing=Dressing(picture=Source("own.png", b"no picture")))

    assert not asked


def test_without_a_cover_the_file_has_none(produce):
    assert not mutagen.File(produce(dressing=Dressing(cover=False)).path).tags.getall("APIC")
    assert mutagen.File(produce().path).tags.getall("APIC")


def test_what_is_ours_is_a_passage_of_its_own_kind_in_the_transcript(produce):
    episode = produce()
    last = episode.transcript.passages[-1]

    assert (last.kind, last.text) == (Kind.NOTICE, episode.disclosure)
    assert episode.disclosure == "This article is narrated by a synthetic voice."
