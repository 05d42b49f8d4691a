"""Times whole processes by the operating system's own account of them."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ACCOUNT = Path(__file__).parent / "account.py"


@dataclass(frozen=True, slots=True)
class Run:
    """What one command used, all processes that it started included.

    Args:
        cpu: Seconds of processor time, user and system together, of all processes.
        system: How much of it the system used, most of it for files.
        wall: Seconds until the last of them ended.
        peak: Most memory in bytes that any single one of them held at a time.
    """

    cpu: float
    system: float
    wall: float
    peak: int


def run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Run:
    """Run a command to its end and return what it used.

    Workers that the command does not wait for are waited for, so that nothing is left out.

    Args:
        command: Program and arguments.
        environment: Variables beside those of this process.
        folder: Where it is run.

    Raises:
        SystemExit: If the command fails; what it said is shown.
    """
    os.sync()  # what the command before has written is its own cost
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as account:
        done = subprocess.run(  # noqa: S603  # benchmarks start the programs that they measure
            [sys.executable, "-I", "-S", str(_ACCOUNT), account.name, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_surroundings() | dict(environment or {}),
            cwd=folder,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\n{done.stdout.decode()[-2000:]}")
        return Run(**json.load(account))


def _surroundings() -> dict[str, str]:
    """Return this process's variables; Python keeps what it compiles, as it does unless told not to."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def median(runs: Iterable[Run]) -> Run:
    """Return the median of each figure."""
    found = list(runs)
    return Run(
        statistics.median(run.cpu for run in found),
        statistics.median(run.system for run in found),
        statistics.median(run.wall for run in found),
        int(statistics.median(run.peak for run in found)),
    )


def place(folder: Path) -> str:
    """Return on what a folder lies: a disk, or memory, where files cost least and always the same."""
    found = subprocess.run(  # noqa: S603  # a fixed command
        ["stat", "--file-system", "--format=%T", str(folder)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "unknown"


def machine() -> str:
    """Return what the machine is: cores, processor, kernel."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor()
    return f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}"
