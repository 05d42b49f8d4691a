"""Several processes do a work together as one would alone, and none outlives it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generated import write_tree
from conftest import ROOT, TODAY
from showcase.publishing import write
from showcase.workers import Stopped, shared
from test_build import differing, files

STARTER = os.getpid()


def kept(items: Iterator[int]) -> tuple[int, list[int]]:
    return os.getpid(), list(items)


@pytest.mark.parametrize("total", [0, 1, 199, 200, 201, 5000])
@pytest.mark.parametrize("processes", [1, 2, 5])
def test_each_item_is_done_once(total: int, processes: int) -> None:
    results = shared(range(total), kept, processes)
    assert sorted(item for _, items in results for item in items) == list(range(total))
    assert len({process for process, _ in results}) == processes
    assert results[0][0] == os.getpid()


def fails_elsewhere(items: Iterator[int]) -> int:
    if os.getpid() != STARTER:
        raise PermissionError(13, "verboten", "site/index.html")
    return sum(items)


def test_a_failure_elsewhere_is_raised_here() -> None:
    with pytest.raises(PermissionError, match=r"verboten.*site/index\.html"):
        shared(range(1000), fails_elsewhere, 3)


def fails_here(items: Iterator[int]) -> int:
    if os.getpid() == STARTER:
        raise ValueError
    return sum(1 for _ in items)


def test_processes_may_need_the_same_new_folder_at_once(tmp_path: Path) -> None:
    def writes(items: Iterator[int]) -> None:
        for who in items:
            for number in range(5000):
                write(tmp_path, f"{number}/search/{who}.js", b"")

    shared(range(2), writes, 2)
    assert len(files(tmp_path)) == 10_000


def is_killed(items: Iterator[int]) -> int:
    if os.getpid() != STARTER:
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(items)


def test_a_process_that_is_killed_is_noticed() -> None:
    with pytest.raises(Stopped, match="内存"):
        shared(range(1000), is_killed, 2)


def test_no_process_is_left_after_a_failure() -> None:
    for work, error in ((fails_here, ValueError), (is_killed, Stopped)):
        with pytest.raises(error):
            shared(range(1000), work, 3)
        assert multiprocessing.active_children() == []


ORPHANS = textwrap.dedent(
    """
    import os, signal, sys, time
    from showcase.workers import shared

    signal.alarm(60)  # so that nobody waits for ever

    def tell():
        os.write(1, b"%d\\n" % os.getpid())  # at once: others write there, too

    def slow(items):
        for item in items:
            tell()
            time.sleep(0.01)

    def large(items):
        tell()
        for item in items:
            if os.getpid() == starter:
                time.sleep(60)
        return bytes(1_000_000)

    starter = os.getpid()
    shared(range(100_000), {"slow": slow, "large": large}[sys.argv[1]], 3)
    """
)


@pytest.mark.parametrize("work", ["slow", "large"])
def test_no_process_goes_on_without_the_one_that_started_it(work: str) -> None:
    command = [sys.executable, "-c", ORPHANS, work]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        seen: set[str] = set()
        while len(seen) < 3:
            seen.add(started.stdout.readline())
            assert "" not in seen, "it has ended already"
        started.kill()
        started.stdout.read()  # comes to an end only when no process is left that writes


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    write_tree(1000, tmp_path / "tree", ROOT)
    command = [Path(sys.executable).with_name("showcase"), "build", "--root", tmp_path / "tree"]
    sites = []
    for cores in ({min(os.sched_getaffinity(0))}, os.sched_getaffinity(0)):
        sites.append(tmp_path / f"site-{len(sites)}")
        subprocess.run(
            [*command, "--today", TODAY, "--site-dir", sites[-1]],
            cwd=ROOT,
            check=True,
            capture_output=True,
            preexec_fn=lambda cores=cores: os.sched_setaffinity(0, cores),
            timeout=300,
        )
    assert len(files(sites[0])) > 1000
    assert differing(*sites) == []
