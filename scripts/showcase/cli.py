"""The command `showcase`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from showcase.catalog import load
from showcase.problems import ProblemsFound, summary

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="有 brands/ 和 content/ 的文件夹。The folder with brands/ and content/.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """检查、生成志愿服务品牌网站。Check and build the site of a city's volunteer brands."""


@main.command()
@root_option
@click.option("--format", "style", type=click.Choice(["text", "github"]), default="text")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def check(root: Path, style: str, lang: str) -> None:
    """检查全部记录，一次列出所有问题。Check all records and list every problem."""
    try:
        catalog = load(root)
    except ProblemsFound as found:
        _fail(found, style, lang)
    count = len(catalog.records)
    click.echo(f"{count} 条记录都没有问题。({count} records, no problem)")


def _fail(found: ProblemsFound, style: str = "text", language: str = "zh") -> NoReturn:
    """Print every problem and leave with status 1."""
    for problem in found.problems:
        wording = "en" if language == "en" else "zh"
        click.echo(problem.github(wording) if style == "github" else problem.text(wording))
    click.echo(summary(found.problems), err=True)
    sys.exit(1)
