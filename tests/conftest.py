"""What the tests share: a machine of their own, a voice that hums, and the command as a person runs it."""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import vits
from hypothesis import settings

from narrate import pipeline
from narrate.assemble import assemble
from narrate.cache import Cache
from narrate.engines import load_cast, load_engine
from narrate.model import Article, Block, Credit, Kind, Mark, Script, Segment, Source, Track, Word
from narrate.outputs import Output, load_output
from narrate.pipeline import Studio
from narrate.voice import Pauses, Voice, load_voice

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
KYIV = ROOT.parent / "shared" / "samples" / "kyiv-independent.txt"

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")), max_examples=60)
settings.load_profile("house")

# Before anything is collected: parameters are the voices of this machine, not of whoever runs the tests.
_NOWHERE = tempfile.mkdtemp(prefix="narrate-tests-")
os.environ |= {
    "NARRATE_CACHE": f"{_NOWHERE}/cache",
    "XDG_CONFIG_HOME": f"{_NOWHERE}/config",
    "NARRATE_VOICES": f"{_NOWHERE}/voices",
}

_OURS = {"NARRATE_CACHE", "NARRATE_VOICES", "NARRATE_EVAL_DATA"}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def own_machine(tmp_path, monkeypatch):
    """Nothing is read from or left on the machine of whoever runs the tests."""
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))
    for name in [name for name in os.environ if name.startswith("NARRATE_") and name not in _OURS]:
        monkeypatch.delenv(name)


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


SPEAKERS = {"anna": 0, "bert": 1, "carla": 2}


def write_model(path: Path, **config: object) -> Path:
    """A small model of random weights with three speakers, and its configuration."""
    made = vits.keep(path.parent, vits.Shape(speakers=len(SPEAKERS)))
    told = json.loads(Path(f"{made}.json").read_text()) | {"speaker_id_map": SPEAKERS} | config
    Path(f"{made}.json").rename(f"{path}.json").write_text(json.dumps(told), encoding="utf-8")
    return made.rename(path)


@pytest.fixture
def produce(tone, tmp_path, article):
    def run(**changes):
        content = changes.pop("content", article.read_bytes())
        source = changes.pop("source", Source("bell.md", content))
        place = changes.pop("place", lambda *_: tmp_path / "episode.mp3")
        report = changes.pop("report", None)
        studio = Studio(tone, load_cast(tone), load_output("mp3"), Cache(tmp_path / "clips"))
        return pipeline.produce(source, place, replace(studio, **changes), report)

    return run


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 256 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as exc:
        pytest.skip(f"only root may mount a small file system: {exc}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def speakers(tmp_path) -> Path:
    """A model with three speakers."""
    return write_model(tmp_path / "en_GB-three-low.onnx", language={"code": "en_GB"})


def segment(text: str) -> Segment:
    """A segment that says a text."""
    return Segment((Word(text, 0, len(text)),), 0, 300)


@pytest.fixture
def track(tone):
    article = Article(
        blocks=(Block(Kind.TITLE, "Тhe naïve title — “quoted”"), Block(Kind.PARAGRAPH, "Text.")),
        rulings=(),
        author="Zoë Ångström",
        site="The Courier",
        published="2024-07-24",
    )
    segments = tuple(segment(f"This is sentence number {number}.") for number in range(6))
    script = Script(article, segments, (Mark("First", 0), Mark("Zweitens: größer", 3), Mark("Z", 5)))
    engine = load_engine(tone)
    return assemble(script, [engine.speak(one) for one in segments], rate=engine.rate, pauses=Pauses())


@pytest.fixture
def told(track) -> Track:
    """The same, with all that there may be to tell of a track."""
    credited = (Credit("joe", "CC0-1.0", "Voice: Joe"), Credit("eva", "unknown", ""))
    article = replace(track.script.article, url="https://courier.example/bell")
    script = replace(track.script, article=article, credits=credited, disclosure="No person reads this.")
    first, second, *rest = track.chapters
    linked = (first, replace(second, url="https://courier.example/part"), *rest)
    return replace(track, script=script, chapters=linked, cover=PICTURES["jpeg"])


def _picture(codec: str, pixels: str) -> bytes:
    """A grey picture of 16 pixels a side."""
    encoder = av.CodecContext.create(codec, "w")
    encoder.width = encoder.height = 16
    encoder.pix_fmt, encoder.time_base = pixels, Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(np.full((16, 16, 3), 99, np.uint8)).reformat(format=pixels)
    return b"".join(bytes(packet) for one in (frame, None) for packet in encoder.encode(one))


PICTURES = {"jpeg": _picture("mjpeg", "yuvj420p"), "png": _picture("png", "rgb24")}


def written(output: Output, track: Track) -> bytes:
    """The file that an output makes of a track."""
    file = io.BytesIO()
    output.write(track, file)
    return file.getvalue()
