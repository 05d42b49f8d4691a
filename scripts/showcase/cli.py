"""The command `showcase`."""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import ModuleType

import click

from showcase import checking
from showcase.build import build_day
from showcase.dates import ZONE
from showcase.problems import Language, summary

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
def check(root: Path, style: str, lang: Language) -> None:
    """检查全部记录，一次列出所有问题。Check all records and list every problem."""
    catalog, problems = checking.check(root, build_day())
    faults = tuple(problem for problem in problems if not problem.is_notice)
    for problem in problems:
        click.echo(problem.github(lang) if style == "github" else problem.text(lang))
    if faults or catalog is None:
        click.echo(summary(faults), err=True)
        sys.exit(1)
    count = len(catalog.records)
    click.echo(f"{count} 条记录都没有问题。({count} records, no problem)")


@main.command()
@root_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="写到哪个文件夹。Where to write.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="以哪一天为今天。Which day is today."
)
def build(root: Path, site_dir: Path | None, today: datetime | None) -> None:
    """生成整个网站；有问题就不动旧网站。Build the whole site, or leave the old one as it is."""
    if today is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(today.replace(tzinfo=ZONE).timestamp()))
    started = perf_counter()
    site = _site_engine().build_site(root, site_dir)
    click.echo(f"网站已生成：{site}（{perf_counter() - started:.1f} 秒）")


def _site_engine() -> ModuleType:
    """Return the adapter to MkDocs, with its messages shown plainly; other commands do without its weight."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("mkdocs.plugins.showcase").setLevel(logging.INFO)
    return import_module("showcase.plugin")
