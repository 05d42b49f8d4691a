"""`showcase serve`: a preview that follows every edit."""

from __future__ import annotations

import gc
import logging
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from showcase.cli.options import root_option, today_option
from showcase.progress import Progress


@click.command()
@root_option
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上。Which address.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。"
)
@today_option
def serve(root: Path, host: str, port: int) -> None:
    """边改边看：保存后浏览器自动刷新，草稿也看得到。Preview with live reload, drafts included."""
    gc.enable()  # it may run for days
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    server = import_module("showcase.preview").PreviewServer
    try:
        server(root, host, port, Progress(click.echo)).run()
    except OSError as error:
        click.echo(
            f"在 {host}:{port} 上开不了服务：{error.strerror}；请换一个端口，例如 --port 8001。"
            f"(cannot serve there: {error.strerror}; try --port 8001)",
            err=True,
        )
        sys.exit(1)
