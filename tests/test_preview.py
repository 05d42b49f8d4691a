"""The preview: what is saved is on the screen, what is wrong stands above the last good page."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import ROOT
from showcase.policy import POLICY

BRAND = "brands/deng-xia.yaml"


@pytest.fixture
def preview(tree: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A running preview of the example tree: its address, and the file with what it says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program, told = Path(sys.executable).with_name("showcase"), tmp_path / "told"
    with told.open("w") as output:
        process = subprocess.Popen(
            [program, "serve", "--root", tree, "--port", str(port)],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        for _ in range(300):
            if "打开" in told.read_text("utf-8"):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/", told
        process.terminate()
        process.wait(20)


def save(tree: Path, old: str, new: str, path: str = BRAND) -> None:
    text = (tree / path).read_text("utf-8")
    assert old in text
    (tree / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def both_scripts(tree: Path) -> None:
    """The tree asks for the edition in traditional script."""
    city = tree / "content/city.yaml"
    city.write_text(city.read_text("utf-8") + "traditional_edition:\n  fixed: []\n", "utf-8")


def test_what_is_saved_is_shown_in_traditional_script_too(
    both_scripts: None, preview: tuple[str, Path], tree: Path, page: Page
) -> None:
    page.goto(f"{preview[0]}zh-hant/brands/deng-xia/")
    assert page.locator("meta[http-equiv]").get_attribute("content") == POLICY
    save(tree, "一盏灯，一壶茶。", "一盏灯，三壶茶。")
    expect(page.get_by_text("一盞燈，三壺茶。")).to_be_visible()


def test_shows_what_is_saved_and_what_is_wrong(
    preview: tuple[str, Path], tree: Path, page: Page
) -> None:
    page.goto(f"{preview[0]}brands/deng-xia/")
    save(tree, "一盏灯，一壶茶。", "一盏灯，三壶茶。")
    expect(page.get_by_text("一盏灯，三壶茶。")).to_be_visible()
    save(tree, "status: active", "stauts: active")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("「stauts」不是品牌的字段；您是否想写「status」？")
    expect(page.get_by_text("一盏灯，三壶茶。")).to_be_visible()
    save(tree, "stauts: active", "status: active")
    expect(alert).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("灯下")
    save(tree, "# ", "# 关于我们\n\n刚刚写的一句。\n\n## ", "content/pages/about.md")
    other = page.context.new_page()  # the first one reloads itself
    other.goto(f"{preview[0]}about/")
    expect(other.get_by_text("刚刚写的一句。")).to_be_visible(timeout=20_000)  # all is built anew


def test_one_edit_is_one_build(preview: tuple[str, Path], tree: Path) -> None:
    time.sleep(1)
    before = len(re.findall("看哪些记录变了", preview[1].read_text("utf-8")))
    save(tree, "一盏灯，一壶茶。", "一盏灯，三壶茶。")
    time.sleep(2)
    after = len(re.findall("看哪些记录变了", preview[1].read_text("utf-8")))
    assert 1 <= after - before <= 2  # an editor may write twice


def test_a_page_is_made_when_it_is_looked_at(
    preview: tuple[str, Path], tree: Path, page: Page
) -> None:
    """Also after a second edit of another record, and after one that needs everything anew."""
    page.goto(f"{preview[0]}brands/")
    save(tree, "name: 灯下", "name: 灯上")
    expect(page.get_by_role("link", name="灯上").first).to_be_visible()
    save(tree, "一盏灯，一壶茶。", "一盏灯，三壶茶。")
    other, third = page.context.new_page(), page.context.new_page()  # the first one reloads itself
    other.goto(preview[0])
    expect(other.get_by_role("link", name="灯上").first).to_be_visible()
    third.goto(f"{preview[0]}brands/deng-xia/")
    expect(third.get_by_role("heading", level=1)).to_have_text("灯上")
    expect(third.get_by_text("一盏灯，三壶茶。")).to_be_visible()
