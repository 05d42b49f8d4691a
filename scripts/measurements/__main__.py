"""Lighthouse's figures for some pages, and what axe, eyes, keyboards and three browsers object to on all of them.

Fails below what the site promises. Arguments choose some of `PARTS`.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Page, sync_playwright

from measurements.engines import ENGINES, chromium, differences
from measurements.modes import MODES, violations, visit
from measurements.reading import SIZES, WIDE, long_lines, lost, too_small

Look = Callable[[Page], list[tuple[str, list[str]]]]
"""Returns what is objected to on a page: the rule, and the first few places."""
ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "site"
CHROME = chromium()
LIGHTHOUSE = ROOT / "tests/lighthouse/node_modules/.bin/lighthouse"
PAGES = ("", "brands/qingchun-nuanxing/", "calendar/", "brands/")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-sync"


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder as publishing sites do: texts compressed."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in {".html", ".css", ".js", ".svg", ".json"}:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)


class Server(ThreadingHTTPServer):
    """Waits for browsers."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that has seen enough hangs up."""


def lighthouse(address: str) -> dict[str, Any]:
    """Return the report of one visit on a phone."""
    command = [LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": CHROME}
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    return dict(json.loads(done.stdout))


def measured(address: str) -> bool:
    """Print the medians of three visits, and return whether all are high enough."""
    reports = [lighthouse(address) for _ in range(3)]
    scores = {
        kind: round(100 * median(report["categories"][kind]["score"] for report in reports))
        for kind in LEAST
    }
    shift = max(report["audits"]["cumulative-layout-shift"]["numericValue"] for report in reports)
    weight = reports[0]["audits"]["total-byte-weight"]["numericValue"]
    requests = len(reports[0]["audits"]["network-requests"]["details"]["items"])
    print(f"{scores}  位移 {shift:g}  {weight / 1000:.0f} kB  {requests} 次请求  {address}")
    return shift == 0 and all(scores[kind] >= least for kind, least in LEAST.items())


def sizes_are_seen_by(mode: str) -> Look:
    """Return what looks for too small texts and targets in a mode."""
    return lambda page: [("sizes", found) for found in (too_small(page, mode),) if found]


LOOKS: dict[str, dict[str, tuple[dict[str, Any], Look]]] = {
    "axe": {name: (mode, violations) for name, mode in MODES.items()},
    "sizes": {mode: (MODES[mode], sizes_are_seen_by(mode)) for mode in SIZES}
    | {"wide": (WIDE, lambda page: [("lines", found) for found in (long_lines(page),) if found])},
    "walk": {"light": ({}, lambda page: [("walk", found) for found in (lost(page),) if found])},
}
"""What is looked at on every page: for each part the modes, and what finds objections there."""
PARTS = ["lighthouse", *LOOKS, "engines"]


def objections(part: str, root: str) -> int:
    """Print what one part of the looks objects to on any page, and return how often it does."""
    total, shares = 0, slices(root)
    with ProcessPoolExecutor(len(shares)) as pool:
        for mode in LOOKS[part]:
            count = sum(pool.map(objections_in, repeat(part), repeat(mode), shares))
            total += said(f"{part} · {mode}", shares, count)
    return total


def breaches(root: str) -> int:
    """Print what goes wrong on any page in any browser while every control is used, and return how often."""
    total, shares, expected = 0, slices(root), []
    with ProcessPoolExecutor(len(shares)) as pool:
        for name, engine in ENGINES.items():
            told = list(chain.from_iterable(pool.map(engine, shares)))
            expected = expected or told  # what the first one shows
            found = [
                (address, difference)
                for address, *both in zip(chain(*shares), told, expected, strict=True)
                for difference in differences(*both)
            ]
            for address, difference in found:
                print(name, address, difference, flush=True)
            total += said(f"engines · {name}", shares, len(found))
    return total


def slices(root: str) -> list[list[str]]:
    """Return the addresses of all pages, in as many shares as work side by side."""
    addresses = [root + file.relative_to(SITE).as_posix() for file in sorted(SITE.rglob("*.html"))]
    workers = os.cpu_count() or 1
    return [addresses[i::workers] for i in range(workers)]


def said(what: str, shares: list[list[str]], count: int) -> int:
    """Print and return how often something was objected to."""
    print(f"{what}：{sum(map(len, shares))} 页，{count} 条意见", flush=True)
    return count


def objections_in(part: str, mode: str, addresses: list[str]) -> int:
    """Print what is objected to on some pages in a mode, and return how often."""
    count = 0
    options, look = LOOKS[part][mode]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROME, args=FLAGS.split()[1:])
        with visit(browser, options) as page:
            for address in addresses:
                page.goto(address)
                for rule, places in look(page):
                    count += 1
                    print(mode, rule, address, places, flush=True)
        browser.close()
    return count


def main() -> int:
    """Measure the site in `site/`; return the exit status."""
    chosen = [argument.removeprefix("--") for argument in sys.argv[1:]] or PARTS
    handler = partial(Compressing, directory=SITE)
    with Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        good = [measured(root + page) for page in PAGES if "lighthouse" in chosen]
        good += [not objections(part, root) for part in LOOKS if part in chosen]
        good += [not breaches(root)] if "engines" in chosen else []
        server.shutdown()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
