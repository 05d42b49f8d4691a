"""The command `showcase`: one module for each family of commands."""

from __future__ import annotations

import os
import sys
from typing import Any, Never

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


class _Program(click.Group):
    def __call__(self, *args: Any, **kwargs: Any) -> Never:
        """Run the program and end the process at once.

        The system takes back all memory in a moment; freed object by object, it is a tenth of a build.
        """
        try:
            self.main(*args, **kwargs)
        except SystemExit as end:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code if isinstance(end.code, int) else 0)
        raise AssertionError  # click always exits


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """检查、编辑、生成志愿服务品牌网站。Check, edit and build the site of a city's volunteer brands."""


for command in (
    *(build, serve, check, fmt, rename_command, retire_command),
    *(explain_command, new, schema_command, sheet, todo_command, calendar_command),
):
    main.add_command(command)
