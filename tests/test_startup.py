"""``narrate --help`` loads nothing that it does not need."""

import json
import subprocess
import sys

import pytest

SLOW = set("av charset_normalizer httpx2 lxml numpy onnx onnxruntime piper pydub".split())


def loaded_by(*words):
    """The top-level modules that are loaded when the command ends."""
    script = (
        "import sys, json, contextlib, io\n"
        "from narrate.cli import app\n"
        f"with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): app({list(words)!r})\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("words", [["--help"], ["speak", "--help"], ["--version"]])
def test_help_loads_no_slow_library(words):
    assert not loaded_by(*words) & SLOW


def test_the_commands_load_little_more_than_typer_itself():
    def modules(what):
        script = f"import sys, json, typer.rich_utils, {what}; print(json.dumps(list(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        return set(json.loads(done.stdout))

    more = modules("narrate.cli") - modules("typer")

    assert len([name for name in more if not name.startswith("narrate")]) <= 4


def test_an_episode_that_was_made_before_is_made_again_without_any_stage(article):
    speak = ["speak", str(article), "--voice", "tone", "-o", str(article.with_suffix(".mp3"))]

    assert "av" in loaded_by(*speak)
    assert not loaded_by(*speak) & SLOW


def test_voices_loads_no_engine():
    assert not loaded_by("voices") & SLOW
