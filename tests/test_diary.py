"""The calendar in the terminal: what happens when, what clashes, and where nothing happens."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import EXAMPLE, ROOT, TODAY, showcase
from showcase.checking import load
from showcase.cli import main
from showcase.diary import clashes, gaps
from showcase.todo import index_of

SERIES = "content/activities/zhou-liu-cha.yaml"
SINGLE = """\
name: {name}
summary: 一次活动
kind: single
{owner}
start: {start}
location:
  - {where}
source:
  - ref: town-paper
assured_date: 2026-01-05
"""
DAY = date(2026, 2, 1)


def listed(*arguments: object, root: Path = EXAMPLE) -> list[str]:
    result = showcase("calendar", *arguments, "--root", root, "--today", str(DAY))
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()


def test_events_are_listed_with_what_became_of_them() -> None:
    assert listed("--to", "2026-04-30") == [
        "2026 年 2 月 7 日 周六\t09:00–11:00\t周六茶座\t东区活动室\t",
        "2026 年 3 月 7 日 周六\t09:00–11:00\t周六茶座\t东区活动室\t已取消；活动室维修",
        "2026 年 4 月 4 日 周六\t09:00–11:00\t周六茶座\t东区活动室\t",
    ]
    assert listed("--from", "2026-10-15", "--to", "2026-10-20") == [
        "2026 年 10 月 18 日 周日\t\t重阳茶会\t东区活动室\t按惯例"
    ]


def test_only_one_kind_is_listed_if_asked() -> None:
    assert listed("--from", "2025-03-01", "--kind", "single", "--to", "2025-03-02") == [
        "2025 年 3 月 1 日 周六\t09:30–11:00\t灯下开张\t东区广场\t"
    ]
    assert listed("--kind", "campaign") == ["这段时间没有活动。(nothing in these days)"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from", "2026-03-01", "--to", "2026-02-01"], "早于"),
        (["--from", "2028-01-01"], "日历只排到 2027-03-08"),
    ],
)
def test_days_that_cannot_be_listed_are_refused(arguments: list[str], sentence: str) -> None:
    result = showcase("calendar", *arguments, "--root", EXAMPLE, "--today", str(DAY))
    assert result.returncode == 2
    assert sentence in result.stderr


@pytest.fixture
def add(tree: Path) -> Callable[..., None]:
    """A function that adds an activity of its own to the example."""

    def put(id: str, owner: str, start: str, where: str) -> None:
        text = SINGLE.format(name=f"活动{id}", owner=owner, start=start, where=where)
        (tree / f"content/activities/{id}.yaml").write_text(text, "utf-8")

    return put


BRAND = "brand:\n  - deng-xia"
OTHER = "organizer:\n  - east-community"
HALL, SQUARE = "place: east-hall", "text: 西区广场"


@pytest.mark.parametrize(
    ("owner", "start", "where", "sentence"),
    [
        (
            OTHER,
            "2026-02-07T10:30\nend: 2026-02-07T12:00",
            HALL,
            "东区活动室：「周六茶座」（2026 年 2 月 7 日 周六 09:00–11:00） 与 「活动a1」（2026 年 2 月 7 日 周六 10:30–12:00） 时间重叠",
        ),
        (
            OTHER,
            "2026-02-07T08:00\nend: 2026-02-07T09:01",
            HALL,
            "东区活动室：「活动a1」（2026 年 2 月 7 日 周六 08:00–09:01） 与 「周六茶座」（2026 年 2 月 7 日 周六 09:00–11:00） 时间重叠",
        ),
        (
            BRAND,
            "2026-02-07T09:00",
            SQUARE,
            "灯下：「活动a1」（2026 年 2 月 7 日 周六 09:00） 与 「周六茶座」（2026 年 2 月 7 日 周六 09:00–11:00） 时间重叠",
        ),
        (
            "project:\n  - yi-hu-cha",
            "2026-02-07T10:00",
            SQUARE,
            "灯下：「周六茶座」（2026 年 2 月 7 日 周六 09:00–11:00） 与 「活动a1」（2026 年 2 月 7 日 周六 10:00） 时间重叠",
        ),
    ],
)  # fmt: skip
def test_what_is_held_at_once_clashes(  # noqa: PLR0917  # one for each part of a case
    tree: Path, add: Callable[..., None], owner: str, start: str, where: str, sentence: str
) -> None:
    add("a1", owner, start, where)
    index = index_of(load(tree, DAY), DAY)
    assert [clash.text() for clash in clashes(index, index.all_events())] == [sentence]


def test_the_report_lists_clashes_and_gaps(tree: Path, add: Callable[..., None]) -> None:
    add("a1", BRAND, "2026-02-07T09:00", SQUARE)
    found = listed("--report", root=tree)
    assert found[0].startswith("灯下：「活动a1」")
    assert "月份「2026-03」：今后一年没有安排" in found


@pytest.mark.parametrize(
    ("owner", "start", "where"),
    [
        (OTHER, "2026-02-07T11:00", HALL),
        (OTHER, "2026-02-07T10:00", SQUARE),
        (OTHER, "2026-02-07", HALL),
        (OTHER, "2026-02-08T10:00", HALL),
        (BRAND, "2026-03-07T10:00", SQUARE),
        ("brand:\n  - deng-xia\nseries: zhou-liu-cha", "2026-02-07T10:00", HALL),
    ],
)
def test_what_follows_or_is_called_off_does_not_clash(
    tree: Path, add: Callable[..., None], owner: str, start: str, where: str
) -> None:
    add("a1", owner, start, where)
    index = index_of(load(tree, DAY), DAY)
    assert clashes(index, index.all_events()) == ()


def test_gaps_are_what_nothing_is_planned_for(tree: Path, add: Callable[..., None]) -> None:
    (tree / "content/activities/chongyang-cha.yaml").unlink()
    found = [gap.text() for gap in gaps(index_of(load(tree, DAY), DAY), DAY)]
    assert "时间点「重阳」：今后一年没有安排" in found
    assert "县（市、区）「西区」：今后一年没有安排" in found
    assert [line for line in found if line.startswith("月份")] == [
        "月份「2026-03」：今后一年没有安排",
        "月份「2026-05」：今后一年没有安排",
        "月份「2027-01」：今后一年没有安排",
    ]
    add("a1", f"{OTHER}\narea_served:\n  - west\ntime_node:\n  - chongyang", "2026-05-03", HALL)
    found = [gap.text("en") for gap in gaps(index_of(load(tree, DAY), DAY), DAY)]
    assert found == ["month 2026-03: nothing planned", "month 2027-01: nothing planned"]


def test_the_real_calendar_has_no_clashes() -> None:
    day = date.fromisoformat(TODAY)
    index = index_of(load(ROOT, day), day)
    assert clashes(index, index.all_events()) == ()


def test_every_command_is_told_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert {
        name
        for name in main.commands
        if f"showcase {name}" not in text and f"make {name}" not in text
    } == set()
