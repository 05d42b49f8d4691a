"""`showcase new`: questions in the editors' words, and only records in which nothing is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, TODAY, showcase
from showcase.drafting import propose_id

LAMP = ("--name", "星星点灯", "--set", "summary=夜里点灯", "--set", "source.0.ref=town-paper")


def new(tree: Path, kind: str, *arguments: str):
    return showcase("new", kind, "--root", tree, "--no-input", "--today", TODAY, *arguments)


def answer(tree: Path, kind: str, *answers: str) -> subprocess.CompletedProcess[str]:
    """Run the command as somebody who types answers."""
    return subprocess.run(
        [Path(sys.executable).with_name("showcase"), "new", kind, "--root", tree, "--today", TODAY],
        cwd=ROOT,
        input="".join(f"{line}\n" for line in answers),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def files(tree: Path) -> dict[str, bytes]:
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def test_writes_a_record_that_passes_the_check(tree: Path) -> None:
    result = new(
        tree,
        "brand",
        *LAMP,
        "--set",
        "kind=志愿服务品牌",
        "--set",
        "status=active",
        "--set",
        "category=敬老",
    )
    assert result.returncode == 1
    result = new(
        tree,
        "brand",
        *LAMP,
        "--set",
        "kind=志愿服务品牌",
        "--set",
        "status=active",
        "--set",
        "area_served=东区",
    )
    assert result.returncode == 0, result.stderr
    assert (tree / "brands/xingxing-diandeng.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../.vscode/schemas/brand.json\n"
        "name: 星星点灯\nsummary: 夜里点灯\nkind: volunteer_brand\nstatus: active\n"
        "area_served:\n  - east\nsource:\n  - ref: town-paper\nassured_date: 2026-11-24\n"
    )
    first, following = result.stdout.splitlines()
    assert first == "已写好 brands/xingxing-diandeng.yaml。(written)"
    assert following.startswith("下一步：")
    assert "/handbook/#kind-brand" in following
    assert showcase("check", "--root", tree, "--today", TODAY).returncode == 0


REFUSED = {
    "missing fields": (("--name", "坏灯"), 1, "缺少必填的字段「summary」"),
    "unknown field": ((*LAMP, "--set", "stauts=active"), 1, "您是否想写「status」"),
    "name of another": (
        (*LAMP, "--set", "kind=1", "--set", "status=1", "--name", "灯下"),
        1,
        "[duplicate-name]",
    ),
    "dangling reference": (
        (*LAMP, "--set", "kind=1", "--set", "status=1", "--set", "organization=nobody"),
        1,
        "[unknown-reference]",
    ),
    "taken id": ((*LAMP, "--id", "deng-xia"), 2, "编号「deng-xia」已经用过"),
    "malformed id": ((*LAMP, "--id", "灯"), 2, "「灯」不能作编号"),
    "no value": ((*LAMP, "--set", "status"), 2, "应写成 字段=内容"),
    "field inside a text": ((*LAMP, "--set", "name.0=x"), 2, "「name.0」不是字段"),
}


@pytest.mark.parametrize(("arguments", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_writes_nothing_while_something_is_wrong(
    tree: Path, arguments, status: int, said: str
) -> None:
    before = files(tree)
    result = new(tree, "brand", *arguments)
    assert (result.returncode, said in result.stderr) == (status, True), result.stderr
    assert "Traceback" not in result.stderr
    assert files(tree) == before


def test_asks_until_the_answer_is_right(tree: Path) -> None:
    asked = answer(
        tree,
        "activity",
        "周日茶会",
        "",
        "",
        "周日喝茶",
        "单次活动",
        "",
        "关于茶会的报道",
        "小城日报",
        "1",
        "1",
        "2026年",
        "2026-03",
        "",
        "",
        "灯下",
        "东区社",
        "东区社区",
        "东区活动室",
        "2026-03-08T09:00",
        "",
        "",
    )
    assert asked.returncode == 0, asked.stderr
    assert "这一项必须写" in asked.stderr
    assert "日期「2026年」不对" in asked.stderr
    assert "您是否想写「东区社区」" in asked.stderr
    assert (tree / "content/activities/zhouri-chahui.yaml").read_text("utf-8").splitlines()[1:] == [
        "name: 周日茶会",
        "summary: 周日喝茶",
        "kind: single",
        "brand:",
        "  - deng-xia",
        "organizer:",
        "  - east-community",
        "location:",
        "  - place: east-hall",
        "start: 2026-03-08T09:00",
        "source:",
        "  - title: 关于茶会的报道",
        "    publisher: 小城日报",
        "    date_published: 2026-03",
        "    medium: web",
        "    confidence: high",
        "assured_date: 2026-11-24",
    ]


def test_asks_again_for_the_field_that_is_wrong(tree: Path) -> None:
    asked = answer(
        tree,
        "brand",
        "灯下",
        "deng-xia-er",
        "夜里点灯",
        "1",
        "1",
        "town-paper",
        "",
        "",
        "",
        "",
        "",
        "",
        "name",
        "星星点灯",
    )
    assert asked.returncode == 0, asked.stderr
    assert "[duplicate-name]" in asked.stderr
    assert "name: 星星点灯\n" in (tree / "brands/deng-xia-er.yaml").read_text("utf-8")


def test_giving_up_writes_nothing(tree: Path) -> None:
    before = files(tree)
    asked = answer(tree, "brand", "星星点灯", "")
    assert asked.returncode == 1
    assert "Traceback" not in asked.stderr
    assert files(tree) == before


@pytest.mark.parametrize("kind", ["project", "organization", "place", "node"])
def test_other_kinds_are_written_too(tree: Path, kind: str) -> None:
    more = {
        "project": ("status=进行中",),
        "organization": ("kind=team",),
        "place": ("kind=venue", "address.area=东区"),
        "node": ("rule.solar=03-20",),
    }[kind]
    result = new(tree, kind, *LAMP, *(part for setting in more for part in ("--set", setting)))
    assert result.returncode == 0, result.stderr


def test_ids_are_proposed_from_the_reading() -> None:
    assert propose_id("绿色女儿", set()) == "lvse-nver"
    assert propose_id("ABC 灯", set()) == "abcdeng"
    assert propose_id("！", set()) == "record-1"
    assert len(propose_id("长" * 40, set())) <= 64
