"""Books for Excel and WPS: nothing is lost on the way out and back, and every fault names its cell."""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet

from conftest import EXAMPLE, ROOT, TODAY, showcase
from showcase.catalog import Catalog
from showcase.formatting import record_files
from showcase.manuscript import Manuscript
from showcase.model import RECORD_TYPES, Brand
from showcase.problems import ProblemsFound
from showcase.sheets.importing import Import, import_books
from showcase.sheets.layout import layout_of
from showcase.sheets.merging import merged
from showcase.sheets.notation import escaped, escaped_lines, unescaped, unescaped_lines
from showcase.sheets.reading import read_book
from showcase.sheets.rows import assembled
from showcase.sheets.writing import NOTES, title_of, write_book
from showcase.sources import Document, read
from strategies import Written, prose, records

BRAND = "brands/deng-xia.yaml"
SERIES = "content/activities/zhou-liu-cha.yaml"
DAY = date.fromisoformat(TODAY)
Edit = Callable[[openpyxl.Workbook], object]
moment = datetime.fromisoformat


def export(root: Path, catalog: Catalog, folder: Path) -> list[Path]:
    """Write a book for each kind of record."""
    files = []
    for kind in RECORD_TYPES:
        documents = {r.id: read(root, r.path).data for r in catalog.of_kind(kind)}
        files.append(folder / f"{kind.label[0]}.xlsx")
        files[-1].write_bytes(write_book(kind, documents, catalog))
    return files


@pytest.fixture(scope="module")
def exported(example: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books of the example tree."""
    folder = tmp_path_factory.mktemp("books")
    export(EXAMPLE, example, folder)
    return folder


@pytest.fixture
def edited(exported: Path, tmp_path: Path) -> Callable[..., Path]:
    """A function that edits a book as somebody would in Excel, and returns the new file."""

    def edit(change: Edit, name: str = "品牌") -> Path:
        workbook = openpyxl.load_workbook(exported / f"{name}.xlsx")
        change(workbook)
        workbook.save(tmp_path / f"{name}.xlsx")
        return tmp_path / f"{name}.xlsx"

    return edit


def put(title: str, line: int, name: str, value: Any, **style: Any) -> Edit:
    """Return the edit that writes one cell, in the column with a heading."""

    def change(workbook: openpyxl.Workbook) -> None:
        cell = workbook[title].cell(line, column(workbook[title], name))
        cell.value = value
        for attribute, wanted in style.items():
            setattr(cell, attribute, wanted)

    return change


def column(sheet: Worksheet, name: str) -> int:
    return headings(sheet).index(name) + 1


def headings(sheet: Worksheet) -> list[str]:
    """Return the names of the columns; below a name stands what the field is called in Chinese."""
    return [str(cell.value or "").partition("\n")[0] for cell in sheet[1]]


def add(title: str, /, number: tuple[str, str] = ("", ""), **values: str) -> Edit:
    """Return the edit that writes a new row below the others."""

    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook[title]
        line = sheet.max_row + 1
        for name, value in [number, *values.items()]:
            if name:
                sheet.cell(line, column(sheet, name), value)

    return change


def together(*edits: Edit) -> Edit:
    return lambda workbook: [edit(workbook) for edit in edits]


def found(root: Path, *files: Path) -> list[str]:
    """Return the problems that keep books from being imported."""
    with pytest.raises(ProblemsFound) as refused:
        import_books(root, files, DAY)
    return [problem.text() for problem in refused.value.problems]


def imported(root: Path, *files: Path) -> Import:
    """Import books."""
    result = import_books(root, files, DAY)
    result.changes.apply(root)
    return result


def contents(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in record_files(root)}


# --- nothing is lost --------------------------------------------------------------------------


def test_unchanged_books_change_nothing(catalog: Catalog, example: Catalog, tmp_path: Path) -> None:
    for root, known in ((ROOT, catalog), (EXAMPLE, example)):
        result = import_books(root, export(root, known, tmp_path), DAY)
        assert (result.changes.texts, result.edits, result.left_out) == ({}, (), ())


def test_books_alone_bring_all_records_back(catalog: Catalog, tmp_path: Path) -> None:
    files = export(ROOT, catalog, tmp_path)
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "content" / "vocabulary", tree / "content" / "vocabulary")
    shutil.copy(ROOT / "content" / "city.yaml", tree / "content")
    imported(tree, *files)
    for record in catalog.records.values():
        assert read(tree, record.path).data == read(ROOT, record.path).data


def test_random_records_come_back_equal(example: Catalog, tmp_path: Path) -> None:
    drawn: dict[type, dict[str, Written]] = {kind: {} for kind in RECORD_TYPES}

    @settings(
        max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(records())
    def draw(record: tuple[type, Written]) -> None:
        kind, data = record
        drawn[kind][f"record-{len(drawn[kind])}"] = data

    draw()
    assert sum(map(len, drawn.values())) >= 300
    for kind, documents in drawn.items():
        file = tmp_path / "book.xlsx"
        file.write_bytes(write_book(kind, documents, example))
        book = read_book(file)
        assert book.problems == []
        for id, data in documents.items():
            own = {
                table: [row for row in sheet.rows if row.id == id]
                for table, sheet in book.sheets.items()
            }
            assembly = assembled(own, layout_of(kind))
            assert assembly.data == with_bare_weekdays(data)
            assert validated(kind, assembly.data) == validated(kind, data)
            before = Manuscript(Document(f"{id}.yaml", data, []), data, {})
            assert merged(before, assembly, layout_of(kind)) is before


def validated(kind: type, data: Written) -> Any:
    return kind.model_validate(data | {"id": "some-id"})


def with_bare_weekdays(value: Any) -> Any:
    """Return data with weekdays that stand alone written without a group: both say the same."""
    if isinstance(value, dict):
        inner = {name: with_bare_weekdays(item) for name, item in value.items()}
        return inner["weekday"] if inner.keys() == {"weekday"} else inner
    return [with_bare_weekdays(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=300, deadline=None, derandomize=True)
@given(prose(300))
def test_notation_keeps_every_character(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert unescaped_lines(escaped_lines([text, "灯", text])) == [text, "灯", text]


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "_x0041_",
        r"\u0041",
        "010",
        "2024-10",
        "a\rb",
        " 灯 ",
        "'灯",
    ],
)
def test_odd_names_stay_what_they_are(name: str, example: Catalog, tmp_path: Path) -> None:
    data = read(EXAMPLE, BRAND).data | {"name": name}
    file = tmp_path / "book.xlsx"
    file.write_bytes(write_book(Brand, {"deng-xia": data}, example))
    assert b"<f>" not in zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
    row = read_book(file).sheets[layout_of(Brand)[0]].rows[0]
    assert row.cells["name",] == name


def test_what_begins_like_a_formula_is_marked_as_text(example: Catalog, tmp_path: Path) -> None:
    data = read(EXAMPLE, BRAND).data | {"name": "=HYPERLINK(1)"}
    file = tmp_path / "book.xlsx"
    file.write_bytes(write_book(Brand, {"deng-xia": data}, example))
    cell = openpyxl.load_workbook(file)["品牌"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_text_longer_than_a_cell_is_refused(example: Catalog) -> None:
    data = read(EXAMPLE, BRAND).data | {"description": "\x07" * 6000}
    with pytest.raises(ProblemsFound) as refused:
        write_book(Brand, {"deng-xia": data}, example)
    assert [problem.text() for problem in refused.value.problems] == [
        f"{BRAND}:1:1: 字段「description」有 36000 个字，一格最多 32767 个，表格放不下；请直接改这个文件 [too-long-for-a-cell]"
    ]


# --- what a book looks like -------------------------------------------------------------------


def test_every_cell_is_text_and_the_head_stays_in_view(exported: Path) -> None:
    workbook = openpyxl.load_workbook(exported / "活动.xlsx")
    for sheet in workbook.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
        if sheet.title not in NOTES:
            assert {d.number_format for d in sheet.column_dimensions.values()} == {"@"}
            assert sheet.freeze_panes in ("B2", "C2", "D2")
            assert all(cell.alignment.wrap_text for cell in cells)


def test_lists_offer_words_and_terms(exported: Path) -> None:
    workbook = openpyxl.load_workbook(exported / "品牌.xlsx")
    offered = {}
    for validation in workbook["品牌"].data_validations.dataValidation:
        first = workbook["品牌"][str(validation.sqref).split(":")[0]]
        title, cells = re.fullmatch(r"'(.*)'!(.*)", validation.formula1).groups()  # type: ignore[union-attr]
        words = [row[0].value for row in workbook[title][cells.replace("$", "")]]
        offered[headings(workbook["品牌"])[first.column - 1]] = words
    assert offered["status"] == ["active", "planned", "inactive", "ended", "unconfirmed"]
    assert offered["category"] == ["elderly-care", "culture"]
    assert offered["area_served"] == ["city", "east", "west"]
    assert offered["organization"] == ["east-community"]


def test_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for number in "12":
        result = showcase(
            *("sheet", "export", "--root", EXAMPLE, "--out", tmp_path / number),
            PYTHONHASHSEED=number,
            TZ="UTC" if number == "1" else "Asia/Shanghai",
        )
        assert result.returncode == 0, result.stderr
    for kind in RECORD_TYPES:
        one, other = (tmp_path / number / f"{kind.label[0]}.xlsx" for number in "12")
        assert one.read_bytes() == other.read_bytes()
        parts = zipfile.ZipFile(one).infolist()
        assert {part.date_time for part in parts} == {(2026, 1, 5, 0, 0, 0)}
        assert b"2026-01-05T00:00:00Z</dcterms:modified>" in zipfile.ZipFile(one).read(
            "docProps/core.xml"
        )


def test_sheet_names_fit_excel() -> None:
    for kind in RECORD_TYPES:
        titles = [title_of(kind, table) for table in layout_of(kind)]
        assert len(set(titles) | set(NOTES)) == len(titles) + len(NOTES)
        assert all(len(title) <= 31 for title in titles)


# --- faults -----------------------------------------------------------------------------------

FAULTS: dict[str, tuple[Edit, str]] = {
    "word outside the list": (
        put("品牌", 2, "status", "进行中"),
        "品牌!G2: 字段「status」不能是「进行中」，只能是 active、planned、inactive、ended、unconfirmed 之一；您是否想写「active」？ [bad-choice]",
    ),
    "missing field": (
        put("品牌", 2, "summary", None),
        "品牌!E2: 缺少必填的字段「summary」 [missing-field]",
    ),
    "wrong date in a list": (
        put("impact", 2, "as_of", "2025-13"),
        "impact!G2: 字段「impact.0.as_of」的日期「2025-13」不对；一年只有 12 个月，请核对月份 [bad-date]",
    ),
    "field missing in a new row of a list": (
        add("story", id="deng-xia", title="灯"),
        "story!E2: 缺少必填的字段「body」 [missing-field]",
    ),
    "dangling reference": (
        put("品牌", 2, "organization", "east-comunity"),
        "品牌!H2: 字段「organization」指向的组织「east-comunity」不存在；您是否想写「east-community」？ [unknown-reference]",
    ),
    "dangling reference in a cell of several": (
        put("品牌", 2, "category", "elderly-care\ncultur"),
        "品牌!M2: 字段「category.1」指向的类别「cultur」不存在；您是否想写「culture」？ [unknown-reference]",
    ),
    "neither of two fields": (
        put("impact", 2, "as_of", None),
        "impact!A2: 字段「impact.0」里，as_of、as_of_note 要写且只能写一个 [one-of]",
    ),
    "rule between records": (
        put("品牌", 2, "summary", "全市唯一的品牌"),
        "品牌!E2: 「summary」里的「全市唯一」没有来源支持；请在来源的 supports 里写上这个字段，或换成平实的说法 [superlative]",
    ),
    "unknown column": (
        put("品牌", 1, "status", "stauts"),
        "品牌!G1: 「stauts」不是品牌的列；请改回导出时的列名，或删去这一列；您是否想写「status」？ [unknown-column]",
    ),
    "column twice": (
        put("品牌", 1, "slogan", "status"),
        "品牌!J1: 列名「status」写了两次（上一次在 G1）；请只留一列 [duplicate-column]",
    ),
    "no column for the id": (
        put("impact", 1, "id", None),
        "impact!A1: 缺少「id」这一列，不知道每行是哪一条；请补上，或重新导出 [missing-column]",
    ),
    "cell under no heading": (
        lambda book: book["品牌"].cell(2, 40, "灯"),
        "品牌!AN2: 这一列有内容，第一行却没有列名；请写上列名，或删去这一列 [no-column-name]",
    ),
    "unknown sheet": (
        lambda book: book.create_sheet("awards").cell(1, 1, "灯"),
        "awards!A1: 工作表「awards」不是品牌的内容；请改回原名，或删去这个工作表；您是否想写「award」？ [unknown-sheet]",
    ),
    "row without an id": (
        put("品牌", 3, "name", "灯上"),
        "品牌!A3: 这一行有内容，却没有写「id」；请写上，或清空这一行 [no-row-id]",
    ),
    "id that leads elsewhere": (
        add("品牌", id="../../etc/passwd", name="灯"),
        "品牌!A3: 「../../etc/passwd」不能作编号；请用 2 到 64 个小写字母、数字或连字符，例如 qingchun-nuanxing [bad-row-id]",
    ),
    "id twice": (
        add("品牌", id="deng-xia", name="灯上"),
        "品牌!A3: 「deng-xia」与第 2 行重复；请只留一行，或改成另外的编号、序号 [duplicate-row]",
    ),
    "number twice": (
        add("impact", ("impact #", "0"), id="deng-xia"),
        "impact!B3: 「deng-xia 0」与第 2 行重复；请只留一行，或改成另外的编号、序号 [duplicate-row]",
    ),
    "number that is none": (
        put("impact", 2, "impact #", "第一"),
        "impact!B2: 「第一」不能作序号；请写 0、1、2……，新加的行可以空着 [bad-row-number]",
    ),
    "row of no record": (
        add("story", id="deng-shang", title="灯", body="灯"),
        "story!A2: 工作表「品牌」里没有「deng-shang」这一行；请先在那里写上，或改正这里的编号、序号 [row-without-parent]",
    ),
    "formula": (
        put("品牌", 2, "name", "=1+1"),
        "品牌!B2: 这一格是公式；请只粘贴它的值（选择性粘贴 → 数值） [formula-cell]",
    ),
    "name turned into a number": (
        put("品牌", 2, "name", 10, number_format="General"),
        "品牌!B2: 表格软件把这一格变成了数字 10，原来写的已看不出；请把这格设为「文本」格式，再照原样写一遍 [changed-by-program]",
    ),
    "error": (
        put("品牌", 2, "name", "#REF!", data_type="e"),
        "品牌!B2: 表格软件把这一格变成了错误值 #REF!，原来写的已看不出；请把这格设为「文本」格式，再照原样写一遍 [changed-by-program]",
    ),
    "character that nobody sees": (
        put("品牌", 2, "name", "灯\u200b下"),
        "品牌!B2: 这里有看不见的零宽字符 U+200B；请删去它 [zero-width]",
    ),
    "merged cells": (
        lambda book: book["品牌"].merge_cells("B2:C3"),
        "品牌!B2:C3: 这里有合并的单元格；请取消合并，每格各写各的 [merged-cells]",
    ),
    "support of nothing": (
        put("source", 2, "supports", "impact.7"),
        "source!D2: 来源的 supports 写了「impact.7」，但这条记录里没有这个字段；请核对，或从 supports 里删去 [unknown-support]",
    ),
}


@pytest.mark.parametrize(("change", "expected"), FAULTS.values(), ids=FAULTS)
def test_says_which_cell_and_how_to_mend(
    change: Edit, expected: str, edited: Callable[..., Path]
) -> None:
    assert found(EXAMPLE, edited(change)) == [f"品牌.xlsx {expected}"]


def test_faults_deep_in_lists_have_their_own_cells(edited: Callable[..., Path]) -> None:
    book = edited(
        together(
            put("schedule.except", 2, "date", "五一"),
            put("schedule.by_day", 2, "weekday", "星期六"),
            put("活动", 5, "schedule.start_time", "9点"),
            add("occurrence.location", ("occurrence #", "5"), id="zhou-liu-cha", text="东区"),
        ),
        "活动",
    )
    texts = found(EXAMPLE, book)
    assert [text.split(": ")[0] + text[text.rindex("[") :] for text in texts] == [
        "活动.xlsx occurrence.location!A2[row-without-parent]",
        "活动.xlsx schedule.by_day!C2[bad-choice]",
        "活动.xlsx schedule.except!C2[bad-date]",
        "活动.xlsx 活动!T5[bad-time]",
    ]


def test_all_faults_of_all_books_are_told_at_once_and_nothing_is_written(
    tree: Path, edited: Callable[..., Path]
) -> None:
    before = contents(tree)
    brands = edited(
        together(put("品牌", 2, "status", "进行中"), put("impact", 2, "value", "300 次"))
    )
    places = edited(
        together(put("地点", 2, "kind", "=A1"), put("地点", 2, "summary", None)), "地点"
    )
    fine = edited(put("时间点", 2, "summary", "农历九月九"), "时间点")
    result = showcase(*("sheet", "import", brands, places, fine, "--root", tree, "--today", TODAY))
    assert result.returncode == 1
    places_of_faults = [line.split(": ")[0] for line in result.stderr.splitlines()[:-1]]
    assert places_of_faults == [
        "品牌.xlsx impact!D2",
        "品牌.xlsx 品牌!G2",
        "地点.xlsx 地点!E2",
        "地点.xlsx 地点!F2",
    ]
    assert result.stderr.endswith(
        "没有改动任何文件；请先改正这些问题。(nothing was changed; mend this first)\n"
    )
    assert contents(tree) == before


def test_record_in_two_books_is_refused(exported: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(exported / "品牌.xlsx", tmp_path / "品牌2.xlsx"))
    assert found(EXAMPLE, exported / "品牌.xlsx", other) == [
        "品牌2.xlsx 品牌!A2: 「deng-xia」在 品牌.xlsx 里也有一行；请只在一个表格里写它 [in-two-books]"
    ]


def test_id_of_another_kind_is_refused(edited: Callable[..., Path]) -> None:
    row = {"name": "灯上", "summary": "灯", "kind": "union_brand", "status": "active"}
    book = edited(
        together(
            add("品牌", id="east-hall", assured_date="2026-01-05", **row),
            add("source", id="east-hall", ref="town-paper"),
        )
    )
    assert found(EXAMPLE, book) == [
        "品牌.xlsx 品牌!A3: 编号「east-hall」已经用在 content/places/east-hall.yaml；请换一个文件名 [duplicate-id]"
    ]


# --- what Excel makes of typed cells ----------------------------------------------------------

TYPED: list[tuple[Edit, str, str]] = [
    (put("impact", 2, "value", 301, number_format="General"), "impact.0.value", "301"),
    (put("impact", 2, "value", 301.0, number_format="0.00"), "impact.0.value", "301"),
    (put("品牌", 2, "founding_date", 2019, number_format="General"), "founding_date", "2019"),
    (
        put("品牌", 2, "founding_date", moment("2019-10-01"), number_format="mmm-yy"),
        "founding_date",
        "2019-10",
    ),
    (
        put("品牌", 2, "founding_date", moment("2019-10-01"), number_format='yyyy"年"m"月"'),
        "founding_date",
        "2019-10",
    ),
    (
        put("品牌", 2, "founding_date", moment("2019-10-01"), number_format="yyyy/m/d"),
        "founding_date",
        "2019-10-01",
    ),
    (
        put("品牌", 2, "assured_date", moment("2026-02-03"), number_format="mm-dd-yy"),
        "assured_date",
        "2026-02-03",
    ),
    (put("品牌", 2, "name", "  灯下 \n", number_format="@"), "", ""),
    (put("品牌", 2, "name", "灯_x005F_下_x000D_\n好"), "name", "灯_下\n好"),
]


@pytest.mark.parametrize(("change", "name", "said"), TYPED, ids=range(len(TYPED)))
def test_what_excel_changed_is_changed_back(
    change: Edit, name: str, said: str, edited: Callable[..., Path]
) -> None:
    edits = import_books(EXAMPLE, [edited(change)], DAY).edits
    assert [(field, new) for edit in edits for field, _, new in edit.fields] == (
        [(name, said)] if name else []
    )


def test_times_and_flags_are_changed_back(edited: Callable[..., Path]) -> None:
    book = edited(
        together(
            put("活动", 5, "schedule.start_time", time(8, 10), number_format="h:mm"),
            put("活动", 5, "schedule.end_time", '"11:30"'),
            put("活动", 5, "is_habit", True, number_format="General"),
        ),
        "活动",
    )
    (edit,) = import_books(EXAMPLE, [book], DAY).edits
    assert [new for _, _, new in edit.fields] == ["08:10", "11:30", "true"]


@pytest.mark.parametrize(
    ("name", "value", "number_format"),
    [
        ("founding_date", moment("2019-10-02"), "mmm-yy"),
        ("founding_date", moment("2019-10-02T09:30:05"), "yyyy-mm-dd h:mm"),
        ("founding_date", moment("2019-10-02"), "yyyy-mm-dd h:mm:ss"),
        ("founding_date", 43740, "General"),
        ("founding_date", time(9, 30), "h:mm"),
        ("assured_date", 2026, "General"),
        ("status", True, "General"),
        ("slogan", moment("2019-10-02"), "yyyy-mm-dd"),
    ],
)
def test_what_cannot_be_told_is_refused(
    name: str, value: Any, number_format: str, edited: Callable[..., Path]
) -> None:
    (text,) = found(EXAMPLE, edited(put("品牌", 2, name, value, number_format=number_format)))
    assert text.endswith("[changed-by-program]")


# --- importing --------------------------------------------------------------------------------


def test_dry_run_tells_every_field_and_writes_nothing(
    tree: Path, edited: Callable[..., Path]
) -> None:
    before = contents(tree)
    change = together(put("品牌", 2, "status", "ended"), put("品牌", 2, "organization", None))
    arguments = ("sheet", "import", edited(change), "--root", tree, "--today", TODAY)
    told = f"{BRAND}: 改动 (changed)\n  status: active → ended\n  organization: east-community → （无）\n"
    dry = showcase(*arguments, "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert dry.stdout == f"{told}会改动 1 个文件，新增 0 个。(1 files would change, 0 new)\n"
    assert contents(tree) == before
    done = showcase(*arguments)
    assert done.stdout == f"{told}已改动 1 个文件，新增 0 个。(1 files changed, 0 new)\n"
    changed = {path for path, content in contents(tree).items() if content != before[path]}
    assert changed == {BRAND}
    assert showcase("check", "--root", tree, "--today", TODAY).returncode == 0


def test_new_row_becomes_a_file_and_a_missing_one_stays(
    tree: Path, edited: Callable[..., Path]
) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        for sheet in ("地点", "source"):
            workbook[sheet].delete_rows(2)
        row = {"name": "西区活动室", "summary": "灯", "kind": "venue", "assured_date": "2026-01-06"}
        add("地点", id="west-hall", brand="deng-xia", **row)(workbook)
        put("地点", 2, "address.area", "west")(workbook)
        add("source", id="west-hall", ref="town-paper")(workbook)

    result = imported(tree, edited(change, "地点"))
    assert result.left_out == ("content/places/east-hall.yaml",)
    assert (tree / "content/places/west-hall.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../.vscode/schemas/place.json\n"
        "name: 西区活动室\nsummary: 灯\nkind: venue\nbrand:\n  - deng-xia\naddress:\n  area: west\n"
        "source:\n  - ref: town-paper\nassured_date: 2026-01-06\n"
    )


def test_comments_stay_beside_what_they_describe(tree: Path, edited: Callable[..., Path]) -> None:
    file = tree / BRAND
    written = file.read_text("utf-8")
    for old, comment in (
        ("status: active", "  # 状态"),
        ("  - elderly-care", "  # 类别"),
        ("    unit: 次", "  # 单位"),
    ):
        written = written.replace(old, old + comment)
    file.write_text(f"# 关于灯下\n{written}", "utf-8")
    change = together(
        put("品牌", 2, "status", "ended"),
        put("品牌", 2, "category", "culture\nelderly-care"),
        put("impact", 2, "unit", None),
    )
    imported(tree, edited(change))
    text = file.read_text("utf-8")
    assert text.splitlines()[1] == "# 关于灯下"
    for part in ("status: ended  # 状态\n", "  - elderly-care  # 类别\n", "  # 单位\n  - metric"):
        assert part in text


def test_sources_follow_the_items_that_they_support(
    tree: Path, edited: Callable[..., Path]
) -> None:
    file = tree / BRAND
    more = "  - metric: 茶\n    value: 3\n    as_of: 2025\n  - metric: 灯\n    value: 4\n    as_of: 2025\n"
    text = file.read_text("utf-8").replace("description: |-", f"{more}description: |-")
    file.write_text(text.replace("      - impact.0\n", "      - impact.2.value\n"), "utf-8")

    def change(workbook: openpyxl.Workbook) -> None:
        for name in ("茶", "灯"):
            add("impact", id="deng-xia", metric=name, value="3", as_of="2025")(workbook)
        for line, number in ((2, "0"), (3, "1"), (4, "2")):
            put("impact", line, "impact #", number)(workbook)
        put("source", 2, "supports", "impact.2.value")(workbook)
        workbook["impact"].delete_rows(2, 2)

    imported(tree, edited(change))
    data = read(tree, BRAND).data
    assert [item["metric"] for item in data["impact"]] == ["灯"]
    assert data["source"][0]["supports"] == ["impact.0.value"]


def test_source_of_an_item_that_is_gone_is_told(tree: Path, edited: Callable[..., Path]) -> None:
    change = put("impact", 2, "impact #", "1")
    assert found(tree, edited(change)) == [
        "品牌.xlsx source!D2: 来源的 supports 写了「impact.0」，但这条记录里没有这个字段；请核对，或从 supports 里删去 [unknown-support]"
    ]


def test_labels_below_the_names_of_columns_are_for_people(edited: Callable[..., Path]) -> None:
    change = together(put("品牌", 2, "status", "ended"), put("品牌", 1, "status", "status\n状态"))
    (edit,) = import_books(EXAMPLE, [edited(change)], DAY).edits
    assert edit.fields == (("status", "active", "ended"),)


def test_missing_columns_and_sheets_leave_fields_alone(
    tree: Path, edited: Callable[..., Path]
) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.remove(workbook["impact"])
        workbook["品牌"].delete_cols(column(workbook["品牌"], "summary"))
        workbook["source"].delete_cols(column(workbook["source"], "supports"))
        put("品牌", 2, "status", "ended")(workbook)

    before = read(tree, BRAND).data
    imported(tree, edited(change))
    assert read(tree, BRAND).data == before | {"status": "ended"}


def test_fields_that_stay_are_written_as_they_were(tree: Path, edited: Callable[..., Path]) -> None:
    file = tree / SERIES
    text = file.read_text("utf-8").replace("      nth: 1\n", "")
    text = text.replace("repeat: monthly", "repeat: weekly")
    file.write_text(f"{text}status_reason:\nredirect_from: []\n", "utf-8")
    before = read(tree, SERIES).data
    change = together(
        put("schedule.by_day", 2, "nth", None),
        put("活动", 5, "schedule.repeat", "weekly"),
        put("活动", 5, "summary", "茶座"),
    )
    (edit,) = imported(tree, edited(change, "活动")).edits
    assert edit.fields == (("summary", "每月第一个周六上午的茶座", "茶座"),)
    assert read(tree, SERIES).data == before | {"summary": "茶座"}


def test_schedules_in_sentences_go_out_and_come_back(tree: Path, tmp_path: Path) -> None:
    series, hall = tree / SERIES, tree / "content/places/east-hall.yaml"
    said = "每月第一个周六 9:00–11:00，2026年1月1日起"
    head, _, rest = series.read_text("utf-8").partition("schedule:\n")
    series.write_text(f"{head}schedule: {said}\n{rest[rest.index('occurrence:') :]}", "utf-8")
    hours = "opening_hours:\n  - 每个工作日 8:30–17:30\n  - 每周六 9:00–12:00\n"
    hall.write_text(hall.read_text("utf-8") + hours, "utf-8")
    assert showcase("sheet", "export", "--root", tree, "--out", tmp_path).returncode == 0

    def edits(name: str, change: Edit) -> list[tuple[str, str, str]]:
        workbook = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        change(workbook)
        workbook.save(tmp_path / f"{name}.xlsx")
        return [
            field for e in imported(tree, tmp_path / f"{name}.xlsx").edits for field in e.fields
        ]

    assert edits("活动", together()) == []
    changed = edits("活动", put("活动", 5, "schedule.text", "每周六"))
    assert [(old, new) for _, old, new in changed] == [(said, "每周六")]
    assert read(tree, SERIES).data["schedule"] == "每周六"
    edits("地点", put("opening_hours", 3, "text", "每周日"))
    assert read(tree, "content/places/east-hall.yaml").data["opening_hours"] == [
        "每个工作日 8:30–17:30",
        "每周日",
    ]


def test_export_does_not_overwrite_a_book_that_was_filled_in(
    tree: Path, edited: Callable[..., Path]
) -> None:
    file = edited(put("品牌", 2, "status", "ended"))
    before = file.read_bytes()
    result = showcase("sheet", "export", "brand", "--root", tree, "--out", file)
    assert result.returncode == 2
    assert result.stderr.startswith(f"{file} 已经有了，里面可能有没导入的修改")
    assert file.read_bytes() == before


# --- hostile books ----------------------------------------------------------------------------


def with_part(file: Path, name: str, content: bytes) -> Path:
    """Put another part into a book."""
    parts = {part: zipfile.ZipFile(file).read(part) for part in zipfile.ZipFile(file).namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, old in (parts | {name: content}).items():
            archive.writestr(part, old)
    return file


SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
HOSTILE = {
    "bomb of zeros": ("xl/media/image1.png", bytes(80_000_000), "book-too-large"),
    "cell far below": (
        SHEET,
        START + b'<row r="1048576"><c r="A1048576"/></row>' + END,
        "book-too-large",
    ),
    "cell far to the right": (
        SHEET,
        START + b'<row r="1"><c r="XFD1"/></row>' + END,
        "book-too-large",
    ),
    "million of rows": (SHEET, START + b"<row/>" * 1_000_000 + END, "book-too-large"),
    "endless row": (
        SHEET,
        START + b"<row>" + b"<c/>" * 1_000_000 + b"</row>" + END,
        "book-too-large",
    ),
    "million of styles": (
        "xl/styles.xml",
        b"<s>" + b"<xf/>" * 1_000_000 + b"</s>",
        "book-too-large",
    ),
    "merged to the end": (
        SHEET,
        START
        + b"</sheetData><mergeCells>"
        + b'<mergeCell ref="A1:XFD1048576"/>'
        + b"</mergeCells></worksheet>",
        "merged-cells",
    ),
    "entities": (SHEET, b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + START + END, "not-a-book"),
    "entities in UTF-16": (
        SHEET,
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><x/>'.encode("utf-16"),
        "not-a-book",
    ),
    "broken XML": (SHEET, b"<worksheet", "not-a-book"),
    "strange cell": (
        SHEET,
        START + b'<row r="1"><c r="A1" t="s"><v>999999</v></c></row>' + END,
        "not-a-book",
    ),
    "macros": ("xl/vbaProject.bin", b"x", "book-with-macros"),
    "no content": ("[Content_Types].xml", b"<Types/>", "not-a-book"),
}


@pytest.mark.parametrize(("part", "content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_books_are_refused(
    part: str, content: bytes, code: str, exported: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(exported / "品牌.xlsx", tmp_path))
    texts = found(EXAMPLE, with_part(file, part, content))
    assert f"[{code}]" in [text[text.rindex("[") :] for text in texts]


@pytest.mark.parametrize("content", [b"", b"PK", b"id,name\n1,2\n", os.urandom(1000)])
def test_what_is_no_book_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(content)
    assert found(EXAMPLE, tmp_path / "表.xlsx") == [
        "表.xlsx:1:1: 这个文件不是能读的 .xlsx 表格；请在 Excel 或 WPS 里另存为「Excel 工作簿（*.xlsx）」，不加密码 [not-a-book]"
    ]


def test_book_of_something_else_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    (tmp_path / "表.xlsx").write_bytes(stream.getvalue())
    (text,) = found(EXAMPLE, tmp_path / "表.xlsx")
    assert text.endswith("请用 showcase sheet export 导出的表格 [no-main-sheet]")
