"""`showcase schema` and `explain`: what records look like, and what is said about them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from showcase import vscode
from showcase.changes import Changes
from showcase.cli.options import language_option, root_option
from showcase.explanations import explain, general
from showcase.fields import KINDS
from showcase.problems import Language, did_you_mean
from showcase.schema import schema_text
from showcase.sentences import SENTENCES


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(list(KINDS)), metavar="[种类]")
@click.option("--check", "only_check", is_flag=True, help="只比较，不改动。Compare, do not write.")
@root_option
def schema_command(kind: str | None, only_check: bool, root: Path) -> None:
    """写出编辑器用的文件：JSON Schema、设置和片段。Write what editors need: schemas, settings, snippets.

    写了种类（如 brand）就只把它的 JSON Schema 打印出来。With a kind its schema is printed.
    """
    if kind is not None:
        click.echo(schema_text(kind), nl=False)
        return
    stale = {path: text for path, text in vscode.files().items() if _read(root / path) != text}
    for path in stale:
        click.echo(f"{path}: " + ("要更新 (out of date)" if only_check else "已写好 (written)"))
    if only_check and stale:
        click.echo(
            f"{len(stale)} 个文件与模型不符；请运行 showcase schema。"
            f"({len(stale)} out of date; run showcase schema)",
            err=True,
        )
        sys.exit(1)
    Changes(texts=stale).apply(root)
    if not stale:
        click.echo("编辑器用的文件都是最新的。(everything is up to date)")


def _read(file: Path) -> str | None:
    return file.read_bytes().decode(errors="replace") if file.is_file() else None


@click.command("explain")
@click.argument("code", required=False, metavar="[问题代码]")
@language_option
def explain_command(code: str | None, language: Language) -> None:
    """说明一种问题：什么意思，为什么，怎样写。Explain a kind of problem and how to mend it.

    不写代码就列出全部。Without a code all are listed.
    """
    if code is None:
        for known, sentence in sorted(SENTENCES.items()):
            click.echo(f"{known}: {general(sentence.zh if language == 'zh' else sentence.en)}")
        return
    code = code.strip("[]")
    if code not in SENTENCES:
        zh, en = did_you_mean(code, SENTENCES) or (
            "运行 showcase explain 可以看到全部代码。",
            "showcase explain lists all codes.",
        )
        click.echo(f"没有「{code}」这种问题；{zh}(there is no problem “{code}”; {en})", err=True)
        sys.exit(2)
    click.echo(explain(code, language))
