"""What is measured against other people's data: one small function a subject, for floors.json.

A measure takes a corpus (a file or a folder) and the folder of the scorers, and gives figures by name. A new one is a
function here, a line in ``MEASURES``, and an entry in ``floors.json``; ``record_floors.py`` fills in the rest.
"""

import contextlib
import hashlib
import importlib.util
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from unittest import mock

FLOORS = Path(__file__).parent / "floors.json"
DATA = Path(os.environ.get("NARRATE_EVAL_DATA") or Path(__file__).parents[2] / "shared" / "data")
SCORERS = DATA.parent / "eval"

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

Figures = dict[str, float]
Measure = Callable[[Path, Path], Figures]


def spoken_form(text: str) -> str:
    """An English text as it is said."""
    from narrate.spoken import verbalize

    return " ".join(word.spoken for word in verbalize(text, "en"))


def english_sentences(text: str) -> list[str]:
    """The sentences of an English text."""
    from narrate.chunk import sentences

    return [text[start:end] for start, end in sentences(text, "en")]


def spoken(corpus: Path, scorers: Path) -> Figures:
    """Shares of texts said right, and phonemes said wrong, by category."""
    rows = _scores("textnorm_bench", scorers, corpus, "--callable", f"{__name__}:{spoken_form.__name__}")
    return {f"{row} {what}": each[what] for row, each in rows.items() for what in ("equal", "tolerant", "per")}


def sentences(corpus: Path, scorers: Path) -> Figures:
    """Precision, recall and F1 of sentence ends, and paragraphs that lost a character, by category."""
    rows = _scores("sentence_bench", scorers, corpus, "--callable", f"{__name__}:{english_sentences.__name__}")
    return {f"{row} {what}": each[what] for row, each in rows.items() for what in ("exact", "f1", "damaged")}


def cleaner(corpus: Path, scorers: Path) -> Figures:
    """F1 of bodies; shares of titles, authors and dates right; of other pages refused, and of articles lost."""
    own, bench = _module(BENCHMARKS / "clean.py"), _module(scorers / "extract_bench.py")
    found: Figures = {}
    for look in own.LOOKS:
        figures = own.measure(bench, corpus, look)
        heads = {"title": figures.title, "author": figures.author, "date": figures.date}
        found |= {f"{look} {name}": tally.right / tally.stated for name, tally in heads.items()}
        found[f"{look} f1"] = bench.aggregate(figures.bodies)["f1"]
        found[f"{look} refused"] = figures.refused_share()
        found[f"{look} lost"] = figures.refused["article"] / figures.pages["article"]
    return found


MEASURES: dict[str, Measure] = {"spoken": spoken, "sentences": sentences, "cleaner": cleaner}


def digest(corpus: Path) -> str:
    """Of the names and the bytes of all that is in it."""
    total = hashlib.sha256()
    for path in sorted(corpus.rglob("*")) if corpus.is_dir() else [corpus]:
        if path.is_file():
            total.update(f"{path.relative_to(corpus.parent).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _scores(scorer: str, scorers: Path, *words: object) -> dict[str, dict[str, float]]:
    """What a scorer's command finds, by category."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "scores.json")
        command = [scorer, *map(str, words), "--json", str(found)]
        with mock.patch.object(sys, "argv", command), contextlib.redirect_stdout(io.StringIO()):
            _module(scorers / f"{scorer}.py").main()
        return json.loads(found.read_text(encoding="utf-8"))["rows"]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module
