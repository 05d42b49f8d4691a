"""Renaming and retiring records: everything that names them changes too, or nothing does."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY, showcase
from showcase.changes import Changes
from showcase.renaming import rename, retire
from showcase.sources import read
from showcase.usages import WrongId

BRAND = "brands/deng-xia.yaml"
NEW = "brands/deng-guang.yaml"
CHONGYANG = "content/activities/chongyang-cha.yaml"
KAIZHANG = "content/activities/kaizhang.yaml"
PLACE = "content/places/east-hall.yaml"
PROJECT = "content/projects/yi-hu-cha.yaml"


def contents(tree: Path) -> dict[str, bytes]:
    return {
        file.relative_to(tree).as_posix(): file.read_bytes()
        for file in sorted(tree.rglob("*"))
        if file.is_file()
    }


def add(tree: Path, path: str, text: str) -> None:
    """Add lines to a file."""
    file = tree / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def run(command: str, tree: Path) -> None:
    """Run a command that succeeds and leaves nothing wrong."""
    result = showcase(*command.split(), "--root", tree, "--today", TODAY)
    assert (result.returncode, result.stderr) == (0, "")
    check = showcase("check", "--root", tree, "--today", TODAY)
    assert check.returncode == 0, check.stdout


def refuse(command: str, tree: Path, status: int) -> str:
    """Run a command that changes nothing, and return what it says."""
    before = contents(tree)
    result = showcase(*command.split(), "--root", tree, "--today", TODAY)
    assert result.returncode == status
    assert contents(tree) == before
    return result.stderr


# --- rename -----------------------------------------------------------------------------------


def test_rename_takes_everything_along(tree: Path) -> None:
    add(tree, "content/pages/about.md", "\n[灯](page:brands/deng-xia/) [茶](project:yi-hu-cha)\n")
    (tree / "mkdocs.yml").write_text(
        "nav:\n  - 灯下: brands/deng-xia/\n  - 茶: projects/\n", "utf-8"
    )
    result = showcase("rename", "deng-xia", "deng-guang", "--root", tree, "--today", TODAY)
    assert result.stdout == (
        "已把 deng-xia 改名为 deng-guang，另外改了 8 个文件；旧网址会转到新网址。"
        "(renamed, 8 other files changed; the old address leads to the new one)\n"
    )
    left = [path for path, text in contents(tree).items() if b"deng-xia" in text]
    assert left == [NEW]
    assert not (tree / BRAND).exists()
    assert read(tree, NEW).data["redirect_from"] == ["deng-xia"]
    assert read(tree, PROJECT).data["brand"] == ["deng-guang"]
    assert "[灯](page:brands/deng-guang/) [茶](project:yi-hu-cha)" in (
        tree / "content/pages/about.md"
    ).read_text("utf-8")
    assert "灯下: brands/deng-guang/\n" in (tree / "mkdocs.yml").read_text("utf-8")
    assert showcase("check", "--root", tree, "--today", TODAY).returncode == 0


def test_rename_reaches_nested_fields(tree: Path) -> None:
    run("rename chongyang chong-yang", tree)
    data = read(tree, CHONGYANG).data
    assert data["schedule"]["anchor"] == {"node": "chong-yang"}
    assert data["time_node"] == ["chong-yang"]


def test_rename_moves_pictures(tree: Path) -> None:
    (tree / "brands/deng-xia").mkdir()
    (tree / "brands/deng-xia/lamp.jpg").write_bytes(b"a picture")
    showcase("rename", "deng-xia", "deng-guang", "--root", tree, "--today", TODAY)
    assert (tree / "brands/deng-guang/lamp.jpg").read_bytes() == b"a picture"
    assert not (tree / "brands/deng-xia").exists()


def test_rename_keeps_comments(tree: Path) -> None:
    file = tree / KAIZHANG
    text = file.read_text("utf-8").replace("  - deng-xia", "  # 主办\n  - deng-xia # 灯下")
    file.write_text(text, "utf-8")
    run("rename deng-xia deng-guang", tree)
    assert "brand:\n  # 主办\n  - deng-guang  # 灯下\n" in file.read_text("utf-8")


def test_rename_there_and_back_needs_no_redirect_to_itself(tree: Path) -> None:
    run("rename deng-xia deng-guang", tree)
    run("rename deng-guang deng-xia", tree)
    assert read(tree, BRAND).data["redirect_from"] == ["deng-guang"]


TAKEN = "的编号或旧编号；请换一个编号。"
WRONG_IDS = {
    "rename nobody somebody": "没有编号是「nobody」的记录；请核对编号。(no record has the id “nobody”; check the id.)\n",
    "rename deng-xie deng-guang": "没有编号是「deng-xie」的记录；您是否想写「deng-xia」？(no record has the id “deng-xie”; did you mean “deng-xia”?)\n",
    "rename deng-xia Deng_Guang": "「Deng_Guang」不能作编号；请用 2 到 64 个小写字母、数字或连字符。(“Deng_Guang” cannot be an id; use 2 to 64 lower-case letters, digits or hyphens.)\n",
    "rename deng-xia ../x": "「../x」不能作编号；请用 2 到 64 个小写字母、数字或连字符。(“../x” cannot be an id; use 2 to 64 lower-case letters, digits or hyphens.)\n",
    "rename deng-xia yi-hu-cha": f"编号「yi-hu-cha」已经是 {PROJECT} {TAKEN}(“yi-hu-cha” is or was the id of {PROJECT}; choose another.)\n",
    "rename deng-xia deng-xia": f"编号「deng-xia」已经是 {BRAND} {TAKEN}(“deng-xia” is or was the id of {BRAND}; choose another.)\n",
    "rename deng-xia old-tea": f"编号「old-tea」已经是 {PROJECT} {TAKEN}(“old-tea” is or was the id of {PROJECT}; choose another.)\n",
    "rename deng-xia lamp": "已经有文件夹 brands/lamp；请先移走它，或换一个编号。(brands/lamp exists already; move it away or choose another id.)\n",
    "retire nobody": "没有编号是「nobody」的记录；请核对编号。(no record has the id “nobody”; check the id.)\n",
    "retire deng-xia --into deng-xia": "「deng-xia」是品牌，不能并入「deng-xia」；请写另一个品牌的编号。(“deng-xia” cannot go into “deng-xia”; name another brand.)\n",
    "retire deng-xia --into yi-hu-cha": "「deng-xia」是品牌，不能并入「yi-hu-cha」；请写另一个品牌的编号。(“deng-xia” cannot go into “yi-hu-cha”; name another brand.)\n",
}


@pytest.mark.parametrize(("command", "sentence"), WRONG_IDS.items(), ids=WRONG_IDS)
def test_ids_that_cannot_be_used_are_refused(tree: Path, command: str, sentence: str) -> None:
    add(tree, PROJECT, "redirect_from:\n  - old-tea\n")
    (tree / "brands/lamp").mkdir()
    name, id, *more = command.split()
    function = {"rename": rename, "retire": retire}[name]
    with pytest.raises(WrongId) as wrong:
        function(tree, id, more[-1] if more else None, date.fromisoformat(TODAY))
    assert f"{wrong.value}\n" == sentence


def test_wrong_id_is_wrong_usage(tree: Path) -> None:
    assert refuse("rename deng-xia Deng_Guang", tree, 2) == WRONG_IDS["rename deng-xia Deng_Guang"]


def test_nothing_is_renamed_while_a_record_cannot_be_read(tree: Path) -> None:
    """A broken file may name the record, and nobody could tell."""
    add(tree, PLACE, "colour: red\n")
    assert refuse("rename deng-xia deng-guang", tree, 1) == (
        f"{PLACE}:12:1: 「colour」不是地点的字段；请删去它 [unknown-field]\n"
        "没有改动任何文件；请先改正这些问题。(nothing was changed; mend this first)\n"
    )


# --- retire -----------------------------------------------------------------------------------


def test_retire_removes_what_names_it(tree: Path) -> None:
    run("retire east-hall", tree)
    assert not (tree / PLACE).exists()
    for path in (CHONGYANG, "content/activities/zhou-liu-cha.yaml"):
        assert "location" not in read(tree, path).data


def test_retire_removes_one_of_several(tree: Path) -> None:
    file = tree / PROJECT
    text = file.read_text("utf-8").replace("  - deng-xia", "  - deng-xia\n  # 第二个\n  - er-deng")
    file.write_text(text + "redirect_from:\n  - old-tea\n", "utf-8")
    text = (tree / BRAND).read_text("utf-8").replace("name: 灯下", "name: 二灯", 1)
    (tree / "brands/er-deng.yaml").write_text(text.replace("燈下", "二燈"), "utf-8")
    (tree / "content/pages/take-part.md").write_text("# 参与\n", "utf-8")
    run("retire deng-xia", tree)
    assert "brand:\n  # 第二个\n  - er-deng\n" in file.read_text("utf-8")


def test_retire_keeps_sources_with_what_they_support(tree: Path) -> None:
    add(tree, "content/organizations/east-community.yaml", "")
    team = (tree / "content/organizations/east-community.yaml").read_text("utf-8")
    (tree / "content/organizations/west-team.yaml").write_text(
        team.replace("name: 东区社区", "name: 西区队"), "utf-8"
    )
    partners = (
        "partner_organization:\n"
        "  - {organization: west-team, role_name: 协办}\n"
        "  - {organization: east-community, role_name: 承办}\n"
    )
    file = tree / BRAND
    text = file.read_text("utf-8").replace(
        "- impact.0", "- impact.0\n      - partner_organization.0\n      - partner_organization.1"
    )
    file.write_text(text + partners, "utf-8")
    run("retire west-team", tree)
    data = read(tree, BRAND).data
    assert data["partner_organization"] == [{"organization": "east-community", "role_name": "承办"}]
    assert data["source"][0]["supports"] == ["impact.0", "partner_organization.0"]


def test_retire_names_who_cannot_do_without(tree: Path) -> None:
    assert refuse("retire chongyang", tree, 1) == (
        f"{CHONGYANG}:13:11: 字段「schedule.anchor.node」离不开「chongyang」；请先改这里，或用 --into 写明由哪条记录代替。"
        "(“schedule.anchor.node” needs “chongyang”; change it first, or name a replacement with --into)\n"
    )
    assert refuse("retire deng-xia", tree, 1) == (
        "content/pages/take-part.md:3:8: 这里链接到「brand:deng-xia」；请先改这里，或用 --into 写明由哪条记录代替。"
        "(links to “brand:deng-xia”; change it first, or name a replacement with --into)\n"
    )


def test_retire_into_another_leads_everything_there(tree: Path) -> None:
    text = (tree / BRAND).read_text("utf-8").replace("燈下", "二燈")
    (tree / "brands/er-deng.yaml").write_text(text.replace("name: 灯下", "name: 二灯"), "utf-8")
    add(tree, BRAND, "redirect_from:\n  - lao-deng\n")
    file = tree / PROJECT
    file.write_text(
        file.read_text("utf-8").replace("- deng-xia", "- deng-xia\n  - er-deng"), "utf-8"
    )
    run("retire deng-xia --into er-deng", tree)
    assert read(tree, "brands/er-deng.yaml").data["redirect_from"] == ["deng-xia", "lao-deng"]
    assert read(tree, PROJECT).data["brand"] == ["er-deng"]
    assert read(tree, KAIZHANG).data["brand"] == ["er-deng"]
    assert "(brand:er-deng)" in (tree / "content/pages/take-part.md").read_text("utf-8")
    assert not (tree / BRAND).exists()


def test_retire_into_a_part_of_itself_makes_no_circle(tree: Path) -> None:
    team = (tree / "content/organizations/east-community.yaml").read_text("utf-8")
    (tree / "content/organizations/east-team.yaml").write_text(
        team.replace("name: 东区社区", "name: 东区队") + "parent_organization: east-community\n",
        "utf-8",
    )
    run("retire east-community --into east-team", tree)
    data = read(tree, "content/organizations/east-team.yaml").data
    assert "parent_organization" not in data
    assert data["redirect_from"] == ["east-community"]


def test_retire_that_would_break_a_rule_is_refused(tree: Path) -> None:
    """The garden lies in the house, the house in the yard: the yard cannot go into the garden."""
    text = (tree / PLACE).read_text("utf-8")
    for id, name, around in (
        ("garden", "园", "house"),
        ("house", "屋", "yard"),
        ("yard", "院", ""),
    ):
        part_of = f"part_of: {around}\n" if around else ""
        (tree / f"content/places/{id}.yaml").write_text(
            text.replace("东区活动室", f"东区活动{name}") + part_of, "utf-8"
        )
    said = refuse("retire yard --into garden", tree, 1)
    assert "「part_of」经「house」绕一圈又指回自己；请改正其中一处 [cycle]" in said
    assert said.endswith(
        "没有改动任何文件；请先改正这些问题。(nothing was changed; mend this first)\n"
    )


# --- all or nothing ---------------------------------------------------------------------------


def test_failed_change_leaves_every_file_as_it_was(tree: Path) -> None:
    before = contents(tree)
    changes = Changes(
        texts={
            BRAND: "name: 新\n",
            "brands/new.yaml": "name: 新\n",
            "content/places": "not a file",
        },
        moved=(("content/nodes", "content/points"),),
    )
    with pytest.raises(IsADirectoryError):
        changes.apply(tree)
    assert contents(tree) == before


# --- redirects --------------------------------------------------------------------------------


def test_old_address_leads_to_the_record(tree: Path, build: Callable[..., Path]) -> None:
    run("rename deng-xia deng-guang", tree)
    site = build(tree, SITE_URL="https://example.cn/show/")
    page = (site / "brands/deng-xia/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../deng-guang/">' in page
    assert '<link rel="canonical" href="https://example.cn/show/brands/deng-guang/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../deng-guang/">灯下</a>' in page
    assert "<script" not in page
    assert (site / "brands/deng-guang/index.html").is_file()
    assert "brands/deng-xia/" not in (site / "sitemap.xml").read_text("utf-8")


def test_redirect_works_without_a_known_address(tree: Path, build: Callable[..., Path]) -> None:
    add(tree, PROJECT, "redirect_from:\n  - old-tea\n")
    file = tree / PROJECT
    file.write_text(file.read_text("utf-8").replace("name: 一壶茶", "name: 茶 \" & '"), "utf-8")
    page = (build(tree) / "projects/old-tea/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="../yi-hu-cha/">' in page
    assert re.findall(r'(?:href|url)="?([^">]*)"', page) == ["../yi-hu-cha/"] * 4
    assert "茶 &#34; &amp; &#39;</a>" in page


# --- schedules in sentences ---------------------------------------------------------------------


def test_sentences_follow_the_id_of_a_time_point(tree: Path) -> None:
    file = tree / CHONGYANG
    rule = "schedule:\n  repeat: on_node\n  anchor:\n    node: chongyang\n"
    said = "schedule: 每年 chongyang 前2天至当天，chongyang 除外（chongyang-cha 休息）\n"
    file.write_text(file.read_text("utf-8").replace(rule, said), "utf-8")
    add(tree, PLACE, "opening_hours:\n  - text: 每年 chongyang\n")
    run("rename chongyang jiu-yue-jiu", tree)
    schedule = read(tree, CHONGYANG).data["schedule"]
    assert schedule == "每年 jiu-yue-jiu 前2天至当天，jiu-yue-jiu 除外（chongyang-cha 休息）"
    assert read(tree, PLACE).data["opening_hours"] == [{"text": "每年 jiu-yue-jiu"}]
    assert "schedule.anchor.node" in refuse("retire jiu-yue-jiu", tree, 1)
