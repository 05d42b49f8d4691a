"""The command `showcase`: one module for each family of commands."""

from __future__ import annotations

import click

from showcase.cli.building import build
from showcase.cli.calendar import calendar_command
from showcase.cli.checking import check
from showcase.cli.creating import new
from showcase.cli.describing import explain_command, schema_command
from showcase.cli.editing import fmt, rename_command, retire_command
from showcase.cli.serving import serve
from showcase.cli.sheets import sheet
from showcase.cli.todo import todo_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """检查、编辑、生成志愿服务品牌网站。Check, edit and build the site of a city's volunteer brands."""


for command in (
    *(build, serve, check, fmt, rename_command, retire_command),
    *(explain_command, new, schema_command, sheet, todo_command, calendar_command),
):
    main.add_command(command)
