"""Lighthouse's figures for some pages, and axe's objections to all of them; fails below what the site promises."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright

from measurements.modes import MODES, violations, visit

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "site"
CHROME = next(
    path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name))
)
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


def objections(root: str) -> int:
    """Print what axe objects to on any page in any mode, and return how often it does."""
    files = sorted(SITE.rglob("*.html"))
    addresses = [root + file.relative_to(SITE).as_posix() for file in files]
    with ProcessPoolExecutor() as workers:
        counts = dict(zip(MODES, workers.map(objections_in, MODES, repeat(addresses)), strict=True))
    print(f"axe：{len(files)} 页，每种样子的意见 {counts}")
    return sum(counts.values())


def objections_in(mode: str, addresses: list[str]) -> int:
    """Print what axe objects to on some pages in a mode, and return how often it does."""
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROME, args=FLAGS.split()[1:])
        with visit(browser, MODES[mode]) as page:
            for address in addresses:
                page.goto(address)
                for rule, places in violations(page):
                    count += 1
                    print(mode, rule, address, places, flush=True)
        browser.close()
    return count


def main() -> int:
    """Measure the site in `site/`; return the exit status."""
    handler = partial(Compressing, directory=SITE)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        good = [measured(root + page) for page in PAGES]
        objected = objections(root) if "--lighthouse" not in sys.argv else 0
        server.shutdown()
    return 0 if all(good) and not objected else 1


if __name__ == "__main__":
    sys.exit(main())
