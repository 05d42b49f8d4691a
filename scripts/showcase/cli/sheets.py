"""`showcase sheet`: records out to books for Excel or WPS, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showcase.build import build_day
from showcase.catalog import Catalog
from showcase.checking import load
from showcase.cli.options import language_option, root_option, today_option
from showcase.cli.refusals import one_line_each, refuse
from showcase.model import KINDS, RECORD_TYPES, Record
from showcase.problems import Language
from showcase.sheets.notation import escaped
from showcase.sources import read

if TYPE_CHECKING:
    from showcase.sheets.importing import Edit

_SHOWN = 40


@click.group("sheet")
def sheet() -> None:
    """用 Excel 或 WPS 填写记录。Fill in records with Excel or WPS."""


@sheet.command("export")
@click.argument("kinds", nargs=-1, type=click.Choice(list(KINDS)), metavar="[种类…]")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(),
    help="写到哪个文件夹，只导出一类时也可以是 .xlsx 文件。A folder, or an .xlsx file for one kind.",
)
@root_option
@language_option
@today_option
def export(kinds: tuple[str, ...], out: Path, root: Path, language: Language) -> None:
    """每一类记录写成一个 .xlsx 表格。Write an .xlsx book for each kind of record.

    种类 (kinds)：brand 品牌、project 项目、activity 活动、organization 组织、place 地点、node 时间点；不写就是全部。
    """
    chosen = [kind for kind in RECORD_TYPES if not kinds or kind.kind_name in kinds]
    is_file = out.suffix.lower() == ".xlsx"
    if is_file and len(chosen) != 1:
        refuse("只导出一类时 --out 才能是文件。(--out can be a file for one kind only)")
    with one_line_each(language):
        catalog = load(root, build_day(), drafts=True)
        books = {
            out if is_file else out / f"{kind.label[0]}.xlsx": _book(root, catalog, kind)
            for kind in chosen
        }
        _refuse_to_overwrite(books)
        for file, content in books.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    for file in books:
        click.echo(f"已写好 {file} (written)")


def _book(root: Path, catalog: Catalog, kind: type[Record]) -> bytes:
    from showcase.sheets.writing import write_book  # noqa: PLC0415  # other commands do without its weight

    documents = {r.id: read(root, r.path).data for r in catalog.of_kind(kind)}
    return write_book(kind, documents, catalog)


def _refuse_to_overwrite(books: dict[Path, bytes]) -> None:
    """Refuse to write over a book that somebody may be filling in."""
    for file, content in books.items():
        if file.exists() and (not file.is_file() or file.read_bytes() != content):
            refuse(
                f"{file} 已经有了，里面可能有没导入的修改；请先导入或移走它，或用 --out 写到别处。"
                f"({file} exists and may hold changes; import it, move it away or choose another --out)"
            )


@sheet.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件…",
)
@click.option("--dry-run", is_flag=True, help="只列出会改什么，不写入。List, do not write.")
@root_option
@language_option
@today_option
def import_command(files: tuple[Path, ...], dry_run: bool, root: Path, language: Language) -> None:
    """把填好的表格写回记录文件；有任何问题就什么都不写。Write books back; with any problem nothing is.

    新的行成为新文件；注释都会保留。表里没有的记录不会删除。
    New rows become new files, comments stay. A record without a row is not deleted.
    """
    from showcase.sheets.importing import import_books  # noqa: PLC0415  # as above

    with one_line_each(language):
        result = import_books(root, files, build_day())
        if not dry_run:
            result.changes.apply(root)
    for edit in result.edits:
        _show(edit)
    _close(result.edits, result.left_out, dry_run=dry_run)


def _show(edit: Edit) -> None:
    click.echo(f"{edit.path}: {'新增 (new)' if edit.is_new else '改动 (changed)'}")
    for name, old, new in edit.fields:
        click.echo(f"  {name}: {_short(old)} → {_short(new)}")


def _short(text: str) -> str:
    """Return a value in one line, with nothing in it that a terminal would obey."""
    line = escaped(text).replace("\n", " ")
    return (line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…") or "（无）"


def _close(edits: Iterable[Edit], left_out: tuple[str, ...], *, dry_run: bool) -> None:
    edits = list(edits)
    new = sum(edit.is_new for edit in edits)
    if left_out:
        click.echo(
            f"{len(left_out)} 条记录不在表里，保持原样；要撤下请用 showcase retire。"
            f"({len(left_out)} without a row, left as they are; showcase retire takes one out)"
        )
    done = "会改动" if dry_run else "已改动"
    done_en = "would change" if dry_run else "changed"
    click.echo(
        f"{done} {len(edits) - new} 个文件，新增 {new} 个。({len(edits) - new} files {done_en}, {new} new)"
    )
