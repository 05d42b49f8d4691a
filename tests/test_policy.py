"""The content security policy: on every page, before anything else, and with nothing for it to forbid."""

import re
from collections.abc import Callable
from pathlib import Path

from showcase.policy import POLICY

HEAD = re.compile(
    r"\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*"
    r'<meta charset="utf-8">\s*'
    rf'<meta http-equiv="Content-Security-Policy" content="{re.escape(POLICY)}">'
)
INLINE = re.compile(
    r"""<style\b | \sstyle= | \son[a-z]+=\s*["'] | javascript:
    | <script(?![^>]*\ssrc=)(?![^>]*\stype="application/(?:ld\+)?json")[^>]*>""",
    re.VERBOSE,
)


def pages(site: Path) -> dict[str, str]:
    found = {
        page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")
    }
    assert found
    return found


def test_the_policy_is_the_first_thing_after_the_character_set(site: Path) -> None:
    assert [path for path, html in pages(site).items() if not HEAD.match(html)] == []


def test_no_script_and_no_style_is_written_into_a_page(site: Path) -> None:
    tags = {
        path: [tag for tag in re.findall(r"<[a-zA-Z][^>]*>", html) if INLINE.search(tag)]
        for path, html in pages(site).items()
    }
    assert {path: found for path, found in tags.items() if found} == {}


def test_a_page_that_leads_on_has_the_policy_too(tree: Path, build: Callable[..., Path]) -> None:
    brand = tree / "brands/deng-xia.yaml"
    brand.write_text(brand.read_text("utf-8") + "redirect_from:\n  - deng-shang\n", "utf-8")
    assert HEAD.match((build(tree) / "brands/deng-shang/index.html").read_text("utf-8"))


def test_columns_of_a_hand_written_table_are_aligned_by_classes(
    tree: Path, build: Callable[..., Path]
) -> None:
    page = tree / "content/pages/about.md"
    page.write_text(page.read_text("utf-8") + "\n\n| 甲 | 乙 |\n|:-:|--:|\n| 1 | 2 |\n", "utf-8")
    html = (build(tree) / "about/index.html").read_text("utf-8")
    assert '<td class="align-center">1</td>' in html
    assert '<td class="align-right">2</td>' in html
    assert "style=" not in html
