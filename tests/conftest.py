"""What the tests share: a machine of their own, a voice that hums, and the command as a person runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from narrate.voice import Voice, load_voice

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
KYIV = ROOT.parent / "shared" / "samples" / "kyiv-independent.txt"

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")), max_examples=60)
settings.load_profile("house")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def own_machine(tmp_path, monkeypatch):
    """Nothing is read from or left on the machine of whoever runs the tests."""
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NARRATE_VOICE", "NARRATE_RATE", "NARRATE_FORMAT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def spoken_before(tmp_path_factory):
    """A cache that outlives a test: the real voice says each sentence once."""
    return tmp_path_factory.mktemp("spoken")


@pytest.fixture
def tone() -> Voice:
    return load_voice("tone")


@pytest.fixture
def narrate(tmp_path) -> Run:
    """Runs the command in a folder of its own, as a person would; gives what it printed and its exit code."""

    def run(*words: object, stdin: bytes | None = None, env: dict[str, str] | None = None):
        done = subprocess.run(
            [sys.executable, "-m", "narrate", *map(str, words)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"} | (env or {}),
            timeout=300,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


ARTICLE = """# The bell of Orrin Vale

By Tess Marlow

The bell rang at noon for the first time in 40 years.

## A crack in the bronze

Nobody had dared to strike it since the crack was found. "We were afraid of it," said the sexton.

## The repair

Two welders came from the coast, and the work took 3 days. It cost $1,200.
"""


@pytest.fixture
def article(tmp_path) -> Path:
    """A short article with two sections, in the folder that ``narrate`` runs in."""
    path = tmp_path / "bell.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
