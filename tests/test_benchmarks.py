"""The benchmarks: they run, they count the whole work, and their records are valid at any size."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.generated import edit_record, write_tree
from benchmarks.measure import run
from benchmarks.peers import missing_pages
from conftest import ROOT, TODAY, showcase


def bench(*arguments: object) -> str:
    return subprocess.run(
        [ROOT / "scripts" / "bench", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout


def test_build_is_measured_in_three_cases(tmp_path: Path) -> None:
    table = bench("build", "--records", 24, "--turns", 1, "--json", tmp_path / "turns.json")
    turns = json.loads((tmp_path / "turns.json").read_text("utf-8"))["turns"]
    assert [turn["case"] for turn in turns] == ["cold", "edit", "unchanged"]
    assert all(turn["run"]["cpu"] > 0 and turn["files"] > 100 for turn in turns)
    assert f"{turns[0]['size']}" in table


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
