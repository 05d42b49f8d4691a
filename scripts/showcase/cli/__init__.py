"""The command `showcase`: one module for each family of commands."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any, Never

gc.disable()  # next to nothing becomes rubbish in a command: looking for it costs a tenth of its time

import click  # noqa: E402  # a command is over sooner if nobody looks for rubbish while its libraries come in

_COMMANDS = {
    "build": "building:build",
    "serve": "serving:serve",
    "check": "checking:check",
    "fmt": "editing:fmt",
    "rename": "editing:rename_command",
    "retire": "editing:retire_command",
    "explain": "describing:explain_command",
    "new": "creating:new",
    "schema": "describing:schema_command",
    "sheet": "sheets:sheet",
    "todo": "todo:todo_command",
    "calendar": "calendar:calendar_command",
}
"""Where each command is; a command is imported when it is called, without the weight of the others."""


class _Program(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"showcase.cli.{module}"), name)
        return command

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
