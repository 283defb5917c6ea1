"""Two commands in turn: what each costs, and the ratio of each pair."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process with its children: seconds, and the most memory that one of them held."""

    cpu: float
    wall: float
    peak_mb: float


def cost_of(command: Sequence[str], stdin: bytes = b"", **environment: str) -> Cost:
    """Runs the command to its end; raises CalledProcessError where it fails."""
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | environment
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def compare(one: Callable[[], Cost], other: Callable[[], Cost], *, names: tuple[str, str], pairs: int) -> None:
    """Prints the medians, and the median, least and greatest ratio of the pairs."""
    runs = [(one(), other()) for _ in range(pairs)]
    for name, costs in zip(names, zip(*runs, strict=True), strict=True):
        cpu, wall = (
            statistics.median(values) for values in zip(*((cost.cpu, cost.wall) for cost in costs), strict=True)
        )
        peak = max(cost.peak_mb for cost in costs)
        print(f"{name:<28} {cpu:8.2f} CPU s  {wall:8.2f} s wall  {peak:6.0f} MB")
    for what in ("cpu", "wall"):
        ratios = sorted(getattr(a, what) / getattr(b, what) for a, b in runs)
        middle = statistics.median(ratios)
        print(f"{what:>4}: {names[0]} / {names[1]} = {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
