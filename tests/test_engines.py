"""The same pages in three engines: nothing breaks the policy while every control is used, and all read the same."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from measurements.engines import WATCH, Told, differences, in_firefox, in_webkit, read_with

PAGES = (
    *("", "brands/yangguang-yigong/", "calendar/", "handbook/", "404.html", "brands/", "figures/"),
    *("calendar/2024/10/", "calendar/subscribe/", "projects/lao-bang-lao/", "contribute/"),
    *("zh-hant/", "zh-hant/activities/zhoumo-zhiyuan-fuwu-yi-xiaoshi/"),
)
IN_A_FOLDER = ("brands/yangguang-yigong/", "zh-hant/")
"""Looked at from file:// too, where an origin is not what it is elsewhere."""


@pytest.fixture(scope="module")
def addresses(address: str, site: Path) -> list[str]:
    return [
        *(address + path for path in PAGES),
        *((site / path / "index.html").as_uri() for path in IN_A_FOLDER),
    ]


@pytest.fixture(scope="module")
def expected(browser: Browser, addresses: list[str]) -> Told:
    """What a reader finds in Chromium."""
    return read_with(browser, addresses)


def assert_right(told: Told, expected: Told) -> None:
    assert [differences(*both) for both in zip(told, expected, strict=True)] == [[]] * len(expected)


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
