"""The commands of a show, where no voice is needed to see what they do."""

import pytest
from conftest import SAMPLES
from shows import Studio
from test_cli_building import record

from narrate.batch import foresee
from narrate.clean import clean
from narrate.cli import shows
from narrate.errors import BusyError, UsageError
from narrate.fetch import load
from narrate.show.folder import ShowFolder


def test_a_dry_run_tells_what_would_be_made_and_leaves_nothing(tmp_path):
    studio = Studio(tmp_path).begin(2)

    done = studio.build("--dry-run")

    assert done.stdout.splitlines()[0] == "2 articles would be made"
    assert sorted(path.name for path in studio.folder.path.iterdir()) == ["pages", "show.toml"]


def test_the_sample_show_has_six_articles_each_read_as_its_feed_calls_it():
    folder = ShowFolder(SAMPLES / "show")

    planned = foresee(folder, shows._now())  # noqa: SLF001 - the time, as the command tells it

    titles = {record.title: clean(load(str(folder.path / record.url))) for record in planned.records}
    assert len(titles) == 6
    assert not any(one.failure for one in planned.sources)
    for title, article in titles.items():
        assert article.title == title
        assert article.author in {"Ada Finch", "Jonas Reed", "Ruth Ansell", "Mara Lindqvist"}
        assert not any("Subscribe" in block.text or "invented" in block.text for block in article.blocks)


def test_a_watch_goes_on_when_another_run_has_the_show_and_ends_well_between_builds(tmp_path, monkeypatch, capsys):
    built, slept = [], []

    def build(*args, **flags):
        built.append(args)
        if len(built) == 1:
            raise BusyError("held by process 7", "wait")
        return 0

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(shows, "_build", build)
    monkeypatch.setattr(shows.time, "sleep", sleep)

    shows.watch(tmp_path, minutes=30)

    assert len(built) == 2
    assert all(1790 < seconds <= 1800 for seconds in slept)
    assert "held by process 7" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "Bell", "nothing such", "aaaa"])
def test_a_name_that_means_no_episode_or_several_is_refused(name):
    records = [record("aaaa-1", "The bell"), record("aaaa-2", "Another bell"), record("bbbb-3", "The map")]

    with pytest.raises(UsageError, match="meant by"):
        shows._chosen(records, [name])  # noqa: SLF001 - what the commands choose
    assert shows._chosen(records, ["bbbb", "another"]) == [records[2], records[1]]  # noqa: SLF001
