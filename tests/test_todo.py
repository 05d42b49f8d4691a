"""What records lack, and what to fill in first."""

import json
from datetime import date
from pathlib import Path

from conftest import EXAMPLE, TODAY, showcase
from showcase.catalog import Catalog
from showcase.checking import load
from showcase.model import Record
from showcase.todo import ENGLISH, WEIGHTS, index_of, todos
from showcase.views import record_view

DAY = date.fromisoformat(TODAY)
BRAND = "brands/deng-xia.yaml"


def lacks(catalog: Catalog, today: date = DAY) -> dict[str, tuple[str, ...]]:
    return {todo.path: todo.lacks for todo in todos(catalog, today)}


def changed(tree: Path, path: str, old: str, new: str) -> Catalog:
    """Return the records of a tree after a change of one file."""
    file = tree / path
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return load(tree, DAY)


def test_says_what_a_brand_lacks_and_whom_it_helps(example: Catalog) -> None:
    first = todos(example, DAY)[0]
    assert first.text() == (
        f"灯下（{BRAND}）：缺 联系方式、故事、创立时间、图片；补上后 6 条记录的读者受益"
    )
    assert first.text("en").startswith(f"灯下 ({BRAND}): lacks whom to ask, a story, ")
    assert first.text("en").endswith("; filling it in helps readers of 6 records")


def test_brands_come_first_then_what_helps_most(catalog: Catalog) -> None:
    found = todos(catalog, DAY)
    brands = [todo for todo in found if todo.kind == "brand"]
    others = [todo for todo in found if todo.kind != "brand"]
    assert found == (*brands, *others)
    for group in (brands, others):
        scores = [todo.score for todo in group]
        assert scores == sorted(scores, reverse=True)
    for todo in found:
        weights = [WEIGHTS[todo.kind][lack] for lack in todo.lacks]
        assert weights == sorted(weights, reverse=True)


def test_lists_all_that_pages_call_unknown(catalog: Catalog, example: Catalog) -> None:
    for known in (catalog, example):
        listed, index = lacks(known), index_of(known, DAY)
        for record in known.records.values():
            unknown = set(record_view(index, record, (), DAY).unknown)
            assert unknown <= set(listed.get(record.path, ()))


def test_every_lack_has_a_weight_and_an_english_name(catalog: Catalog, example: Catalog) -> None:
    for known in (catalog, example):
        for todo in todos(known, DAY):
            assert set(todo.lacks) <= WEIGHTS[todo.kind].keys() & ENGLISH.keys()
    assert {lack for kind in WEIGHTS.values() for lack in kind} == ENGLISH.keys()


def test_what_is_filled_in_is_lacking_no_more(tree: Path) -> None:
    known = changed(tree, BRAND, "status: active", "status: active\nfounding_date: 2020")
    assert "创立时间" not in lacks(known)[BRAND]


def test_old_checks_and_unverified_sources_are_named(tree: Path) -> None:
    project = "content/projects/yi-hu-cha.yaml"
    known = load(tree, DAY)
    assert "可靠来源" in lacks(known)[project]
    assert "可靠来源" not in lacks(known)[BRAND]
    assert "近一年的核对" not in lacks(known)[BRAND]
    assert "近一年的核对" in lacks(known, date(2027, 1, 6))[BRAND]


def test_days_without_activities_are_named(tree: Path) -> None:
    node = "content/nodes/chongyang.yaml"
    assert "这一天的活动" not in lacks(load(tree, DAY)).get(node, ())
    for name in (
        "time_node:\n  - chongyang\n",
        "  repeat: on_node\n  anchor:\n    node: chongyang\n",
    ):
        new = "  repeat: dates\n  extra:\n    - 2026-10-18\n" if "anchor" in name else ""
        known = changed(tree, "content/activities/chongyang-cha.yaml", name, new)
    assert "这一天的活动" in lacks(known)[node]


def test_units_without_any_record_are_named(example: Catalog) -> None:
    (unit,) = (todo for todo in todos(example, DAY) if todo.kind == "area")
    assert unit.text() == "西区（content/vocabulary/areas.yaml）：缺 这里的任何记录"
    assert unit.text("en") == "西区 (content/vocabulary/areas.yaml): lacks any record at all"
    assert example.referring(Record, "west") == ()


def test_command_lists_one_kind_up_to_a_limit() -> None:
    result = showcase("todo", "activity", "--limit", "2", "--root", EXAMPLE, "--today", TODAY)
    assert (result.returncode, result.stderr) == (0, "")
    *lines, rest = result.stdout.splitlines()
    assert len(lines) == 2
    assert all("（content/activities/" in line for line in lines)
    assert rest == "另有 2 条没有列出，可用 --limit 多列。(2 more, see --limit)"


def test_command_gives_programs_the_same() -> None:
    result = showcase(
        "todo", "--format", "json", "--lang", "en", "--root", EXAMPLE, "--today", TODAY
    )
    first = json.loads(result.stdout)[0]
    assert (first["kind"], first["path"], first["records"]) == ("brand", BRAND, 6)
    assert first["lacks"][0] == {"name": "whom to ask", "weight": 6}
    assert first["score"] == 6 * sum(lack["weight"] for lack in first["lacks"])


def test_command_lists_problems_instead_where_there_are_any(tree: Path) -> None:
    file = tree / BRAND
    file.write_text(file.read_text("utf-8").replace("status: active", "stauts: active"), "utf-8")
    result = showcase("todo", "--root", tree, "--today", TODAY)
    assert (result.returncode, result.stdout) == (1, "")
    assert "[unknown-field]" in result.stderr
