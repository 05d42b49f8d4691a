"""Dates as people know them: to the year, the month, the day or the minute, and never more precise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ZONE = ZoneInfo("Asia/Shanghai")
Precision = Literal["year", "month", "day", "minute"]
FIRST_YEAR, LAST_YEAR = 1000, 2099
"""The years that a record may name."""
FIRST_YEAR_OF_DAYS = 1901
"""The first year of days that are worked with; before it no lunar calendar is at hand."""
_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of any precision.

    >>> str(PartialDate.parse("2024-10")), PartialDate.parse("2024-10").last
    ('2024-10', datetime.date(2024, 10, 31))
    """

    first: date
    precision: Precision
    clock: time = time(0)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2024`, `2024-10`, `2024-10-20` or `2024-10-20T09:00`; raise ValueError otherwise."""
        return _parsed(text)

    @classmethod
    def of_text(cls, text: str) -> PartialDate:
        """Read a date that has not been read before."""
        match = _WRITTEN.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(text)
        year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
        precision: Precision = (
            "minute" if hour is not None else "day" if day else "month" if month else "year"
        )
        if not FIRST_YEAR <= (year or 0) <= LAST_YEAR:
            raise ValueError(text)
        return cls(
            date(year or 0, 1 if month is None else month, 1 if day is None else day),
            precision,
            time(hour or 0, minute or 0),
        )

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        if self.precision == "year":
            return self.first.replace(month=12, day=31)
        if self.precision == "month":
            return (self.first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(
                days=1
            )
        return self.first

    @property
    def moment(self) -> datetime:
        """The first moment that the date may mean, in the zone of the city."""
        return datetime.combine(self.first, self.clock, ZONE)

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.precision in ("day", "minute")

    def __str__(self) -> str:
        """Return the date as it is written in a record."""
        return _written(self.first, self.precision, self.clock)

    @property
    def text(self) -> str:
        """The date in Chinese: 2024 年 10 月 20 日."""
        parts = str(self).split("T")
        units = zip(parts[0].split("-"), "年月日", strict=False)
        words = " ".join(f"{int(number)} {unit}" for number, unit in units)
        return f"{words} {parts[1]}" if len(parts) > 1 else words

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let models hold partial dates."""
        return core_schema.no_info_plain_validator_function(
            cls._validate, json_schema_input_schema=core_schema.str_schema()
        )

    @classmethod
    def _validate(cls, value: Any) -> PartialDate:
        if isinstance(value, cls):
            return value
        try:
            return cls.parse(value if isinstance(value, str) else "")
        except ValueError:
            raise PydanticCustomError(
                "bad-date", "", {"example": "2024、2024-10 或 2024-10-20"}
            ) from None


@lru_cache(maxsize=10_000)
def _written(first: date, precision: Precision, clock: time) -> str:
    """Return a date as it is written in a record; one text for all that are the same."""
    if precision == "minute":
        return f"{iso(first)}T{clock.isoformat('minutes')}"
    return iso(first)[: {"year": 4, "month": 7, "day": 10}[precision]]


@lru_cache(maxsize=10_000)
def iso(day: date) -> str:
    """Return a day as it is written in a record; one text for all that are the same."""
    return day.isoformat()


_parsed = lru_cache(maxsize=10_000)(PartialDate.of_text)
"""The same dates occur again and again, in schedules above all."""


def read_day(value: Any) -> date:
    """Return the day that a record writes as `2024-10-20`."""
    try:
        written = PartialDate.parse(value if isinstance(value, str) else "")
    except ValueError:
        written = None
    is_day = written is not None and written.precision == "day"
    if written is None or not is_day or written.first.year < FIRST_YEAR_OF_DAYS:
        raise PydanticCustomError("bad-date", "", {"example": "2024-10-20"})
    return written.first


def read_time(value: Any) -> time:
    """Return the time that a record writes as `"09:00"`."""
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        return time.fromisoformat(value)
    raise PydanticCustomError("bad-time", "")


def day_text(day: date, *, year: bool = True) -> str:
    """Return a day in Chinese with its weekday.

    >>> day_text(date(2027, 1, 1))
    '2027 年 1 月 1 日 周五'
    """
    head = f"{day.year} 年 " if year else ""
    return f"{head}{day.month} 月 {day.day} 日 周{'一二三四五六日'[day.weekday()]}"
