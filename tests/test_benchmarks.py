"""The benchmarks: they run, they count the whole work, and their records are valid at any size."""

import html
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.building import CASES
from benchmarks.generated import edit_record, write_tree
from benchmarks.measure import run
from benchmarks.peers import Hugo, Ours, missing_pages
from conftest import ROOT, TODAY, showcase

ONLY_OURS = {
    "calendar.ics": "the calendar to subscribe to",
    "feeds/": "calendars to subscribe to and news",
    "schema/": "what editors' programs check records by",
}
"""What Hugo does not make: it makes only the pages and what they load."""
MOST_DIFFERENCE = 0.15


class Sites(NamedTuple):
    """The same records, built by this generator and by Hugo."""

    ours: Path
    hugos: Path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("peers")
    write_tree(64, folder / "tree", ROOT)
    ours = Ours(folder / "tree", folder / "ours")
    ours.build()
    Hugo(folder / "tree", ours.site, folder / "hugo", folder / "hugos").build()
    return Sites(ours.site, folder / "hugos")


def bench(*arguments: object) -> str:
    return subprocess.run(
        [ROOT / "scripts" / "bench", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout


def test_build_is_measured_in_three_cases(tmp_path: Path) -> None:
    options = ("--peers", "hugo,mkdocs", "--turns", 1, "--json", tmp_path / "turns.json")
    table = bench("build", "--records", 24, *options)
    turns = json.loads((tmp_path / "turns.json").read_text("utf-8"))["turns"]
    both = [(name, case) for case in CASES for name in ("showcase", "hugo")]
    assert {(turn["builder"], turn["case"]) for turn in turns} == {*both, ("mkdocs", "cold")}
    assert all(turn["run"]["cpu"] > 0 and turn["files"] > 100 for turn in turns)
    assert f"{turns[0]['size']}" in table


def test_hugo_makes_the_same_files(sites: Sites) -> None:
    ours, hugos = (
        {file.relative_to(site).as_posix() for file in site.rglob("*.*") if file.is_file()}
        for site in sites
    )
    assert len(hugos) > 200
    assert hugos == {path for path in ours if not path.startswith(tuple(ONLY_OURS))}


def test_hugos_pages_say_the_same(sites: Sites) -> None:
    texts = [
        {page.relative_to(site).as_posix(): visible(page) for page in site.rglob("*.html")}
        for site in sites
    ]
    assert {"brands/b000000/index.html", "calendar/2026/11/index.html"} <= texts[0].keys()
    assert texts[0] == texts[1]


def test_hugos_pages_are_as_large(sites: Sites) -> None:
    ours, hugos = (sizes(site) for site in sites)
    ratios = {kind: hugos[kind] / size for kind, size in ours.items()}
    assert len(ratios) > 10
    assert all(abs(ratio - 1) < MOST_DIFFERENCE for ratio in ratios.values()), ratios


def test_hugos_search_and_lists_hold_the_same(sites: Sites) -> None:
    ours, hugos = (
        {
            file.relative_to(site).as_posix(): data(file)
            for folder in ("search", "lists")
            for file in (site / "assets" / folder).rglob("*.js")
        }
        for site in sites
    )
    assert ours == hugos


def visible(page: Path) -> str:
    """Return the text that a page shows, without its spaces."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", "", page.read_text("utf-8"))
    return re.sub(r"\s+", "", html.unescape(body))


def sizes(site: Path) -> Mapping[str, int]:
    """Return how many bytes the pages of each kind have together."""
    found: Counter[str] = Counter()
    for page in site.rglob("*.html"):
        kind = re.search(r'<article class="page ([^"]*)', page.read_text("utf-8"))
        found[kind[1] if kind else page.name] += page.stat().st_size
    return found


def data(script: Path) -> object:
    """Return the value that a script hands over."""
    text = script.read_text("utf-8").rstrip(");\n")
    return json.loads(re.sub(r'^showcaseSearch\.take\("\w+",|^\(window.*?\)\.\w+=', "", text))


def test_generated_records_are_valid_and_repeat(tmp_path: Path) -> None:
    bench("records", 24, tmp_path / "one")
    write_tree(24, tmp_path / "other", ROOT)
    texts = [
        {file.relative_to(tree): file.read_text("utf-8") for file in tree.rglob("*.*")}
        for tree in (tmp_path / "one", tmp_path / "other")
    ]
    assert texts[0] == texts[1]
    result = showcase("check", "--root", tmp_path / "one", "--today", TODAY)
    assert result.returncode == 0, result.stdout


def test_an_edit_changes_one_record_each_time(tmp_path: Path) -> None:
    write_tree(8, tmp_path, ROOT)
    files = list(tmp_path.rglob("*.yaml"))
    before = {file: file.read_text("utf-8") for file in files}
    words = [edit_record(tmp_path, turn) for turn in (0, 1)]
    changed = [file for file in files if file.read_text("utf-8") != before[file]]
    assert [file.name for file in changed] == ["b000000.yaml"]
    assert changed[0].read_text("utf-8").count(words[1]) == 2
    assert words[0] not in changed[0].read_text("utf-8")


def test_a_worker_left_behind_is_counted() -> None:
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    leave = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"
    assert run([sys.executable, "-c", leave]).cpu >= 0.5


def test_memory_of_the_benchmark_is_not_counted() -> None:
    weight = b"-" * 200_000_000
    assert run([sys.executable, "-c", "pass"]).peak < len(weight)


def test_a_missing_page_is_noticed(tmp_path: Path) -> None:
    write_tree(8, tmp_path, ROOT)
    assert "brands/b000000" in missing_pages(tmp_path, tmp_path / "site")
