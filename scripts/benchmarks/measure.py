"""Times whole processes by the operating system's own account of them."""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command used, all processes that it started included.

    Args:
        cpu: Seconds of processor time, user and system together, of all processes.
        wall: Seconds until the last of them ended.
        peak: Most memory in bytes that any single one of them held at a time.
    """

    cpu: float
    wall: float
    peak: int


def run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Run:
    """Run a command to its end and return what it used.

    Workers that the command does not wait for are waited for here, so that nothing is left out; this process may
    therefore have no other children meanwhile.

    Args:
        command: Program and arguments.
        environment: Variables beside those of this process.
        folder: Where it is run.

    Raises:
        SystemExit: If the command fails; what it said is shown.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    os.sync()  # what the command before has written is its own cost
    started = perf_counter()
    process = subprocess.Popen(  # noqa: S603  # benchmarks start the programs that they measure
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | dict(environment or {}),
        cwd=folder,
    )
    assert process.stdout is not None
    with process.stdout:
        output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    usages = [usage, *_left_behind()]
    wall = perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{output.decode()[-2000:]}")
    return Run(
        sum(each.ru_utime + each.ru_stime for each in usages),
        wall,
        max(each.ru_maxrss for each in usages) * 1024,
    )


def _left_behind() -> Iterator[resource.struct_rusage]:
    """Iterate over the usages of processes that outlived the one that started them."""
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return
        yield usage


def median(runs: Iterable[Run]) -> Run:
    """Return the median of each figure."""
    found = list(runs)
    return Run(
        statistics.median(run.cpu for run in found),
        statistics.median(run.wall for run in found),
        int(statistics.median(run.peak for run in found)),
    )


def machine() -> str:
    """Return what the machine is: cores, processor, kernel."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor()
    return f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}"
