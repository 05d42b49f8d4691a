"""The Chinese year: lunar dates, solar terms and the days on which time points fall."""

from __future__ import annotations

from datetime import date, timedelta

from borax.calendars.lunardate import (
    MIN_LUNAR_YEAR,
    YEAR_INFOS,
    LCalendars,
    LunarDate,
    TermUtils,
)

from showcase.model import NodeRule

FIRST_YEAR, LAST_YEAR = 1901, 2099
# Two new moons of the library's table are a day late. They fall 147 and 19 seconds short of midnight, and the
# Hong Kong Observatory has both on these days too: the eighth month of 2089 begins on 4 September, the
# seventh of 2097 on 7 August. A bit is a month, the first one leftmost, and says whether it has 30 days.
YEAR_INFOS[2089 - MIN_LUNAR_YEAR] = 0b0_1101_0001_0110_0000
YEAR_INFOS[2097 - MIN_LUNAR_YEAR] = 0b0_1010_0010_1101_0000


def node_days(rule: NodeRule, year: int) -> tuple[date, ...]:
    """Return the days of a calendar year on which a time point begins, usually one.

    >>> node_days(NodeRule(lunar="12-08"), 2027)
    (datetime.date(2027, 1, 15),)
    """
    if rule.solar:
        month, day = _month_day(rule.solar)
        return (date(year, month, day),)
    if rule.solar_term:
        return (TermUtils.nth_term_day(year, term_name=rule.solar_term),)
    if rule.nth_weekday:
        nth = rule.nth_weekday
        return nth_weekday(year, nth.month, nth.weekday.number, nth.nth)
    days = (day for lunar_year in (year - 1, year) for day in _lunar_days(rule, lunar_year))
    return tuple(day for day in days if day.year == year)


def _lunar_days(rule: NodeRule, lunar_year: int) -> tuple[date, ...]:
    if rule.lunar_last_day:
        month = rule.lunar_last_day
        last = LCalendars.ndays(lunar_year, month)
        return (LunarDate(lunar_year, month, last).to_solar_date(),)
    month, day = _month_day(rule.lunar or "")
    days = [LunarDate(lunar_year, month, day).to_solar_date()]
    if rule.leap == "also" and LCalendars.leap_month(lunar_year) == month:
        days.append(LunarDate(lunar_year, month, day, 1).to_solar_date())
    return tuple(days)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> tuple[date, ...]:
    """Return the nth weekday of a month, -1 being the last; nothing where the month has not so many.

    >>> nth_weekday(2026, 5, 6, 2)
    (datetime.date(2026, 5, 10),)
    """
    first = date(year, month, 1)
    days = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(6)]
    inside = [day for day in days if day.month == month]
    index = nth - 1 if nth > 0 else nth
    return (inside[index],) if -len(inside) <= index < len(inside) else ()


def lunar_text(day: date) -> str:
    """Return the lunar month and day in words.

    >>> lunar_text(date(2027, 1, 15))
    '腊月初八'
    """
    lunar = LunarDate.from_solar(day)
    return str(lunar.strftime("%L%M月%D"))


def _month_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)
