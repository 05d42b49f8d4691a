"""Options that several commands share."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from showcase.dates import ZONE


def _set_today(context: click.Context, parameter: click.Parameter, day: datetime | None) -> None:
    """Make a day count as today, for this command and what it calls."""
    if day is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(day.replace(tzinfo=ZONE).timestamp()))


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="有 brands/ 和 content/ 的文件夹。The folder with brands/ and content/.",
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    help="用哪种语言说明。The language of the messages.",
)
today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_set_today,
    expose_value=False,
    help="以哪一天为今天。Which day is today.",
)
