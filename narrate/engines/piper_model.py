"""A Piper model ready to run: rewritten once, kept beside the cache, loaded to run fast and in little memory."""

import json
import logging
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf

from narrate.atomic import write_whole
from narrate.engines import piper_graph
from narrate.engines.piper_graph import INNER, POOL_PREFIX
from narrate.engines.piper_rate import FRAMES, RATE
from narrate.errors import OutputError

log = logging.getLogger(__name__)

Floats = np.ndarray[Any, np.dtype[np.float32]]
Inputs = Mapping[str, "np.ndarray[Any, Any]"]

BROKEN = (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, ValueError, KeyError)
"""What a file that is no model of Piper's raises."""
WANTS_MORE = Fail
"""What a pool of noise that is too short raises."""

_INPUTS = frozenset({"input", "input_lengths", "scales", RATE})
_PARTS = ("inner", "sound")
_WINDOW = 400  # steps of the inner signal, 50 of joe's frames: 240 and 640 are 3 % slower, more leave the cache
_MOST_OFF = 1e-3  # between a model and its rewriting, without noise: joe's is 3e-5; what was misunderstood is far off
_LEVEL = onnxruntime.GraphOptimizationLevel


@dataclass(frozen=True, slots=True)
class _Windows:
    """How the inner signal is cut; as in ``piper_graph.Parts``."""

    unit: int
    reach: int
    hop: int

    def __call__(self, steps: int) -> Iterator[tuple[slice, slice]]:
        """The windows of a signal of so many steps, each with the part of its samples that counts."""
        size = _WINDOW // self.unit * self.unit
        for start in range(0, steps, size):
            end = min(steps, start + size)
            first = max(0, start - self.reach)
            yield slice(first, end + self.reach), slice((start - first) * self.hop, (end - first) * self.hop)


class PiperModel:
    """Phoneme ids to sound, on one thread for each caller."""

    def __init__(self, path: Path, first: Any, sound: Any | None = None, windows: _Windows | None = None) -> None:  # noqa: ANN401 - onnxruntime ships no types
        self._path = path  # of the first part
        self._first = first
        self._sound = sound
        self._windows = windows
        self.inputs = frozenset(one.name for one in first.get_inputs())
        self.pools = tuple(sorted(name for name in self.inputs if name.startswith(POOL_PREFIX)))
        self._outputs = [one.name for one in first.get_outputs()]

    @property
    def parted(self) -> bool:
        """Whether it runs in two parts; one that is not understood does not."""
        return self._windows is not None

    def length(self, frames: Floats) -> int:
        """Samples of a sound of so many frames an id; 0 where the model is not parted."""
        return int(frames.sum()) * self._windows.unit * self._windows.hop if self._windows else 0

    def frames(self, inputs: Inputs) -> Floats:
        """The frames of each id, without the sound."""
        wanted = {one.name for one in self._timer.get_inputs()}
        (frames,) = self._timer.run([FRAMES], {name: value for name, value in inputs.items() if name in wanted})
        return np.asarray(frames, np.float32).reshape(-1)

    @cached_property
    def _timer(self) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        """What tells the frames: of the first part the two fifths that they need."""
        try:
            graph = piper_graph.timer(piper_graph.load(self._path))
        except OSError:  # it was loaded from a folder that is gone by now
            return self._first
        return _session(graph.SerializeToString(), _LEVEL.ORT_DISABLE_ALL)

    def run(self, inputs: Inputs) -> tuple[Floats, Floats]:
        """Samples in [-1, 1], but for overshoot; and the frames of each id."""
        made = dict(zip(self._outputs, self._first.run(None, dict(inputs)), strict=True))
        frames = made.pop(FRAMES)
        if self._sound is None or self._windows is None:
            (sound,) = made.values()
        else:
            inner = made[INNER]
            parts = []
            for window, counts in self._windows(inner.shape[1]):
                (part,) = self._sound.run(None, {INNER: inner[:, window]})
                parts.append(part.reshape(-1)[counts])
            sound = np.concatenate(parts)
        return sound.reshape(-1), frames.reshape(-1)


def load(model: Path, kept: Path, ids: Sequence[int]) -> PiperModel:
    """The model, rewritten and kept at ``kept`` (the start of its files' names) for the next time.

    ``ids`` are some that the model knows: a rewriting that does not say them as the model does is not used.

    Raises:
        ValueError: It is no Piper model; or another of ``BROKEN``.
    """
    try:
        return _kept(kept)
    except OSError:
        log.info("preparing %s", model)
    except BROKEN as exc:
        log.warning("made again: %s: %s", kept, exc)
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        made = Path(folder, kept.name)
        _prepare(model, made, ids)
        try:
            for path in sorted(made.parent.glob(f"{kept.name}.*.onnx")):
                _copy(path, kept.with_name(path.name))
            _copy(_record(made), _record(kept))  # last: what has a record is whole
            _remove_older(kept)
        except OutputError as exc:
            log.info("not kept: %s", exc)
        return _kept(made)


def _remove_older(kept: Path) -> None:
    """What earlier versions made of the same model."""
    digest = kept.name.partition("-")[0]
    for path in kept.parent.glob(f"{digest}-*"):
        if not path.name.startswith(f"{kept.name}."):
            path.unlink(missing_ok=True)


def _kept(name: Path) -> PiperModel:
    record = json.loads(_record(name).read_bytes())
    for part, check in record["parts"].items():
        if _check_sum(_part(name, part)) != check:
            raise ValueError(f"{part} is damaged")
    sessions = [_session(str(_part(name, part)), _LEVEL.ORT_DISABLE_ALL) for part in record["parts"]]
    missing = _INPUTS.difference(one.name for one in sessions[0].get_inputs())
    if missing:
        raise ValueError(f"it takes no {', '.join(sorted(missing))}")
    windows = record["windows"]
    path = _part(name, next(iter(record["parts"])))
    return (
        PiperModel(path, sessions[0], sessions[-1], _Windows(**windows)) if windows else PiperModel(path, sessions[0])
    )


def _prepare(model: Path, name: Path, ids: Sequence[int]) -> None:
    """Writes what ``_kept`` reads: the model in two parts, or whole where it is not understood.

    No step holds what another needs: a model takes its size many times over, and there is a limit to the memory.
    """
    read, whole = _part(name, "read"), _part(name, "whole")
    read.write_bytes(piper_graph.read(model.read_bytes()).SerializeToString())
    _optimize(read, whole, _LEVEL.ORT_ENABLE_BASIC)
    asked = _sound_of(_keep_record(name, ["whole"]), ids)
    try:
        windows = _write_parts(whole, name)
        off = _difference(asked, _sound_of(_keep_record(name, _PARTS, windows), ids))
        if off > _MOST_OFF:
            raise ValueError(f"it differs by {off:.2g} once rewritten")
        whole.unlink()
    except BROKEN as exc:
        log.warning("the model runs as it is, and slower: %s", exc)
        _keep_record(name, ["whole"])
        for part in _PARTS:
            _part(name, part).unlink(missing_ok=True)


def _write_parts(whole: Path, name: Path) -> _Windows:
    """Writes the model's parts, rewritten."""
    parts = piper_graph.part(piper_graph.load(whole))
    windows = _Windows(parts.unit, parts.reach, parts.hop)
    written = [_part(name, f"{part}-written") for part in _PARTS]
    for path, proto in zip(written, (parts.inner, parts.sound), strict=True):
        piper_graph.save(proto, path)
    del parts, proto
    for part, path in zip(_PARTS, written, strict=True):
        _optimize(path, _part(name, part), _LEVEL.ORT_ENABLE_EXTENDED)
    return windows


def _optimize(model: Path, to: Path, level: Any) -> None:  # noqa: ANN401 - onnxruntime ships no types
    """Writes the model in a form that loads quickly, and removes it."""
    _session(str(model), level, save=to)
    model.unlink()


def _keep_record(name: Path, parts: Sequence[str], windows: _Windows | None = None) -> PiperModel:
    checks = {part: _check_sum(_part(name, part)) for part in parts}
    facts = {"parts": checks, "windows": asdict(windows) if windows else None}
    _record(name).write_text(json.dumps(facts), encoding="utf-8")
    return _kept(name)


def _sound_of(model: PiperModel, ids: Sequence[int]) -> Floats:
    """The samples that a model makes of the ids without noise."""
    inputs: dict[str, np.ndarray[Any, Any]] = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.array([0.0, 1.0, 0.0], np.float32),
        RATE: np.ones(1, np.float32),
    }
    inputs |= {name: np.zeros(len(ids) << 16, np.float32) for name in model.pools}
    inputs |= {"sid": np.zeros(1, np.int64)} if "sid" in model.inputs else {}
    return model.run(inputs)[0]


def _difference(one: Floats, other: Floats) -> float:
    """The greatest between two sounds' samples."""
    return float(np.abs(one - other).max()) if one.shape == other.shape else np.inf


def _session(model: str | bytes, level: Any, *, save: Path | None = None) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # utterances run side by side; threads inside one spin, and cost 63 % more
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # a plan for each length of utterance: 200 MB for an article, and no faster
    options.log_severity_level = 4  # what fails is raised, and told by us
    options.graph_optimization_level = level
    if save is not None:
        options.optimized_model_filepath = str(save)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _record(name: Path) -> Path:
    return name.with_name(f"{name.name}.json")


def _part(name: Path, part: str) -> Path:
    return name.with_name(f"{name.name}.{part}.onnx")


def _check_sum(path: Path) -> int:
    check = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            check = zlib.crc32(block, check)
    return check


def _copy(path: Path, to: Path) -> None:
    with path.open("rb") as source, write_whole(to) as file:
        shutil.copyfileobj(source, file, 1 << 20)
