"""Schedules in plain Chinese, written: 每月第一个周六 9:00–11:00，春节假期除外.

What is written here is read back by `spoken`: the sentence and the fields say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from showcase.model import Anchor, ByDay, Pause, Schedule
from showcase.spoken import HOLIDAYS, WEEK, WORKDAYS

_UNITS = {"daily": "天", "weekly": "周", "monthly": "个月", "yearly": "年"}
_NUMBERS = "一二三四五"
_RUN = 3
"""So many in a row are written from the first to the last."""
NameOf = Callable[[str], str]


def sentence(schedule: Schedule, name_of: NameOf) -> str:
    """Return a schedule as one sentence without a full stop.

    Args:
        schedule: When something takes place.
        name_of: Gives the name of a time point for its id.
    """
    return "，".join(part for part in _clauses(schedule, name_of) if part)


def _clauses(schedule: Schedule, name_of: NameOf) -> Iterator[str]:
    is_workdays = _is_workdays(schedule)
    often = "每个工作日" if is_workdays else _often(schedule, name_of)
    yield " ".join(part for part in (often, _clock(schedule)) if part)
    yield _span(schedule)
    yield f"共 {schedule.count} 次" if schedule.count else ""
    yield from (_pause(pause, name_of) for pause in schedule.except_)
    if schedule.extra and schedule.repeat != "dates":
        yield f"另加 {_days(schedule.extra)}"
    if not is_workdays:
        yield {"skip": "法定节假日停办", "only": "只在法定节假日办"}.get(schedule.holiday_rule, "")
        if schedule.makeup_rule == "as_workday":
            yield "调休上班日照常" if covers_workdays(schedule) else "调休上班日停办"


def covers_workdays(schedule: Schedule) -> bool:
    """Return whether every day from Monday to Friday belongs to a schedule."""
    return {day.weekday.value for day in schedule.by_day} >= set(WORKDAYS)


def _is_workdays(schedule: Schedule) -> bool:
    """Return whether a schedule means every workday and no other day."""
    return (
        (schedule.repeat, schedule.every, schedule.by_month) == ("weekly", 1, ())
        and [day.weekday.value for day in schedule.by_day] == list(WORKDAYS)
        and (schedule.holiday_rule, schedule.makeup_rule) == ("skip", "as_workday")
    )


def _often(schedule: Schedule, name_of: NameOf) -> str:
    if schedule.anchor is not None:
        return glued("每年", _anchor(schedule.anchor, name_of))
    if schedule.repeat == "dates":
        return _days(schedule.extra)
    months = _months(schedule.by_month)
    every = f"每 {schedule.every} {_UNITS[schedule.repeat]}" if schedule.every > 1 else ""
    if schedule.repeat == "daily":
        return f"{months}{every or '每天'}"
    if schedule.repeat == "weekly":
        return f"{months}{f'{every}的' if every else '每'}{_weekdays(schedule.by_day)}"
    days = _nths(schedule.by_day) or _month_days(schedule.by_month_day)
    if schedule.repeat == "monthly":
        return glued(f"{months}{f'{every}的' if every else '每月'}", days)
    is_plain = len(set(schedule.by_month)) == 1 or schedule.by_day
    return glued(f"{every}的" if every else "每年", months, "" if is_plain else "的", days)


def _months(months: Iterable[int]) -> str:
    """Return months in words: 3 月至 10 月, 7 月、8 月."""
    return "、".join(
        f"{run[0]} 月至 {run[-1]} 月" if len(run) >= _RUN else "、".join(f"{n} 月" for n in run)
        for run in _runs(sorted(set(months)))
    )


def _weekdays(days: Iterable[ByDay]) -> str:
    """Return weekdays in words: 周一至周五, 周二、周四."""
    numbers = sorted({day.weekday.number for day in days})
    return "、".join(
        f"周{WEEK[run[0]]}至周{WEEK[run[-1]]}"
        if len(numbers) == len(run) >= _RUN
        else "、".join(f"周{WEEK[n]}" for n in run)
        for run in _runs(numbers)
    )


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return numbers in groups that each count up by one."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _nths(days: Iterable[ByDay]) -> str:
    """Return nth weekdays in words: 第一个周六、最后一个周日."""
    ordered = sorted({(day.nth or 0, day.weekday.number) for day in days}, key=_last_ones_last)
    return "、".join(
        f"{'最后一个' if nth < 0 else f'第{_NUMBERS[nth - 1]}个'}周{WEEK[weekday]}"
        for nth, weekday in ordered
    )


def _last_ones_last(item: tuple[int, int]) -> tuple[bool, tuple[int, int]]:
    return item[0] < 0, item


def _month_days(days: Iterable[int]) -> str:
    """Return days of a month in words: 5 日、20 日、最后一天."""
    ordered = sorted(set(days), key=lambda day: (day < 0, day))
    return "、".join(
        f"{day} 日" if day > 0 else "最后一天" if day == -1 else f"倒数第 {-day} 天"
        for day in ordered
    )


def _anchor(anchor: Anchor, name_of: NameOf) -> str:
    """Return the days around a time point in words: 腊八前 2 天至除夕."""
    name, first, last = name_of(anchor.node), anchor.from_offset, anchor.to_offset
    if anchor.until_node:
        begin = glued(name, _offset(first) if first else "")
        return glued(begin, "至", name_of(anchor.until_node), _offset(last) if last else "")
    if first is None and last is None:
        return name
    first = first or 0
    last = max(first, 0) if last is None else last
    begin = glued(name, _offset(first))
    return begin if first == last else f"{begin}至{_offset(last)}"


def _offset(days: int) -> str:
    return "当天" if days == 0 else f"{'前' if days < 0 else '后'} {abs(days)} 天"


def _clock(schedule: Schedule) -> str:
    start, end = schedule.start_time, schedule.end_time
    if start is None:
        return ""
    first = f"{start.hour}:{start.minute:02}"
    return f"{first}–{end.hour}:{end.minute:02}" if end else f"{first} 开始"


def _span(schedule: Schedule) -> str:
    start, until = schedule.start, schedule.until
    if start and until:
        return _range(start, until)
    if start:
        return f"{_day(start)}起"
    return f"至 {_day(until)}止" if until else ""


def _range(first: date, last: date) -> str:
    return f"{_day(first)}至 {_day(last, first.year)}"


def _days(days: Iterable[date]) -> str:
    """Return days in words, the year only where it is another than before."""
    found, year = [], 0
    for day in days:
        found.append(_day(day, year))
        year = day.year
    return "、".join(found)


def _day(day: date, year: int = 0) -> str:
    return f"{'' if day.year == year else f'{day.year} 年 '}{day.month} 月 {day.day} 日"


def _pause(pause: Pause, name_of: NameOf) -> str:
    if pause.node:
        name = name_of(pause.node)
        if re.fullmatch(f"{re.escape(name)}(?:{HOLIDAYS})?", pause.reason):
            return f"{pause.reason}除外"
        return f"{name}除外（{pause.reason}）"
    if pause.start and pause.end:
        return f"{_range(pause.start, pause.end)}除外（{pause.reason}）"
    assert pause.date is not None
    return f"{_day(pause.date)}除外（{pause.reason}）"


def glued(*parts: str) -> str:
    """Return words one after another, with a space between Chinese and what is not.

    >>> glued("每月", "5 日"), glued("每年", "重阳")
    ('每月 5 日', '每年重阳')
    """
    text = ""
    for part in filter(None, parts):
        is_border = text and text[-1].isascii() != part[0].isascii() and text[-1] not in "、至"
        text += f" {part}" if is_border and not text[-1].isspace() else part
    return text
