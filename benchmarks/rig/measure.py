"""What a process costs: CPU of the whole process, wall time, most memory."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system), wall seconds, and the most memory held, MB."""

    cpu: float
    wall: float
    mb: float


class FailedError(Exception):
    """A measured process ended with another status than 0."""


def run(argv: Sequence[str], env: Mapping[str, str], said: Path) -> Cost:
    """Runs a process to its end, its output into a file. Raises FailedError with the end of what it said.

    The caller must hold little memory itself: a new process counts, as its most, what its parent held.
    """
    begun = time.monotonic()
    with said.open("wb") as out:
        process = subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(argv)}: status {process.returncode}: {said.read_text(errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float]) -> str:
    """Smallest and largest."""
    return f"{min(values):.3g}-{max(values):.3g}"
