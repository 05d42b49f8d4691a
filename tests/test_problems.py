"""Wrong records: where the fault is, what is said, and that nothing else suffers."""

import shutil
import string
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, TODAY, showcase
from showcase.checking import load
from showcase.problems import ProblemsFound
from showcase.sentences import SENTENCES

BRAND = "brands/deng-xia.yaml"


def problems(tree: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        load(tree, date.fromisoformat(TODAY))
    return [problem.text() for problem in found.value.problems]


def replace(tree: Path, old: str, new: str, path: str = BRAND) -> None:
    file = tree / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_reports_all_faults_of_all_files_at_once(tree: Path) -> None:
    replace(tree, "status: active", "stauts: active")
    replace(tree, "lunar:", "moon:", "content/nodes/chongyang.yaml")
    replace(tree, "- place: east-hall", "- place: east-hal", "content/activities/zhou-liu-cha.yaml")
    codes = [text.rsplit("[", 1)[1] for text in problems(tree)]
    assert codes == [
        "missing-field]",
        "unknown-field]",
        "unknown-reference]",
        "unknown-field]",
    ]


def test_three_faults_leave_the_old_site_alone(tree: Path, tmp_path: Path) -> None:
    """An unknown field, a wrong date and a dangling reference: three lines, status 1, no traceback."""
    site = tmp_path / "public"
    assert showcase("build", "--root", tree, "--site-dir", site).returncode == 0
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    replace(tree, "status: active", "status: active\ncolour: red")
    replace(tree, "as_of: 2025-03", "as_of: 2025-02-30")
    replace(tree, "place: east-hall", "place: west-hall", "content/activities/zhou-liu-cha.yaml")
    for command in (("check",), ("build", "--site-dir", site)):
        result = showcase(*command, "--root", tree)
        said = result.stdout + result.stderr
        assert result.returncode == 1
        assert f"{BRAND}:8:1: 「colour」不是品牌的字段" in said
        assert f"{BRAND}:21:12: 字段「impact.0.as_of」的日期「2025-02-30」不对" in said
        assert "content/activities/zhou-liu-cha.yaml:7:12: 字段「location.0.place」" in said
        assert "2 个文件里有 3 处问题" in said
        assert "Traceback" not in said
    after = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert after == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("brand:deng-xia", "brand:deng-xie", "3:8: {}；您是否想写「deng-xia」？"),
        ("page:calendar/", "page:calender/", "3:29: {}；您是否想写「calendar/」？"),
    ],
)
def test_wrong_link_in_a_hand_written_page_is_a_problem(
    tree: Path, tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    replace(tree, right, wrong, "content/pages/take-part.md")
    told = said.format(f"链接「{wrong}」指向的记录不存在")
    expected = f"content/pages/take-part.md:{told} [broken-record-link]"
    for command in (("check",), ("build", "--site-dir", tmp_path / "public")):
        result = showcase(*command, "--root", tree)
        assert result.returncode == 1
        assert expected in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("page", "text", "said"),
    [
        (
            "new.md",
            "# 新的一页\n\n写了没有人到得了。\n",
            "content/pages/new.md:1:1: 导航里没有这一页",
        ),
        ("about.md", "# 关于\n\n独立的展示站 13800138000\n", "[mobile-number]"),
        (
            "about.md",
            "# 关于\n\n看[下面](#nowhere)。\n",
            "手写页面有 1 处警告（见上面），旧网站没有动",
        ),
    ],
    ids=["[unlisted-page]", "personal", "seen by the site engine only"],
)
def test_faulty_hand_written_page_leaves_the_old_site_alone(
    tree: Path, tmp_path: Path, page: str, text: str, said: str
) -> None:
    site = tmp_path / "public"
    assert showcase("build", "--root", tree, "--site-dir", site).returncode == 0
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    (tree / "content" / "pages" / page).write_text(text, "utf-8")
    result = showcase("build", "--root", tree, "--site-dir", site)
    assert result.returncode == 1
    assert said in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    after = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert after == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_navigation_that_leads_nowhere_is_a_problem(tree: Path, tmp_path: Path) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "get-help.md" in text
    (tree / "mkdocs.yml").write_text(text.replace("get-help.md", "get-halp.md"), "utf-8")
    shutil.copytree(ROOT / "theme", tree / "theme")
    result = showcase("build", "--root", tree, "--site-dir", tmp_path / "public")
    assert result.returncode == 1
    assert (
        "导航里的「get-halp.md」不是本站的页面 [unknown-navigation]"
        in result.stdout + result.stderr
    )


def test_github_is_told_beside_the_line(tree: Path) -> None:
    replace(tree, "status: active", "stauts: active")
    said = showcase("check", "--root", tree, "--format", "github").stdout
    assert f"::error file={BRAND},line=7,col=1,title=unknown-field::" in said


def test_every_sentence_exists_in_both_languages() -> None:
    for code, sentence in SENTENCES.items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (sentence.zh, sentence.en)
        ]
        assert {f.removesuffix("_en") for f in fields[0]} == {
            f.removesuffix("_en") for f in fields[1]
        }, code
