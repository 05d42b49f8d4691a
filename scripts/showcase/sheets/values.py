"""What the value of a cell means in a column; also where the program of tables made it a number or date.

Excel turns what looks like a number or a date into one, unless the cell is formatted as text. That is
undone where only one text can have been typed, and refused everywhere else.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from showcase.sheets.layout import Column
from showcase.sheets.notation import plain, unescaped, unescaped_lines

Stored = str | bool | int | float | datetime | date | time
_NO_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_YEARS = range(1000, 10_000)


def meant(value: Stored, number_format: str, column: Column) -> str | list[str] | None:
    """Return what a cell says, None if that cannot be known.

    Args:
        value: What the book stores.
        number_format: How the program shows it, which tells how much of a date was typed.
        column: The column.
    """
    text = plain(value) if isinstance(value, str) else _typed(value, number_format, column)
    if text is None:
        return None
    if column.is_list:
        return unescaped_lines(text)
    said = unescaped(text)
    return said.strip("\"'“”") if column.form == "time" else said


def _typed(value: Stored, number_format: str, column: Column) -> str | None:
    """Return the only text that can have become a value, None if there are several."""
    if isinstance(value, bool):
        return "true" if value and column.form == "flag" else None
    if isinstance(value, int | float):
        return _number(value, column)
    shown = set(_NO_CODE.sub("", number_format).lower()) & set("ymdhs")
    if isinstance(value, datetime):
        return _moment(value, shown, column)
    if isinstance(value, time) and column.form == "time" and not value.second:
        return f"{value:%H:%M}"
    return None


def _number(value: float, column: Column) -> str | None:
    if column.form == "decimal":
        return text if "e" not in (text := repr(value)) else None
    if value != int(value):
        return None
    is_year = column.form == "date" and int(value) in _YEARS
    return str(int(value)) if column.form == "number" or is_year else None


def _moment(value: datetime, shown: set[str], column: Column) -> str | None:
    """Return a date no more precise than the cell shows it."""
    if column.form not in ("day", "date"):
        return None
    has_time = bool(value.hour or value.minute or value.second)
    if has_time or "h" in shown:
        # Midnight that is shown may be a time that nobody typed.
        is_whole = column.form == "date" and has_time and "d" in shown and not value.second
        return f"{value:%Y-%m-%dT%H:%M}" if is_whole else None
    if "d" in shown:
        return f"{value:%Y-%m-%d}"
    is_month = column.form == "date" and shown >= {"y", "m"} and value.day == 1
    return f"{value:%Y-%m}" if is_month else None


def kind_of_stored(value: object) -> tuple[str, str]:
    """Return what a program of tables made of a cell, in Chinese and English, for messages."""
    if isinstance(value, bool):
        return f"「{str(value).upper()}」", f"“{str(value).upper()}”"
    if isinstance(value, int | float):
        return f"数字 {value!r}", f"the number {value!r}"
    if isinstance(value, str):
        return f"错误值 {value[:20]}", f"the error {value[:20]}"
    return f"日期或时刻 {value}", f"the date or time {value}"
