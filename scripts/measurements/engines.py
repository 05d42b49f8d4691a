"""What readers find in three browsers while they use every control, and whether the policy forbade anything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from selenium import webdriver

TESTS = Path(__file__).parent.parent.parent / "tests"
WATCH = (TESTS / "watch.js").read_text("utf-8")
_READER = (TESTS / "reader.js").read_text("utf-8")
_SECONDS = 30
"""How long a page may take."""
_SAME = ("title", "lang", "headings", "text")
Told = list[dict[str, Any]]
"""What a reader tells of each page."""


def chromium() -> str:
    """Return the program."""
    return _program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, f"没有 {names[0]}，请运行 scripts/test-tools"
    return found


def read_with(browser: Browser, addresses: list[str]) -> Told:
    """Return what a reader finds in a Chromium that runs."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page, told = context.new_page(), []
    for address in addresses:
        page.goto(address)
        told.append(page.evaluate(_READER))
    context.close()
    return told


def in_chromium(addresses: list[str]) -> Told:
    """Return what a reader finds in Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        told = read_with(browser, addresses)
        browser.close()
    return told


def in_firefox(addresses: list[str]) -> Told:
    """Return what a reader finds in Firefox."""
    program = _program("firefox-esr", "firefox")
    command = [_program("node"), TESTS / "firefox.mjs", program, *addresses]
    seconds = 60 + _SECONDS * len(addresses)
    result = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    assert result.returncode == 0, result.stderr
    return list(json.loads(result.stdout))


def in_webkit(addresses: list[str]) -> Told:
    """Return what a reader finds in WebKitGTK."""
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    assert browsers, "没有 WebKitGTK，请运行 scripts/test-tools"
    with _screen() as display:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        service = webdriver.WebKitGTKService(
            _program("WebKitWebDriver"), env=os.environ | {"DISPLAY": display}
        )
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_page_load_timeout(_SECONDS)
            driver.set_script_timeout(_SECONDS)
            return [_read_by(driver, address) for address in addresses]
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Yield the number of a screen that nobody sees: WebKitGTK does not go without."""
    reading, writing = os.pipe()
    command = [_program("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x900x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    try:
        yield f":{os.read(reading, 10).decode().strip()}"
    finally:
        server.terminate()
        server.wait(10)
        os.close(reading)
        os.close(writing)


def _read_by(driver: webdriver.WebKitGTK, address: str) -> dict[str, Any]:
    driver.get(address)
    return dict(driver.execute_script(f"{WATCH}\nconst told = {_READER};\nreturn told;"))


ENGINES: dict[str, Callable[[list[str]], Told]] = {
    "chromium": in_chromium,
    "firefox": in_firefox,
    "webkit": in_webkit,
}


def differences(told: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Return what the policy forbade on a page, and what a reader finds there that another does not."""
    found = [f"{violation}" for violation in told["violations"]]
    found += [f"nothing {key}" for key in ("used", "found") if not told[key] > 0]
    return found + [
        f"{key}: {told[key]!r:.200} != {expected[key]!r:.200}"
        for key in _SAME
        if told[key] != expected[key]
    ]
