"""`scripts/bench serve`: how long after a record is saved a browser shows what it says now."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from benchmarks.generated import EDITED, edit_record, numeral, write_tree
from benchmarks.peers import QUIET, ROOT, TODAY, Hugo, Ours

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
_FLAGS += ("--disable-background-networking", "--disable-component-update", "--disable-sync")
_EPOCH = f"{datetime.combine(TODAY, time(12), UTC).timestamp():.0f}"
_PATIENCE = 600
"""How many seconds a server may take."""


def measure_saves(
    count: int, turns: int, scratch: Path, say: Callable[[str], None]
) -> Mapping[str, Sequence[float]]:
    """Return for each server the seconds from each save until the browser showed the new word.

    Args:
        count: How many records are generated.
        turns: How often a record is saved.
        scratch: Folder for trees and sites.
        say: Told what goes on.
    """
    tree = scratch / "tree"
    write_tree(count, tree, ROOT)
    edit_record(tree, 0)
    ours = Ours(tree, scratch / "site")
    ours.build()
    hugo = Hugo(tree, ours.site, scratch / "hugo", scratch / "site-hugo")
    port = _free_port()
    showcase = str(ROOT / ".venv" / "bin" / "showcase")
    servers = (
        (
            "showcase serve",
            [showcase, "serve", "--root", str(tree), "--port", str(port)],
            tree / EDITED,
        ),
        (
            "hugo server",
            hugo.command("server", "--port", str(port), "--source", str(hugo.folder)),
            hugo.folder / "content" / "brands" / f"{Path(EDITED).stem}.md",
        ),
    )
    found = {}
    with _browser() as browser:
        for name, command, record in servers:
            log = scratch / f"{name}.log"
            with _served(command, port, log):
                found[name] = list(_saves(browser, port, record, turns))
            say(f"{name}: {', '.join(f'{seconds:.2f}' for seconds in found[name])}")
    return found


def _saves(browser: Browser, port: int, record: Path, turns: int) -> Iterator[float]:
    """Save a record with another word each time, and iterate over the seconds until that is seen."""
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{port}/brands/{Path(EDITED).stem}/")
    page.get_by_text(_words(0)).first.wait_for()
    for turn in range(1, turns + 1):
        sleep(2)  # the server has come to rest, as it has when an editor has read the page
        text = record.read_text("utf-8").replace(_words(turn - 1), _words(turn))
        started = perf_counter()
        record.write_text(text, "utf-8")
        page.get_by_text(_words(turn)).first.wait_for(timeout=_PATIENCE * 1000)
        yield perf_counter() - started
    page.close()


def _words(turn: int) -> str:
    return f"改了第{numeral(turn + 1)}遍"


@contextmanager
def _browser() -> Iterator[Browser]:
    """Yield a real browser."""
    program = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def _served(command: Sequence[str], port: int, log: Path) -> Iterator[None]:
    """Run a server inside of a block, from when it answers; it stops with all that it started."""
    with log.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603  # benchmarks start the programs that they measure
            command,
            stdout=file,
            stderr=file,
            env=os.environ | QUIET | {"SOURCE_DATE_EPOCH": _EPOCH},
            cwd=ROOT,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/brands/{Path(EDITED).stem}/", process, log)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when a page is served.

    Raises:
        SystemExit: If the server ends or takes too long; what it said is shown.
    """
    started = perf_counter()
    while process.poll() is None and perf_counter() - started < _PATIENCE:
        try:
            with urlopen(address, timeout=10):  # noqa: S310  # an address of this machine
                return
        except (URLError, OSError):
            sleep(0.2)
    raise SystemExit(f"{process.args}\n{log.read_text('utf-8')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def report(count: int, found: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Iterate over the lines of a table."""
    turns = len(next(iter(found.values())))
    yield f"{count} records, seconds from saving one until the browser shows it, {turns} saves"
    medians = {name: statistics.median(seconds) for name, seconds in found.items()}
    for name, seconds in found.items():
        yield f"{name:16} median {medians[name]:7.2f}   least {min(seconds):7.2f}   most {max(seconds):7.2f}"
    ours, peer = medians.values()
    yield f"ours / peer      {ours / peer:.3f}"
