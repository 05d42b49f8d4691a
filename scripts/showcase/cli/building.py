"""`showcase build`: the whole site."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import ModuleType

import click

from showcase.build import build_again
from showcase.cli.options import root_option, today_option
from showcase.progress import Progress
from showcase.states import project_of


@click.command()
@root_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="写到哪个文件夹。Where to write.",
)
@today_option
@click.option(
    "--no-cache",
    "is_forgetful",
    is_flag=True,
    help="不用上次留下的结果，也不留给下次。Start from nothing, keep nothing.",
)
@click.option("--profile", is_flag=True, help="说明时间用在哪里。Show where the time went.")
def build(root: Path, site_dir: Path | None, is_forgetful: bool, profile: bool) -> None:
    """生成整个网站；有问题就不动旧网站。Build the whole site, or leave the old one as it is."""
    started = perf_counter()
    progress = Progress(click.echo)
    try:
        site = None if is_forgetful else build_again(root, project_of(root), site_dir, progress)
        if site is None:
            site = _site_engine().build_site(
                root, site_dir, is_kept=not is_forgetful, progress=progress
            )
    except OSError as error:
        click.echo(
            f"写不了 {error.filename}：{error.strerror}；旧网站没有动。请检查磁盘空间和权限。"
            f"(cannot write {error.filename}: {error.strerror}; the old site is as it was)",
            err=True,
        )
        sys.exit(1)
    if profile:
        click.echo(progress.table())
    click.echo(f"网站已生成：{site}（{perf_counter() - started:.1f} 秒）")


def _site_engine() -> ModuleType:
    """Return the adapter to MkDocs, its messages shown plainly; other commands do without its weight."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    return import_module("showcase.plugin")
