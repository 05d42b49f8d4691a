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

from showcase.cli.options import root_option, today_option


@click.command()
@root_option
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="写到哪个文件夹。Where to write.",
)
@today_option
def build(root: Path, site_dir: Path | None) -> None:
    """生成整个网站；有问题就不动旧网站。Build the whole site, or leave the old one as it is."""
    started = perf_counter()
    site = _site_engine().build_site(root, site_dir)
    click.echo(f"网站已生成：{site}（{perf_counter() - started:.1f} 秒）")


def _site_engine() -> ModuleType:
    """Return the adapter to MkDocs, its messages shown plainly; other commands do without its weight."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("mkdocs.plugins.showcase").setLevel(logging.INFO)
    return import_module("showcase.plugin")
