"""What goes along with an episode: all of it, right, and written only where it changes."""

import json
from pathlib import Path

import pytest
from conftest import ARTICLE
from lxml import html as lxml_html

from narrate import bundle as bundling
from narrate.bundle import bundle, bundled
from narrate.errors import OutputError

NAMES = [".chapters.json", ".html", ".jpg", ".mp3", ".srt", ".transcript.json", ".txt", ".vtt", ".words.vtt"]


def test_speak_bundles_all_that_goes_along_under_the_articles_name(narrate, article, tmp_path):
    done = narrate("speak", article, "--voice", "tone", "--bundle", "out")

    names = [f"the-bell-of-orrin-vale{suffix}" for suffix in NAMES]
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert all(f"out/{name}" in done.stdout for name in names)


def test_the_files_agree_with_what_is_told_of_the_episode(narrate, article, tmp_path):
    told = json.loads(narrate("speak", article, "--voice", "tone", "--bundle", "out", "--json").stdout)

    files = {Path(name).name.partition(".")[2]: tmp_path / name for name in told["files"]}
    chapters = json.loads(files["chapters.json"].read_text())["chapters"]
    words = [one["body"] for one in json.loads(files["transcript.json"].read_text())["segments"]]
    written = [line.lstrip("# ") for line in ARTICLE.splitlines()]
    assert [(one["title"], one["startTime"] * 1000, one["endTime"] * 1000) for one in chapters] == [
        (one["title"], one["start_ms"], one["end_ms"]) for one in told["chapters"]
    ]
    assert files["txt"].read_text().splitlines() == [*written, "", "This article is narrated by a synthetic voice."]
    assert " ".join(words).split() == files["txt"].read_text().split()


def test_the_page_leads_to_the_files_that_are_there(narrate, article, tmp_path):
    narrate("speak", article, "--voice", "tone", "--bundle", "out")

    (path,) = (tmp_path / "out").glob("*.html")
    page = lxml_html.fromstring(path.read_text("utf-8"))
    sound = page.find(".//audio")
    leads_to = {
        sound.get("src"),
        sound.get("data-cover"),
        *(link.get("href") for link in page.iterfind(".//footer//a")),
    }
    assert leads_to <= {one.name for one in path.parent.iterdir()}
    assert {name.partition(".")[2] for name in leads_to} == {
        "jpg",
        "mp3",
        "txt",
        "vtt",
        "srt",
        "transcript.json",
        "chapters.json",
    }


@pytest.fixture
def episode(produce):
    return produce()


def test_a_file_that_is_as_it_should_be_is_left_alone(episode):
    first = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in bundle(episode)}
    changed = next(path for path in first if path.suffix == ".srt")
    changed.write_text("changed")

    again = bundle(episode)

    assert [path for path in again if (path.stat().st_mtime_ns, path.stat().st_ino) != first[path]] == [changed]
    assert changed.read_text() != "changed"


def test_an_episode_from_the_cache_has_the_same_bundle(produce):
    first = {path: path.read_bytes() for path in bundle(produce())}
    for path in first:
        path.unlink()

    again = {path: path.read_bytes() for path in bundle(produce())}

    assert again == first


def test_the_numbers_of_a_list_are_shown_wherever_its_text_is_also_from_the_cache(produce):
    content = b"# Bread\n\nIn short:\n\n3. Knead the dough for ten minutes.\n4. Let it rest.\n\nBake it.\n"
    made = {path.name.partition(".")[2]: path for path in bundle(produce(content=content))}
    first = {name: path.read_bytes() for name, path in made.items()}

    bundle(produce(content=content))

    words = [one["body"].split() for one in json.loads(first["transcript.json"])["segments"]]
    assert "3. Knead the dough for ten minutes.\n\n4. Let it rest.\n" in first["txt"].decode()
    assert all(b"\n4. Let it rest." in first[name] for name in ("vtt", "srt"))
    assert ["4.", "Let"] in words
    assert b'<li id="p3" dir="auto" value="4">Let it rest.</li>' in first["html"]
    assert {name: path.read_bytes() for name, path in made.items()} == first


def test_what_cannot_be_written_is_told(episode, tmp_path):
    (tmp_path / "episode.srt").mkdir()

    with pytest.raises(OutputError, match=r"episode\.srt") as raised:
        bundle(episode, move="with the show")

    assert raised.value.hint == "move it with the show"


def lies_in(folder):
    """What lies in a folder, hidden or not, and what is in it."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def make(produce):
    """Makes the bell's episode, as ``bundled`` asks for one."""
    return lambda place: produce(place=place)


def test_a_bundle_that_cannot_be_rendered_leaves_nothing_and_changes_nothing(make, produce, tmp_path, monkeypatch):
    def in_folder(title, language):
        return tmp_path / "out" / "bell.mp3"

    def fail(episode):
        raise OutputError("no chapters today")

    monkeypatch.setattr(bundling, "chapters_json", fail)
    with pytest.raises(OutputError, match="no chapters today"):
        bundled(make, in_folder)
    assert lies_in(tmp_path / "out") == {}
    monkeypatch.undo()
    bundled(make, in_folder)
    before = lies_in(tmp_path / "out")
    monkeypatch.setattr(bundling, "chapters_json", fail)

    with pytest.raises(OutputError, match="no chapters today"):
        bundled(lambda place: produce(content=b"# The ferry\n\nIt sailed.", place=place), in_folder)

    assert lies_in(tmp_path / "out") == before


def test_a_bundle_is_put_in_its_places_only_if_all_of_it_can_be(make, tmp_path):
    (tmp_path / "out" / "bell.srt").mkdir(parents=True)

    with pytest.raises(OutputError, match=r"cannot write \S*/out/bell\.srt: it is a folder"):
        bundled(make, lambda title, language: tmp_path / "out" / "bell.mp3")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["bell.srt"]


def test_where_the_disk_is_too_small_for_a_bundle_there_is_none_of_it(make, small_disk):
    with pytest.raises(OutputError, match=r"cannot write \S*/disk/bell\.\w+: No space left"):
        bundled(make, lambda title, language: small_disk / "bell.mp3")

    assert lies_in(small_disk) == {}


def test_the_sound_comes_last_so_that_whoever_waits_for_it_finds_all(make, tmp_path, monkeypatch):
    came = []
    move = Path.replace
    monkeypatch.setattr(Path, "replace", lambda path, to: (came.append(Path(to)), move(path, to))[1])

    episode, files = bundled(make, lambda title, language: tmp_path / "out" / "bell.mp3")

    assert [path for path in came if path.parent.name == "out"] == [*files, episode.path]
    assert {path.name for path in came[-len(files) - 1 :]} == set(lies_in(tmp_path / "out"))


def test_a_bundle_made_again_leaves_every_file_alone(make, tmp_path):
    def once():
        bundled(make, lambda title, language: tmp_path / "out" / "bell.mp3")
        return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (tmp_path / "out").iterdir()}

    assert once() == once()


def test_several_sources_are_bundled_side_by_side(narrate, article, tmp_path):
    done = narrate("speak", article, article, "--voice", "tone", "--bundle", "out")

    assert done.returncode == 0
    assert len(list((tmp_path / "out").glob("*-2.*"))) == len(NAMES)


def test_bundle_and_o_together_are_refused(narrate, article):
    done = narrate("speak", article, "--bundle", "out", "-o", "x.mp3")

    assert done.returncode == 2
    assert "leave one of them out" in done.stderr
