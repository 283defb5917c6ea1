"""What lies in a show's public folder: what counts as an episode's file, and what goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from narrate.batch.public import stock, sweep
from narrate.errors import OutputError
from narrate.show.folder import ShowFolder

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def home(tmp_path) -> Path:
    """An episode's folder, with a file, and more than files."""
    folder = tmp_path / "public" / "episodes" / "a"
    folder.mkdir(parents=True)
    (folder / "bell.mp3").write_bytes(b"ding")
    (folder / "folder").mkdir()
    (folder / "gone.mp3").symlink_to("nowhere")  # as one that is deleted between two looks
    (folder / ".DS_Store").touch()
    (folder.parent / "note.txt").touch()
    return folder


def test_an_episodes_files_are_those_that_are_there_and_not_hidden(tmp_path, home):
    assert stock(tmp_path / "public") == {"episodes/a/bell.mp3": 4}
    assert stock(tmp_path / "elsewhere") == {}


def test_a_sweep_deletes_files_that_no_record_knows_and_nothing_else(tmp_path, home):
    sweep(ShowFolder(tmp_path), (), now=NOW, grace=timedelta())

    assert sorted(path.name for path in home.iterdir()) == [".DS_Store", "folder", "gone.mp3"]


@pytest.mark.usefixtures("home")
def test_what_may_not_be_deleted_is_told_in_a_line_of_ours(tmp_path, monkeypatch):
    def refuse(path, *, missing_ok=False):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(OutputError, match=r"bell\.mp3: Permission denied"):
        sweep(ShowFolder(tmp_path), (), now=NOW, grace=timedelta())
