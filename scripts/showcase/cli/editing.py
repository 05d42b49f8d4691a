"""`showcase fmt`, `rename` and `retire`: change records without breaking anything."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from showcase.build import build_day
from showcase.changes import Changes
from showcase.cli.options import language_option, root_option, today_option
from showcase.cli.refusals import MEANING_CHANGED, one_line_each, refuse
from showcase.formatting import MeaningChanged, formatted, record_files
from showcase.manuscript import read_manuscript
from showcase.problems import Language, ProblemsFound
from showcase.renaming import rename, retire


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[文件…]")
@click.option(
    "--check", "only_check", is_flag=True, help="只列出要整理的文件，不改动。List, do not write."
)
@root_option
@language_option
def fmt(paths: tuple[Path, ...], only_check: bool, root: Path, language: Language) -> None:
    """把记录整理成统一的写法，不改内容。Write records in the one way, without changing what they say.

    整理字段的顺序、缩进、引号和空行；编号、日期、数字里的全角字母和数字改成半角，汉字之间的半角标点改成全角。
    注释都会保留。不写文件就整理全部记录。
    Orders fields, indents, quotes; full-width digits in ids, dates and numbers become half-width, and
    half-width punctuation between Chinese characters full-width. Comments stay. All records by default.
    """
    chosen = list(_chosen(paths, root))
    with one_line_each(language):
        texts = dict(_formatted(chosen, root, language))
    changed = {p: text for p, text in texts.items() if text.encode() != (root / p).read_bytes()}
    for path in changed:
        click.echo(f"{path}: " + ("要整理 (would change)" if only_check else "已整理 (formatted)"))
    if not only_check:
        with one_line_each(language):
            Changes(texts=changed).apply(root)
    _close(len(chosen), len(changed), len(chosen) - len(texts), only_check=only_check)


def _formatted(paths: Iterable[str], root: Path, language: Language) -> Iterator[tuple[str, str]]:
    """Iterate over files with their new texts, after saying which cannot be formatted."""
    for path in paths:
        try:
            yield path, formatted(read_manuscript(root, path))
        except ProblemsFound as found:
            click.echo("\n".join(p.text(language) for p in found.problems), err=True)
        except MeaningChanged:
            click.echo(MEANING_CHANGED.format(path=path), err=True)


def _close(count: int, changed: int, refused: int, *, only_check: bool) -> None:
    """Say what was done, and leave with status 1 if something is left to do."""
    if refused:
        click.echo(
            f"{refused} 个文件没有整理，请按提示修改后重试。({refused} not formatted, mend and try again)",
            err=True,
        )
    if only_check and changed:
        click.echo(
            f"{changed} 个文件要整理；请运行 showcase fmt。({changed} would change; run showcase fmt)",
            err=True,
        )
    elif not refused:
        click.echo(
            f"共 {count} 个文件，整理了 {0 if only_check else changed} 个。({count} files, {changed} formatted)"
        )
    if refused or (only_check and changed):
        sys.exit(1)


def _chosen(paths: tuple[Path, ...], root: Path) -> Iterable[str]:
    """Return the records that are meant, each once, refusing files that are none."""
    known = list(record_files(root))
    if not paths:
        return known
    chosen: dict[str, None] = {}
    for path in paths:
        place = path.resolve()
        inside = [p for p in known if (root.resolve() / p).is_relative_to(place)]
        if not inside:
            refuse(
                f"{path} 不是 {root} 里的记录；请写 brands/ 或 content/ 里的 .yaml 文件。"
                f"({path} is no record of {root}; name a .yaml file in brands/ or content/)"
            )
        chosen |= dict.fromkeys(inside)
    return chosen


@click.command("rename")
@click.argument("old", metavar="旧编号")
@click.argument("new", metavar="新编号")
@root_option
@language_option
@today_option
def rename_command(old: str, new: str, root: Path, language: Language) -> None:
    """给一条记录换编号，旧网址自动转到新网址。Give a record another id; its old address leads on.

    文件、图片文件夹、其他记录和页面里的链接一起改；有一处改不成就都不改。
    The file, its pictures and everything that names it change together, or nothing does.
    """
    with one_line_each(language):
        changes = rename(root, old, new, build_day())
        changes.apply(root)
    others = len(changes.texts) - 1
    click.echo(
        f"已把 {old} 改名为 {new}，另外改了 {others} 个文件；旧网址会转到新网址。"
        f"(renamed, {others} other files changed; the old address leads to the new one)"
    )


@click.command("retire")
@click.argument("id", metavar="编号")
@click.option("--into", metavar="另一编号", help="由哪条记录代替。The record that takes its place.")
@root_option
@language_option
@today_option
def retire_command(id: str, into: str | None, root: Path, language: Language) -> None:
    """撤下一条记录。Take a record out.

    其他记录里提到它的地方会删去；离不开它的会列出来，什么都不改。写了 --into 就改为指向另一条，旧网址也转过去。
    Fields that name it are removed; if one cannot do without it, it is listed and nothing changes.
    With --into they name the other record instead, and the old address leads there.
    """
    with one_line_each(language):
        changes = retire(root, id, into, build_day())
        changes.apply(root)
    click.echo(
        f"已撤下 {id}，另外改了 {len(changes.texts)} 个文件。"
        f"({id} is taken out, {len(changes.texts)} other files changed)"
    )
