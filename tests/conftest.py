"""What the tests share: the real site and the example site, served to a real browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from showcase.catalog import Catalog
from showcase.checking import load

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "example"
TODAY = "2026-11-24"
HOST = "https://city.example/base/"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def showcase(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [Path(sys.executable).with_name("showcase"), *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real records."""
    return load(ROOT, date.fromisoformat(TODAY))


@pytest.fixture(scope="session")
def example() -> Catalog:
    """The records of a town that exists for tests only."""
    return load(EXAMPLE, date.fromisoformat(TODAY))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the example tree that a test may spoil."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "tree"))


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that builds a tree and returns the folder of the site."""

    def run(root: Path, *, today: str = TODAY, **environment: str) -> Path:
        site = tmp_path_factory.mktemp("site") / "site"
        result = showcase(
            *("build", "--root", root, "--site-dir", site, "--today", today, "--no-cache"),
            **environment,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return site

    return run


@pytest.fixture(scope="session")
def site(build: Callable[..., Path]) -> Path:
    """The real site, built once."""
    return build(ROOT)


@pytest.fixture(scope="session")
def published(build: Callable[..., Path]) -> Path:
    """The real site with its public address, so with codes, feeds by address and other editions named."""
    return build(ROOT, SITE_URL=HOST)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The real site at the root of a domain."""
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    assert program, "没有浏览器，请运行 scripts/test-tools"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on a script error and notes every request."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors
