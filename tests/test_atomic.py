"""Files appear whole or not at all."""

import errno
import filecmp
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from narrate.atomic import aside, move_together, unwritten, write_changed, write_whole
from narrate.errors import DiskFullError, OutputError


def test_a_file_takes_its_name_only_when_all_is_written(tmp_path):
    path = tmp_path / "sub" / "file.txt"

    with write_whole(path) as file:
        file.write(b"whole")
        seen_before = path.exists()

    assert not seen_before
    assert path.read_bytes() == b"whole"


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(tmp_path, failure):
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")

    def write_half():
        with write_whole(path) as file:
            file.write(b"half of the new")
            raise failure

    with pytest.raises(failure):
        write_half()

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_has_the_permissions_that_other_new_files_get(tmp_path):
    (tmp_path / "usual").touch()

    with write_whole(tmp_path / "ours"):
        pass

    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_a_place_that_cannot_be_written_is_an_output_error_that_names_it(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "inside.mp3"

    with pytest.raises(OutputError, match=r"cannot write .*inside\.mp3"), write_whole(path):
        pytest.fail("there is no such folder")


def test_a_full_disk_is_an_output_error_that_says_so_and_leaves_nothing(small_disk):
    with pytest.raises(OutputError) as caught, write_whole(small_disk / "large") as file:
        file.write(bytes(1 << 20))

    assert "disk is full" in caught.value.hint
    assert list(small_disk.iterdir()) == []


def test_many_threads_leave_permissions_alone(tmp_path):
    def write(number):
        with write_whole(tmp_path / str(number)) as file:
            file.write(b"x")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(400)))

    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    (tmp_path / "usual").touch()
    assert modes == {stat.S_IMODE((tmp_path / "usual").stat().st_mode)}


def test_a_file_that_holds_this_already_is_not_touched(tmp_path):
    path = tmp_path / "file"

    assert write_changed(path, b"one")
    written = path.stat()
    assert not write_changed(path, b"one")
    assert path.stat().st_mtime_ns == written.st_mtime_ns
    assert path.stat().st_ino == written.st_ino
    assert write_changed(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_lasting_file_has_its_name_on_the_disk_when_it_is_written(tmp_path, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(Path(f"/proc/self/fd/{file}").resolve()) or fsync(file))

    with write_whole(tmp_path / "file"):
        pass

    assert synced[-1] == tmp_path.resolve()
    assert len(synced) == 2


def test_a_full_disk_is_told_apart_from_other_trouble(small_disk):
    with pytest.raises(DiskFullError, match="No space left"), write_whole(small_disk / "file") as file:
        file.write(bytes(1 << 20))
    with pytest.raises(OutputError) as raised:
        write_changed(small_disk, b"a folder is in the way")

    assert not isinstance(raised.value, DiskFullError)


def written(folder, **contents):
    """Files of such names, with such contents."""
    for name, content in contents.items():
        (folder / name).write_text(content)
    return [folder / name for name in contents]


def lies_in(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "failure", [PermissionError(errno.EPERM, "no"), OSError(errno.ENOSPC, "full"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("older", [{}, {"one": "old", "three": "old"}, {"one": "old", "two": "old", "three": "old"}])
def test_files_are_moved_together_or_what_was_there_is_there_again(tmp_path, monkeypatch, failure, older):
    written(tmp_path, **older)
    move = Path.replace

    def fail_at_three(path, place):
        if Path(place) == tmp_path / "three" and path.read_text() == "new":
            raise failure
        return move(path, place)

    monkeypatch.setattr(Path, "replace", fail_at_three)
    with pytest.raises((OutputError, KeyboardInterrupt)) as raised, aside(tmp_path) as hidden:
        move_together(written(hidden, one="new", two="new", three="new"), tmp_path)

    assert lies_in(tmp_path) == older
    assert isinstance(raised.value, DiskFullError) == (isinstance(failure, OSError) and failure.errno == errno.ENOSPC)


def test_files_that_are_moved_together_replace_what_had_their_places(tmp_path):
    written(tmp_path, one="old", another="mine")

    with aside(tmp_path) as hidden:
        move_together(written(hidden, one="new", two="new"), tmp_path)

    assert lies_in(tmp_path) == {"one": "new", "two": "new", "another": "mine"}


def test_a_file_that_may_not_be_read_is_replaced_all_the_same(tmp_path, monkeypatch):
    written(tmp_path, one="old")

    def refuse(*_, **__):  # the mode of a file would not keep root from reading it
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(filecmp, "cmp", refuse)
    with aside(tmp_path) as hidden:
        move_together(written(hidden, one="new"), tmp_path)

    assert lies_in(tmp_path) == {"one": "new"}


def test_a_folder_of_the_users_is_named_whatever_its_name_ends_in():
    told = unwritten(Path("/music/lp.part/.a1b2.part/song.mp3"), OSError(errno.EACCES, "Permission denied"), "")

    assert told.message == "cannot write /music/lp.part/song.mp3: Permission denied"
