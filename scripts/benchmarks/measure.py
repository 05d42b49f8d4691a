"""Times whole processes by the operating system's own account of them."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Run:
    """What one process used, its children included."""

    cpu: float
    wall: float
    peak: int


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end and return what it used: seconds, seconds, bytes.

    Raises:
        SystemExit: If the command fails; what it said is shown.
    """
    started = perf_counter()
    process = subprocess.Popen(  # noqa: S603  # benchmarks start the programs that they measure
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | dict(environment or {}),
    )
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{output.decode()[-2000:]}")
    return Run(usage.ru_utime + usage.ru_stime, perf_counter() - started, usage.ru_maxrss * 1024)


def median(runs: Iterable[Run]) -> Run:
    """Return the median of each figure."""
    found = list(runs)
    return Run(
        statistics.median(run.cpu for run in found),
        statistics.median(run.wall for run in found),
        int(statistics.median(run.peak for run in found)),
    )
