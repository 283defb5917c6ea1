"""Another narrate is known by any change of its files, and by any package beside it."""

import sys

import pytest

from narrate import identity as module


@pytest.fixture
def identity(tmp_path, monkeypatch):
    """The identity of a package in a folder, beside which nothing is installed."""
    (tmp_path / "package" / "data").mkdir(parents=True)
    (tmp_path / "package" / "stage.py").write_text("one")
    (tmp_path / "package" / "data" / "rules.toml").write_text("one")
    monkeypatch.setattr(module, "_HERE", tmp_path / "package")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site")])
    (tmp_path / "site").mkdir()
    return module.identity.__wrapped__


def test_it_stays_while_nothing_changes(identity, tmp_path):
    before = identity()
    (tmp_path / "package" / "__pycache__").mkdir()
    (tmp_path / "package" / "__pycache__" / "stage.pyc").write_text("compiled")

    assert identity() == before


@pytest.mark.parametrize("name", ["stage.py", "data/rules.toml", "data/new.toml"])
def test_a_file_that_is_written_again_is_another_narrate(identity, tmp_path, name):
    before = identity()
    (tmp_path / "package" / name).write_text("two")

    assert identity() != before


def test_another_version_of_a_package_is_another_narrate(identity, tmp_path):
    (tmp_path / "site" / "numbers-1.0.dist-info").mkdir()
    before = identity()
    (tmp_path / "site" / "numbers-1.0.dist-info").rename(tmp_path / "site" / "numbers-1.1.dist-info")

    assert identity() != before
