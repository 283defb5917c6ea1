"""Two commands in turn: what each costs, and the ratio of each pair."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process with its children, in seconds."""

    cpu: float
    wall: float


def cost_of(command: Sequence[str], stdin: bytes = b"", **environment: str) -> Cost:
    """Runs the command to its end; raises CalledProcessError where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=stdin, capture_output=True, check=True, env=os.environ | environment)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def compare(one: Callable[[], Cost], other: Callable[[], Cost], *, names: tuple[str, str], pairs: int) -> None:
    """Prints the medians, and the median, least and greatest ratio of the pairs."""
    runs = [(one(), other()) for _ in range(pairs)]
    for name, costs in zip(names, zip(*runs, strict=True), strict=True):
        cpu, wall = (
            statistics.median(values) for values in zip(*((cost.cpu, cost.wall) for cost in costs), strict=True)
        )
        print(f"{name:<28} {cpu:8.2f} CPU s  {wall:8.2f} s wall")
    for what in ("cpu", "wall"):
        ratios = sorted(getattr(a, what) / getattr(b, what) for a, b in runs)
        middle = statistics.median(ratios)
        print(f"{what:>4}: {names[0]} / {names[1]} = {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
