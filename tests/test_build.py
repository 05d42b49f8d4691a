"""The build: the same bytes each time, the same by both commands, whole or not at all."""

import filecmp
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from conftest import EXAMPLE, ROOT, TODAY, showcase
from showcase.build import build_day
from showcase.dates import ZONE
from showcase.render import markdown
from showcase.survey import look


def files(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())


def differing(one: Path, other: Path) -> list[str]:
    assert files(one) == files(other)
    return filecmp.cmpfiles(one, other, files(one), shallow=False)[1]


def test_mkdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    epoch = int(datetime.fromisoformat(TODAY).replace(tzinfo=ZONE).timestamp())
    subprocess.run(
        [
            Path(sys.executable).with_name("mkdocs"),
            "build",
            "--quiet",
            "--strict",
            "--site-dir",
            tmp_path / "other",
        ],
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch)},
        check=True,
        timeout=120,
    )
    assert differing(site, tmp_path / "other") == []


def test_two_builds_are_the_same_bytes(site: Path, build: Callable[..., Path]) -> None:
    other = build(ROOT, TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="7")
    assert differing(site, other) == []


def test_a_second_build_replaces_the_first(
    tree: Path, tmp_path: Path, build: Callable[..., Path]
) -> None:
    site = tmp_path / "public"
    assert showcase("build", "--root", tree, "--site-dir", site).returncode == 0
    (tree / "content/projects/yi-hu-cha.yaml").unlink()
    text = (tree / "content/activities/chongyang-cha.yaml").read_text("utf-8")
    (tree / "content/activities/chongyang-cha.yaml").write_text(
        text.replace("project:\n  - yi-hu-cha\n", ""), "utf-8"
    )
    assert showcase("build", "--root", tree, "--site-dir", site).returncode == 0
    assert not (site / "projects/yi-hu-cha").exists()
    assert (site / "brands/deng-xia/index.html").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["public", "tree"]


def test_drafts_are_not_published(tree: Path, build: Callable[..., Path]) -> None:
    file = tree / "content/activities/xiatian.yaml"
    file.write_text(file.read_text("utf-8") + "visibility: draft\n", "utf-8")
    site = build(tree)
    assert not (site / "activities/xiatian").exists()
    assert "夏天的茶" not in (site / "calendar/index.html").read_text("utf-8")


def test_no_path_of_this_machine_is_published(build: Callable[..., Path]) -> None:
    site = build(EXAMPLE)
    for path in files(site):
        if path.endswith((".html", ".ics", ".xml", ".js", ".css")):
            text = (site / path).read_text("utf-8")
            assert str(ROOT) not in text, path
            assert str(site) not in text, path


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
    "[点我](javascript:alert(1)) ![图](https://evil.example/x.png)"
)


def test_hostile_markdown_is_inert_even_if_it_got_through() -> None:
    html = str(markdown(HOSTILE))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "evil.example" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_hostile_text_is_inert(tree: Path, build: Callable[..., Path]) -> None:
    file = tree / "brands/deng-xia.yaml"
    hostile = "  每周有志愿者来敲门。\n\n  3 < 5 &lt;b> {{ config }} @@slot:title@@ @@base@@\n"
    text = file.read_text("utf-8").replace("  每周有志愿者来敲门。\n", hostile)
    file.write_text(text.replace("summary: 晚上", "summary: 晚上 \"&' {{ 7*7 }} "), "utf-8")
    page = (build(tree) / "brands/deng-xia/index.html").read_text("utf-8")
    assert "3 &lt; 5 &lt;b&gt;" in page
    assert "{{ config }}" in page
    assert "{{ 7*7 }}" in page
    assert page.count("@@slot:title@@") == 1


@pytest.mark.parametrize("change", ["edited", "removed"])
def test_a_record_that_changes_during_a_build_is_shown_as_it_was_read(
    tree: Path, change: str
) -> None:
    survey = look(tree, build_day())
    other = next(id for id, entry in survey.entries.items() if entry.kind == "project")
    file = tree / f"content/projects/{other}.yaml"
    if change == "removed":
        file.unlink()
    else:
        file.write_text(file.read_text("utf-8").replace("name: ", "name: 改"), "utf-8")
    assert survey.record(other).name == survey.entries[other].name
