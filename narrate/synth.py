"""A script's clips: spoken side by side on all cores, handed over in order, kept in the cache."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from narrate import edges
from narrate.cache import Cache, key_of
from narrate.engines import Cast
from narrate.model import Clip, Report, Script, Segment

_AHEAD = 4  # clips a worker may be ahead of the one that is waited for: enough to keep all busy behind a long one


@dataclass(frozen=True, slots=True)
class SpokenClips:
    """The clips of a script's segments, kept in the cache: each is spoken when it is first wanted, and not again."""

    script: Script
    cast: Cast
    cache: Cache
    workers: int
    report: Report | None

    def __iter__(self) -> Iterator[Clip]:
        """Gives all, in order; speaks ``workers`` at a time, and reports.

        Raises:
            EngineError: A segment cannot be spoken.
            OutputError: The cache cannot be written to.
        """
        for done, clip in enumerate(self._clips(), start=1):
            if self.report:
                self.report(done, len(self.script.segments))
            yield clip

    def _clips(self) -> Iterator[Clip]:
        self._begin()
        pool = ThreadPoolExecutor(self.workers, thread_name_prefix="speak")
        waiting: deque[Future[Clip]] = deque()
        try:
            for segment in self.script.segments:
                waiting.append(pool.submit(self._clip, segment))
                if len(waiting) > self.workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:  # an error, Ctrl-C, or a reader that stops: what has not begun is dropped, what runs is kept
            pool.shutdown(cancel_futures=True)

    def __getitem__(self, number: int, /) -> Clip:
        """Gives one; raises as above."""
        return self._clip(self.script.segments[number])

    def _begin(self) -> None:
        """Speaks what is first to be spoken by each voice: its model may have to be prepared, which takes seconds.

        Ctrl-C stops that here, and not in the threads of a pool.
        """
        begun: set[str] = set()
        for segment in self.script.segments:
            if segment.voice not in begun and not self.cache.has_clip(self._key(segment)):
                begun.add(segment.voice)
                self._clip(segment)

    def _clip(self, segment: Segment) -> Clip:
        key = self._key(segment)
        clip = self.cache.clip(key)
        if clip is None:
            clip = edges.trim(self.cast.engine_for(segment).speak(segment))
            self.cache.keep_clip(key, clip)
        return clip

    def _key(self, segment: Segment) -> str:
        engine = self.cast.engine_for(segment)
        said = (f"rate {segment.rate}", segment.phonetic or segment.text)
        return key_of(engine.fingerprint, f"edges {edges.VERSION}", *said)


def synthesize(
    script: Script, cast: Cast, cache: Cache, *, workers: int = 0, report: Report | None = None
) -> SpokenClips:
    """The clips of a script, spoken as they are read, ``workers`` at a time (0: one a core)."""
    return SpokenClips(script, cast, cache, workers or cores(), report)


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
