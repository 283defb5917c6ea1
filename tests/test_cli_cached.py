"""The cache is shown as it is, and cleared."""

import json

from narrate.cache import Cache
from narrate.folders import cache_folder
from narrate.model import Clip


def fill():
    cache = Cache(cache_folder() / "clips")
    for key in ("aa11", "bb22"):
        cache.keep_clip(key, Clip(pcm=bytes(2000), rate=22050))
    (cache_folder() / "models").mkdir()
    (cache_folder() / "models" / "model.onnx").write_bytes(bytes(3000))


def test_what_is_kept_is_counted(narrate):
    fill()

    done = narrate("cache", "--json")

    facts = json.loads(done.stdout)
    assert facts["folder"] == str(cache_folder())
    assert facts["clips"]["files"] == 2
    assert facts["models"] == {"files": 1, "bytes": 3000}


def test_nothing_of_it_is_left_once_cleared(narrate):
    fill()
    (cache_folder() / "notes.txt").write_text("not ours")

    done = narrate("cache", "clear")

    assert done.returncode == 0
    assert [path.name for path in cache_folder().rglob("*") if path.is_file()] == ["notes.txt"]


def test_an_empty_cache_is_shown(narrate):
    done = narrate("cache")

    assert done.returncode == 0
    assert "0.0 MB" in done.stdout
