"""Runs one command and writes what it used, all processes that it started included; run as a program of its own.

The system counts the memory of the process that starts a program as that of the program, so the one that starts
it is kept small: no benchmark that has read ten thousand records, but this.
"""

import ctypes
import json
import os
import resource
import sys
from collections.abc import Iterator
from time import perf_counter

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux."""


def main(file: str, command: list[str]) -> int:
    """Run a command, write its account into a file, and return its exit status."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    started = perf_counter()
    own = os.posix_spawnp(command[0], command, os.environ)
    ended = list(_ended())
    wall = perf_counter() - started
    usages = [usage for _, _, usage in ended]
    account = {
        "cpu": sum(usage.ru_utime + usage.ru_stime for usage in usages),
        "system": sum(usage.ru_stime for usage in usages),
        "wall": wall,
        "peak": max(usage.ru_maxrss for usage in usages) * 1024,
    }
    with open(file, "w", encoding="utf-8") as written:  # noqa: PTH123  # pathlib would weigh more
        json.dump(account, written)
    return os.waitstatus_to_exitcode(next(status for process, status, _ in ended if process == own))


def _ended() -> Iterator[tuple[int, int, resource.struct_rusage]]:
    """Iterate over all processes that end, also those that outlive the one that started them."""
    while True:
        try:
            yield os.wait4(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
