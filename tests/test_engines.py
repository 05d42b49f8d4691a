"""The same pages in three engines: nothing breaks the policy while every control is used, and all read the same."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from selenium import webdriver

from conftest import ROOT

TESTS = ROOT / "tests"
READER = (TESTS / "reader.js").read_text("utf-8")
WATCH = (TESTS / "watch.js").read_text("utf-8")
FIREFOX = ("firefox-esr", "firefox")
PAGES = (
    *("", "brands/yangguang-yigong/", "calendar/", "handbook/", "404.html", "brands/", "figures/"),
    *("calendar/2024/10/", "calendar/subscribe/", "projects/lao-bang-lao/", "contribute/"),
    *("zh-hant/", "zh-hant/activities/zhoumo-zhiyuan-fuwu-yi-xiaoshi/"),
)
IN_A_FOLDER = ("brands/yangguang-yigong/", "zh-hant/")
"""Looked at from file:// too, where an origin is not what it is elsewhere."""
Told = list[dict[str, Any]]


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, f"没有 {names[0]}，请运行 scripts/test-tools"
    return found


def in_chromium(browser: Browser, addresses: list[str]) -> Told:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page, told = context.new_page(), []
    for address in addresses:
        page.goto(address)
        told.append(page.evaluate(READER))
    context.close()
    return told


def in_firefox(addresses: list[str]) -> Told:
    command = [program("node"), TESTS / "firefox.mjs", program(*FIREFOX), *addresses]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@contextmanager
def screen() -> Iterator[str]:
    """Yield the number of a screen that nobody sees: WebKitGTK does not go without."""
    reading, writing = os.pipe()
    command = [program("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x900x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    try:
        yield f":{os.read(reading, 10).decode().strip()}"
    finally:
        server.terminate()
        server.wait(10)
        os.close(reading)
        os.close(writing)


def in_webkit(addresses: list[str]) -> Told:
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    assert browsers, "没有 WebKitGTK，请运行 scripts/test-tools"
    with screen() as display:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        service = webdriver.WebKitGTKService(
            program("WebKitWebDriver"), env=os.environ | {"DISPLAY": display}
        )
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_page_load_timeout(30)
            driver.set_script_timeout(30)
            return [read_by(driver, address) for address in addresses]
        finally:
            driver.quit()


def read_by(driver: webdriver.WebKitGTK, address: str) -> dict[str, Any]:
    driver.get(address)
    return driver.execute_script(f"{WATCH}\nconst told = {READER};\nreturn told;")


@pytest.fixture(scope="module")
def addresses(address: str, site: Path) -> list[str]:
    return [
        *(address + path for path in PAGES),
        *((site / path / "index.html").as_uri() for path in IN_A_FOLDER),
    ]


@pytest.fixture(scope="module")
def expected(browser: Browser, addresses: list[str]) -> Told:
    """What a reader finds in Chromium."""
    return in_chromium(browser, addresses)


def assert_right(told: Told, expected: Told) -> None:
    assert [one["violations"] for one in told] == [[]] * len(expected)
    assert all(one["used"] > 0 and one["found"] > 0 for one in told)
    for key in ("title", "lang", "headings", "text"):
        assert [one[key] for one in told] == [one[key] for one in expected]


def test_chromium_finds_no_breach_of_the_policy(expected: Told) -> None:
    assert_right(expected, expected)


def test_a_folder_shows_the_same(expected: Told) -> None:
    """Only what needs a server, such as the address of a calendar, may be missing there."""
    served = [expected[PAGES.index(path)] for path in IN_A_FOLDER]
    told = expected[len(PAGES) :]
    for key in ("title", "lang", "headings"):
        assert [one[key] for one in told] == [one[key] for one in served]
    assert all(one["found"] > 0 for one in told)  # how many, depends on when one counts


def test_firefox_shows_the_same(addresses: list[str], expected: Told) -> None:
    assert_right(in_firefox(addresses), expected)


def test_webkit_shows_the_same(addresses: list[str], expected: Told) -> None:
    assert_right(in_webkit(addresses), expected)


def test_a_breach_would_be_seen(browser: Browser, address: str) -> None:
    """What is written into a page neither runs nor is styled, and the browser says so."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", '<p id="x" style="color: red" onclick="x = 1">x</p>');
            const script = document.createElement("script");
            script.textContent = "window.smuggled = true";
            document.body.append(script);
        }"""
    )
    kinds = page.evaluate("window.violations.map(([directive]) => directive).sort()")
    assert {"style-src-attr", "script-src-elem"} <= set(kinds)
    assert page.evaluate("window.smuggled") is None
    context.close()
