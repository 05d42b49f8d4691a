"""Wrong records: where the fault is, what is said, and that nothing else suffers."""

import string
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY, showcase
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


CASES = {
    "unknown field": (
        "kind: volunteer_brand",
        "kind: volunteer_brand\nstauts: active",
        f"{BRAND}:7:1: 「stauts」不是品牌的字段；您是否想写「status」？ [unknown-field]",
    ),
    "wrong date": (
        "as_of: 2025-03",
        "as_of: 2025-13",
        f"{BRAND}:20:12: 字段「impact.0.as_of」的日期「2025-13」不对；应写成 2024、2024-10 或 2024-10-20 [bad-date]",
    ),
    "dangling reference": (
        "organization: east-community",
        "organization: east-comunity",
        f"{BRAND}:8:15: 字段「organization」指向的组织「east-comunity」不存在；您是否想写「east-community」？ [unknown-reference]",
    ),
    "reference of another kind": (
        "organization: east-community",
        "organization: east-hall",
        f"{BRAND}:8:15: 字段「organization」应指向组织，而「east-hall」是地点 [wrong-kind]",
    ),
    "word outside the list": (
        "status: active",
        "status: 进行中",
        f"{BRAND}:7:9: 字段「status」不能是「进行中」，只能是 active、planned、inactive、ended、unconfirmed 之一 [bad-choice]",
    ),
    "missing field": (
        "status: active\n",
        "",
        f"{BRAND}:1:1: 缺少必填的字段「status」 [missing-field]",
    ),
    "empty field": (
        "status: active",
        "status:",
        f"{BRAND}:7:1: 字段「status」没有内容；请写上内容，或删去这一行 [empty-value]",
    ),
    "duplicate key": (
        "status: active",
        "status: active\nstatus: ended",
        f"{BRAND}:8:1: 字段「status」写了两次（上一次在第 7 行）；请只留一处 [duplicate-key]",
    ),
    "number with a unit": (
        "value: 300",
        "value: 300 次",
        f"{BRAND}:17:12: 字段「impact.0.value」应当是整数，不带逗号和单位，例如 4800，这里写的是「300 次」 [not-a-number]",
    ),
    "markup in a name": (
        "name: 灯下",
        "name: <b>灯下</b>",
        f"{BRAND}:1:7: 字段「name」里不能有尖括号 < 或 >；请改用《》或文字 [markup]",
    ),
    "summary too long": (
        "summary: 晚上陪老人说话的志愿服务品牌",
        "summary: " + "长" * 61,
        f"{BRAND}:5:10: 字段「summary」有 61 个字，最多 60 个字；请写短些 [too-long]",
    ),
    "scalar instead of list": (
        "area_served:\n  - east",
        "area_served: east",
        f"{BRAND}:13:14: 字段「area_served」应当是列表，每项一行、以「- 」开头，这里却是文字「east」 [not-a-list]",
    ),
    "anchor": (
        "name: 灯下",
        "name: &a 灯下",
        f"{BRAND}:1:7: 记录里不能用 YAML 的锚点「&」；请直接写出内容 [yaml-feature]",
    ),
    "broken YAML": (
        "status: active",
        "status: [active",
        f"{BRAND}:8:13: 这一行不合 YAML 的写法，读不下去；请检查缩进、冒号后的空格和引号是否成对 [yaml-syntax]",
    ),
    "unknown support": (
        "impact.0\n",
        "impact.7\n",
        f"{BRAND}:28:9: 来源的 supports 写了「impact.7」，但这条记录里没有这个字段 [unknown-support]",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_says_where_and_how_to_mend(tree: Path, old: str, new: str, expected: str) -> None:
    replace(tree, old, new)
    assert problems(tree) == [expected]


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


def test_end_before_start_is_refused(tree: Path) -> None:
    path = "content/activities/kaizhang.yaml"
    replace(tree, "end: 2025-03-01T11:00", "end: 2025-03-01T08:00", path)
    assert problems(tree) == [
        f"{path}:7:6: 「end」（2025-03-01T08:00）早于「start」（2025-03-01T09:30）；请核对两个日期 [dates-out-of-order]"
    ]


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://www.xtrb.cn/xt/content.htm", True),
        ("javascript:alert(1)", False),
        ("//evil.example/", False),
        ("https://gov.cn@evil.example/", False),
        ("http://127.0.0.1/", False),
    ],
)
def test_only_public_addresses_are_linked(tree: Path, url: str, fine: bool) -> None:
    replace(
        tree,
        "    confidence: medium",
        f"    confidence: medium\n    url: {url}\n    accessed: 2026-01-05",
        "content/projects/yi-hu-cha.yaml",
    )
    found = [] if fine else problems(tree)
    assert fine or [text.rsplit("[")[1] for text in found] == ["bad-url]"]
    assert not fine or load(tree, date.fromisoformat(TODAY))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("名称: 灯".encode("gbk"), "not-utf8"),
        (b"\xef\xbb\xbfname: x", "byte-order-mark"),
        (b"", "empty-file"),
        (b"- name", "not-a-record"),
        (b"name: a\n---\nname: b", "several-documents"),
        (b"name: a\n\tsummary: b", "tab"),
        ("name: 灯\u200b下".encode(), "control-character"),
        (b"name: " + b"[" * 50 + b"]" * 50, "too-deep"),
        (b"name: " + b"x" * 70_000, "too-large"),
    ],
)
def test_files_that_cannot_be_read_are_named(tree: Path, content: bytes, code: str) -> None:
    (tree / BRAND).write_bytes(content)
    assert f"[{code}]" in "".join(text for text in problems(tree) if text.startswith(BRAND))


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


def test_wrong_link_in_a_hand_written_page_is_a_problem(tree: Path, tmp_path: Path) -> None:
    replace(tree, "brand:deng-xia", "brand:deng-xie", "content/pages/take-part.md")
    result = showcase("build", "--root", tree, "--site-dir", tmp_path / "public")
    assert result.returncode == 1
    expected = "content/pages/take-part.md:3:8: 链接「brand:deng-xie」指向的记录不存在；您是否想写「deng-xia」？ [broken-record-link]"
    assert expected in result.stdout + result.stderr


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
