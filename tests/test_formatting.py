"""Formatting: one way to write a record, which never changes what it says."""

import shutil
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, showcase
from showcase.comments import texts
from showcase.formatting import formatted
from showcase.manuscript import read_manuscript
from showcase.schema import modeline
from showcase.sources import read
from strategies import Written, files, records

HALF = str.maketrans("\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09", ",:;!?()")
BRAND = "brands/deng-xia.yaml"


def fmt(text: str, path: str = BRAND) -> str:
    """Format one file in an empty tree; return what stands below the line that names its schema."""
    with TemporaryDirectory() as folder:
        file = Path(folder, path)
        file.parent.mkdir(parents=True)
        file.write_bytes(text.encode())
        first, rest = formatted(read_manuscript(Path(folder), path)).split("\n", 1)
    assert first == modeline(path)
    return rest.removeprefix("\n")


def data_of(text: str, path: str = BRAND) -> Any:
    """Read one file in an empty tree."""
    with TemporaryDirectory() as folder:
        file = Path(folder, path)
        file.parent.mkdir(parents=True)
        file.write_bytes(text.encode())
        document = read(Path(folder), path)
    assert document.problems == []
    return document.data


# --- layout -----------------------------------------------------------------------------------

LAYOUTS = {
    "fields in the order of the model": (
        "status: active\nkind: volunteer_brand\nsummary: 灯\nname: 灯下\n",
        "name: 灯下\nsummary: 灯\nkind: volunteer_brand\nstatus: active\n",
    ),
    "fields of parts too": (
        "source:\n- supports: [name]\n  ref: a-paper\nimpact:\n- {as_of: 2025, value: 3, metric: 次数}\n",
        "impact:\n  - metric: 次数\n    value: 3\n    as_of: 2025\nsource:\n  - ref: a-paper\n    supports:\n      - name\n",
    ),
    "unknown fields last": ("colour: 红\nname: 灯下\n", "name: 灯下\ncolour: 红\n"),
    "quotes only where needed": (
        "name: \"灯下\"\nsummary: '晚上: 有灯'\nslogan: 'yes'\nname_meaning: \"010\"\nlevel: 'county'\n",
        'name: 灯下\nsummary: "晚上: 有灯"\nslogan: "yes"\nname_meaning: "010"\nlevel: county\n',
    ),
    "numbers and dates plain": (
        "founding_date: '2024'\nimpact:\n  - metric: '3'\n    value: \"300\"\n    as_of: '2024-01-02'\n",
        'founding_date: 2024\nimpact:\n  - metric: "3"\n    value: 300\n    as_of: 2024-01-02\n',
    ),
    "several lines as a block": (
        'name: 灯下\ndescription: "一盏灯。\\n\\n- 一壶茶"\n',
        "name: 灯下\ndescription: |-\n  一盏灯。\n\n  - 一壶茶\n",
    ),
    "one line without a block": (
        "name: >-\n  灯\n  下\nsummary: |-\n  晚上\n",
        "name: 灯 下\nsummary: 晚上\n",
    ),
    "no spaces at the ends of lines": (
        "name: 灯下   \r\n\r\nsummary: 晚上 \t\r\n\r\n\r\n",
        "name: 灯下\nsummary: 晚上\n",
    ),
    "a newline at the end": ("---\nname: 灯下", "name: 灯下\n"),
    "empty things stay": (
        "name:\nsummary: ''\naward: []\nimpact:\n  -\n  - {}\n",
        'name:\nsummary: ""\naward: []\nimpact:\n  -\n  - {}\n',
    ),
}


@pytest.mark.parametrize(("written", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_writes_in_one_way(written: str, expected: str) -> None:
    assert fmt(written) == expected
    assert fmt(expected) == expected


def test_times_stay_quoted_and_flags_plain() -> None:
    path = "content/activities/cha.yaml"
    written = "is_habit: 'true'\nschedule: {except: [{reason: 雨, date: 2026-01-02}], start_time: '09:00', repeat: weekly}\n"
    assert fmt(written, path) == (
        'schedule:\n  repeat: weekly\n  start_time: "09:00"\n  except:\n    - date: 2026-01-02\n      reason: 雨\n'
        "is_habit: true\n"
    )


def test_schedules_in_sentences_stay_plain() -> None:
    said = "每月第一个周六 9:00–11:00，2026年1月1日起，2026年5月2日除外（五一假期）"
    written = f"opening_hours: [{{text: '每周六 9:00'}}, '{said}']\nname: 茶馆\n"
    expected = f"name: 茶馆\nopening_hours:\n  - text: 每周六 9:00\n  - {said}\n"
    assert fmt(written, "content/places/tea.yaml") == expected


def test_vocabularies_stay_tables() -> None:
    path = "content/vocabulary/areas.yaml"
    written = "# 小城\nterm:\n- code: '130502'\n  row: 1\n  id: east\n  short: 'a, b'\n  name:\n"
    assert fmt(written, path) == (
        '# 小城\nterm:\n  - {id: east, name, short: "a, b", code: "130502", row: 1}\n'
    )


def test_one_line_names_the_schema_and_stands_first(tree: Path) -> None:
    file = tree / BRAND
    right = "# yaml-language-server: $schema=../.vscode/schemas/brand.json\n"
    file.write_text(
        f"# 灯\n{right}{file.read_text('utf-8')}# yaml-language-server: $schema=x\n", "utf-8"
    )
    text = formatted(read_manuscript(tree, BRAND))
    assert text.startswith(f"{right}# 灯\nname: 灯下\n")
    assert text.count("yaml-language-server") == 1
    file.write_text(text, "utf-8")
    assert formatted(read_manuscript(tree, BRAND)) == text


# --- widths -----------------------------------------------------------------------------------

WIDTHS = [
    ("有空就来\uff0c有事就说\uff01", True),
    ("晚上\uff1a一盏灯\uff1b一壶茶\uff1f好", True),
    ("团市委\uff08市青年\uff09\uff0c在这里", True),
    ("比赛 3\uff1a2\uff0c共 1\uff0c000 人", False),
    ("Xingtai\uff0c 邢台 \uff08Hebei\uff09", False),
    ("见 https://example.cn/中\uff0c文\uff08甲\uff09 一页", False),
    ("写 `键\uff1a值\uff0c甲` 这样", False),
    ("看[这里]\u0028brand:甲\uff0c乙\u0029吧", False),
    ("甲\uff0c 乙", False),
]


@pytest.mark.parametrize(("full", "changes"), WIDTHS)
def test_punctuation_between_chinese_characters_is_full_width(full: str, changes: bool) -> None:
    half = full.translate(HALF)
    assert data_of(fmt(yaml.safe_dump({"name": half}, allow_unicode=True)))["name"] == (
        full if changes else half
    )


def test_code_in_a_block_is_left_alone() -> None:
    text = "甲\uff0c乙\n\n```\n丙\uff0c丁\n```\n\n    戊\uff0c己".translate(HALF)
    written = fmt(yaml.safe_dump({"description": text}, allow_unicode=True))
    assert data_of(written)["description"] == text.replace(",", "\uff0c", 1)


def test_ids_dates_and_numbers_are_half_width() -> None:
    written = (
        "founding_date: \uff12\uff10\uff12\uff14\uff0d\uff11\uff10\ncategory: [\uff43\uff55lture]\n"
        "impact: [{value: \uff13\uff10, metric: \uff21\uff11}]\n"
    )
    assert fmt(written) == (
        "founding_date: 2024-10\nimpact:\n  - metric: \uff21\uff11\n    value: 30\ncategory:\n  - culture\n"
    )


# --- comments ---------------------------------------------------------------------------------

COMMENTS = {
    "above a field": (
        "name: 灯下\n# 状态\nstatus: active\n# 种类\n# 两行\nkind: volunteer_brand\n",
        "name: 灯下\n# 种类\n# 两行\nkind: volunteer_brand\n# 状态\nstatus: active\n",
    ),
    "at the end of a line": (
        "status: active # 状态\nname: '灯 # 下'   # 名称\n",
        'name: "灯 # 下"  # 名称\nstatus: active  # 状态\n',
    ),
    "at the head of the file": (
        "# 关于这个文件\n# 两行\nstatus: active\nname: 灯下\n",
        "# 关于这个文件\n# 两行\nname: 灯下\nstatus: active\n",
    ),
    "at the head and above the first field": (
        "# 关于这个文件\n\n# 状态\nstatus: active\nname: 灯下\n",
        "# 关于这个文件\nname: 灯下\n# 状态\nstatus: active\n",
    ),
    "at the foot of the file": (
        "status: active\nname: 灯下\n# 完\n",
        "name: 灯下\nstatus: active\n# 完\n",
    ),
    "in lists": (
        "audience: # 谁\n# 孩子\n- children # 小\n# - elderly\nname: 灯下\n",
        "name: 灯下\naudience:  # 谁\n  # 孩子\n  - children  # 小\n  # - elderly\n",
    ),
    "below the last item of a list": (
        "audience:\n  - children\n  # - elderly\nname: 灯下\n",
        "name: 灯下\naudience:\n  - children\n  # - elderly\n",
    ),
    "inside parts": (
        "impact:\n  # 甲\n  - value: 3 # 数\n    # 指标\n    metric: 次数\n  - # 乙\n    metric: 人数\n",
        "impact:\n  # 甲\n  # 指标\n  - metric: 次数\n    value: 3  # 数\n  # 乙\n  - metric: 人数\n",
    ),
    "beside braces": (
        "source:\n  - {supports: [name], ref: a-paper} # 来源\nname: 灯下\n",
        "name: 灯下\nsource:\n  # 来源\n  - ref: a-paper\n    supports:\n      - name\n",
    ),
    "beside a block": (
        "description: | # 文\n  甲 # 不是注释\n  乙\n# 名称\nname: 灯下\n",
        "# 名称\nname: 灯下\ndescription: |  # 文\n  甲 # 不是注释\n  乙\n",
    ),
}


@pytest.mark.parametrize(("written", "expected"), COMMENTS.values(), ids=COMMENTS)
def test_comments_stay_with_what_they_describe(written: str, expected: str) -> None:
    assert fmt(written) == expected
    assert fmt(expected) == expected


# --- every record that there can be -----------------------------------------------------------


def widths_aside(value: Any) -> Any:
    """Return data with full-width and half-width characters made equal."""
    if isinstance(value, dict):
        return {name: widths_aside(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [widths_aside(item) for item in value]
    return unicodedata.normalize("NFKC", value)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_meaning_is_kept_and_once_is_enough(data: st.DataObject) -> None:
    model, record = data.draw(records())
    model.model_validate(record | {"id": "some-id"})
    path = f"{model.folder}/some-id.yaml"
    text = data.draw(files(record))
    assert data_of(text, path) == record
    once = fmt(text, path)
    assert widths_aside(data_of(once, path)) == widths_aside(record)
    assert fmt(once, path) == once


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data())
def test_comments_are_kept_wherever_they_stand(data: st.DataObject) -> None:
    model, record = data.draw(records())
    path = f"{model.folder}/some-id.yaml"
    text = data.draw(files(record))
    for number in range(data.draw(st.integers(1, 5))):
        text = commented(data.draw, text, record, path, f'# {number}: “注释"')
    once = fmt(text, path)
    assert sorted(texts(once)) == sorted(texts(text))
    assert fmt(once, path) == once


def commented(draw: Any, text: str, record: Written, path: str, comment: str) -> str:
    """Return a text with one more comment, where a comment may stand."""
    lines = text.split("\n")[:-1]
    at = draw(st.integers(0, len(lines) - 1))
    if draw(st.booleans()):
        lines.insert(at, " " * draw(st.sampled_from([0, 2, 4])) + comment)
    else:
        lines[at] += f" {comment}"
    longer = "\n".join([*lines, ""])
    return longer if reads_as(record, longer, path, len(texts(text)) + 1) else text


def reads_as(record: Written, text: str, path: str, comments: int) -> bool:
    """Return whether a text says the same with so many comments."""
    try:
        return data_of(text, path) == record and len(texts(text)) == comments
    except (AssertionError, yaml.YAMLError):
        return False


# --- the command ------------------------------------------------------------------------------


def test_real_records_can_be_formatted_and_stay_so(tmp_path: Path) -> None:
    for folder in ("brands", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    result = showcase("fmt", "--root", tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert showcase("fmt", "--root", tmp_path, "--check").returncode == 0


def test_check_lists_and_writes_nothing(tree: Path) -> None:
    before = (tree / BRAND).read_text("utf-8")
    place = tree / "content/places/east-hall.yaml"
    place.write_text(place.read_text("utf-8").replace("kind: venue", "kind:  venue"), "utf-8")
    result = showcase("fmt", "--check", "--root", tree, tree / BRAND, tree / "content/places")
    assert result.returncode == 1
    assert result.stdout == (
        f"{BRAND}: 要整理 (would change)\ncontent/places/east-hall.yaml: 要整理 (would change)\n"
    )
    assert (
        result.stderr == "2 个文件要整理；请运行 showcase fmt。(2 would change; run showcase fmt)\n"
    )
    assert (tree / BRAND).read_text("utf-8") == before


def test_writes_all_records_of_a_tree_once(tree: Path) -> None:
    first = showcase("fmt", "--root", tree)
    assert first.returncode == 0
    assert f"{BRAND}: 已整理 (formatted)\n" in first.stdout
    assert showcase("fmt", "--root", tree).stdout == (
        "共 15 个文件，整理了 0 个。(15 files, 0 formatted)\n"
    )
    assert showcase("check", "--root", tree).returncode == 0


def test_unreadable_file_is_refused_and_the_others_are_formatted(tree: Path) -> None:
    file = tree / BRAND
    file.write_text("name: 灯下\nname: 灯上\n", "utf-8")
    result = showcase("fmt", "--root", tree)
    assert result.returncode == 1
    assert result.stderr == (
        f"{BRAND}:2:1: 字段「name」写了两次（上一次在第 1 行）；请只留一处 [duplicate-key]\n"
        "1 个文件没有整理，请按提示修改后重试。(1 not formatted, mend and try again)\n"
    )
    assert file.read_text("utf-8") == "name: 灯下\nname: 灯上\n"
    assert "content/city.yaml: 已整理" in result.stdout


def test_file_that_is_no_record_is_wrong_usage(tree: Path) -> None:
    page = tree / "content/pages/about.md"
    result = showcase("fmt", "--root", tree, page)
    assert result.returncode == 2
    assert result.stderr == (
        f"{page} 不是 {tree} 里的记录；请写 brands/ 或 content/ 里的 .yaml 文件。"
        f"({page} is no record of {tree}; name a .yaml file in brands/ or content/)\n"
    )
