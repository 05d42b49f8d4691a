"""Who changes what was announced is asked to say so."""

import subprocess
from pathlib import Path

import pytest

from conftest import showcase
from fair import FAIR_DAY, write_fair

SERIES = "content/activities/zhou-liu-cha.yaml"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The town where everything happens, as a Git repository with one version."""
    tree = write_fair(tmp_path / "town")
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.cn")
    for words in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-qm", "First")):
        subprocess.run(["git", "-C", tree, *words], check=True, timeout=60)
    return tree


def edit(tree: Path, path: str, *pairs: tuple[str, str]) -> None:
    file = tree / path
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def check(tree: Path, version: str = "HEAD") -> tuple[int, str]:
    result = showcase("check", "--root", tree, "--today", FAIR_DAY, "--since", version)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + result.stderr


def test_nothing_changed_nothing_said(town: Path) -> None:
    status, told = check(town)
    assert (status, "in-silence" in told) == (0, False)


def test_a_silent_change_of_time_is_refused_and_mended(town: Path) -> None:
    edit(town, SERIES, ('start_time: "09:00"', 'start_time: "09:30"'))
    status, told = check(town)
    assert status == 1
    assert (
        f"{SERIES}:9:3: 已经公布的 2026-02-07T09:00–2026-02-07T11:00 改成了 2026-02-07T09:30–2026-02-07T11:00，"
        "没有写哪天宣布的；请写 status_date: 2026-02-01，订阅的人才知道变了 [changed-in-silence]"
    ) in told
    edit(town, SERIES, ("source:\n", "status_date: 2026-02-01\nsource:\n"))
    assert check(town)[0] == 0


def test_a_silent_move_is_refused_and_mended(town: Path) -> None:
    path = "content/activities/man-e.yaml"
    edit(
        town,
        path,
        ("start: 2026-03-05", "start: 2026-03-15"),
        ("event_status: full\nstatus_date: 2026-01-19\n", ""),
    )
    status, told = check(town)
    assert (status, "[moved-in-silence]" in told) == (1, True)
    told_now = (
        "event_status: rescheduled\nprevious_start_date: 2026-03-05\nstatus_date: 2026-02-01\n"
    )
    edit(town, path, ("source:\n", f"{told_now}source:\n"))
    assert check(town)[0] == 0


def test_a_second_move_keeps_the_first_date(town: Path) -> None:
    path = "content/activities/gaiqi.yaml"
    moved = ("start: 2026-03-14T09:00\nend: 2026-03-14T10:30", "start: 2026-03-21T09:00")
    edit(town, path, moved, ("previous_start_date: 2026-03-07", "previous_start_date: 2026-03-14"))
    assert "[moved-in-silence]" in check(town)[1]
    edit(
        town,
        path,
        ("previous_start_date: 2026-03-14", "previous_start_date: 2026-03-07"),
        ("status_date: 2026-01-22", "status_date: 2026-02-01"),
    )
    assert check(town)[0] == 0


def test_a_silent_cancellation_is_refused(town: Path) -> None:
    path = "content/activities/kuaye.yaml"
    edit(town, path, ("source:\n", "event_status: cancelled\nsource:\n"))
    status, told = check(town)
    assert (status, "就必须同时写「status_date」 [needs]" in told) == (1, True)


def test_a_count_may_not_fall(town: Path) -> None:
    path = "content/activities/gaiqi.yaml"
    edit(
        town,
        path,
        ("start: 2026-03-14", "start: 2026-03-21"),
        ("end: 2026-03-14", "end: 2026-03-21"),
    )
    edit(town, path, ("status_date: 2026-01-22", "status_date: 2026-01-12"))
    assert "[changed-in-silence]" in check(town)[1]


def test_events_that_vanish_are_pointed_out(town: Path) -> None:
    edit(town, SERIES, ("until: 2026-12-31", "until: 2026-06-30"))
    (town / "content/activities/yi-zhou.yaml").unlink()
    status, told = check(town)
    assert status == 0
    assert "已经公布的 6 次活动（最早 2026-07-04T09:00）不见了" in told
    assert "[dropped-in-silence]" in told
    assert "content/activities/yi-zhou.yaml:1:1: 这条活动撤下了" in told
    assert "[announced-then-gone]" in told


def test_what_is_over_or_was_a_habit_may_be_corrected(town: Path) -> None:
    edit(town, "content/activities/kaizhang.yaml", ("2025-03-01T09:30", "2025-03-01T10:00"))
    edit(town, "content/nodes/chongyang.yaml", ("09-09", "09-10"))
    edit(town, "content/activities/yi-zhou.yaml", ("summary: 发生了什么", "summary: 换了说法"))
    status, told = check(town)
    assert (status, "in-silence" in told) == (0, False)


def test_a_version_that_is_not_there_is_wrong_usage(town: Path) -> None:
    for version in ("no-such-version", "--output=x"):
        status, told = check(town, version)
        assert (status, "Git 里没有" in told) == (2, True)
