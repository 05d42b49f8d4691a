"""`showcase todo`: where an hour of work helps most readers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from showcase.build import build_day
from showcase.checking import load
from showcase.cli.options import language_option, root_option, today_option
from showcase.cli.refusals import one_line_each
from showcase.problems import Language
from showcase.todo import ENGLISH, WEIGHTS, Todo, todos, weight_of


@click.command("todo")
@click.argument("kind", required=False, type=click.Choice(list(WEIGHTS)), metavar="[种类]")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, help="最多列几条。How many to list at most."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="给人看，或给程序看。For people or for programs.",
)
@root_option
@language_option
@today_option
def todo_command(kind: str | None, limit: int, style: str, root: Path, language: Language) -> None:
    """列出每条记录还缺什么，补上后受益的读者最多的在前，品牌最先。What each record lacks, most helpful first.

    种类 (kind)：brand、project、activity、organization、place、node、area；不写就是全部。
    """
    with one_line_each(language):
        catalog = load(root, build_day())
    found = [todo for todo in todos(catalog, build_day()) if kind in (None, todo.kind)]
    shown = found[:limit]
    if style == "json":
        data = [_data(todo, language) for todo in shown]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for todo in shown:
        click.echo(todo.text(language))
    if len(found) > len(shown):
        click.echo(
            f"另有 {len(found) - len(shown)} 条没有列出，可用 --limit 多列。"
            f"({len(found) - len(shown)} more, see --limit)"
        )
    elif not found:
        click.echo("什么都不缺。(nothing is lacking)")


def _data(todo: Todo, language: Language) -> dict[str, object]:
    lacks = [
        {
            "name": lack if language == "zh" else ENGLISH.get(lack, lack),
            "weight": weight_of(todo.kind, lack),
        }
        for lack in todo.lacks
    ]
    return {
        "kind": todo.kind,
        "name": todo.name,
        "path": todo.path,
        "lacks": lacks,
        "records": todo.records,
        "score": todo.score,
    }
