"""Schedules in plain Chinese, read: 每月第一个周六 9:00–11:00，春节假期除外.

What is read is given as it would be written field by field. Time points are named by their ids, or by
their names where these are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, NoReturn

Written = dict[str, Any]
"""Fields of a schedule as the reader of records gives them: texts, lists and mappings."""

WEEK = "一二三四五六日"
WORKDAYS = tuple(f"周{day}" for day in WEEK[:5])
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"
_TO = "[-至到~]"
_AND = "[,、和及]"
_DAY = r"(?:周|星期|礼拜)"
_WEEKDAY = rf"{_DAY}?([一二三四五六日天])"
HOLIDAYS = "假期|期间|放假"
"""What may follow the name of a time point where it says when nothing is held."""
_ID = re.compile(r"^(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,64}")
_OFF = "除外|停办|不办"
_HALVES = {"下午": 12, "晚上": 12, "晚": 12, "中午": 12}
_CLOCK = re.compile(
    rf"(凌晨|清晨|早上|早|上午|中午|下午|晚上|晚)?\s*({_NUMBER})(?::(\d\d)|点(半|整|钟|{_NUMBER}分?)?)"
)
_DATE = r"(?:(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|(\d{4})-(\d\d)-(\d\d))"
_ALIKE = str.maketrans("０１２３４５６７８９：，；。（）－–—～", "0123456789:,,,()---~")
"""Characters that mean the same, one for one, so that places in the sentence stay what they are."""


class NotUnderstood(ValueError):  # noqa: N818  # what it says
    """A sentence that cannot be read to its end.

    Args:
        understood: What was read.
        rest: Where that stopped.
    """

    def __init__(self, understood: str, rest: str) -> None:
        self.understood, self.rest = understood, rest
        super().__init__(rest)


def read(sentence: str, nodes: Mapping[str, str] | None = None) -> Written:
    """Return the fields of a schedule that is written as a sentence.

    >>> read("每月第一个周六 9:00–11:00")["by_day"]
    [{'weekday': '周六', 'nth': '1'}]

    Args:
        sentence: What an editor wrote.
        nodes: The ids of time points by their names; ids themselves are always understood.

    Raises:
        NotUnderstood: If it cannot be read to its end.
    """
    return _Reader(sentence, nodes or {}).read()


class _Moment(NamedTuple):
    hour: int
    minute: int
    half: str


class _Reader:
    """Reads a sentence clause by clause; `at` is where the next word begins."""

    def __init__(self, sentence: str, nodes: Mapping[str, str]) -> None:
        self.sentence = sentence
        self.text = sentence.translate(_ALIKE)
        self.names = sorted(nodes, key=len, reverse=True)
        self.nodes = nodes
        self.at = 0
        self.fields: Written = {}
        self.is_kept_on_makeup_days: bool | None = None

    def read(self) -> Written:
        """Return the fields that the whole sentence gives."""
        while not self.sees(r"\Z"):
            self.clause()
            if not self.word(",") and not self.sees(r"\Z|每|隔"):
                self.fail()
        if "repeat" not in self.fields:
            self.fail()
        if self.is_kept_on_makeup_days is not None:
            days = {day["weekday"] for day in self.fields.get("by_day", ())}
            if self.is_kept_on_makeup_days == (days >= set(WORKDAYS)):
                self.put("makeup_rule", "as_workday")
        return self.fields

    def fail(self) -> NoReturn:
        """Say where reading stopped."""
        rest = self.sentence[self.at :].strip(" ，,") or "（句末）"
        raise NotUnderstood(self.sentence[: self.at].strip(" ，,"), rest)

    def word(self, pattern: str) -> re.Match[str] | None:
        """Go past a word, spaces before it included, if it is the next."""
        match = re.compile(rf"\s*(?:{pattern})").match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def need(self, pattern: str) -> re.Match[str]:
        """Go past a word that must be the next."""
        match = self.word(pattern)
        if match is None:
            self.fail()
        return match

    def sees(self, pattern: str) -> bool:
        """Return whether a word is the next, without going past it."""
        return re.compile(rf"\s*(?:{pattern})").match(self.text, self.at) is not None

    def put(self, name: str, value: Any) -> None:
        """Keep what a clause says of a field, of which no other clause may say anything else."""
        if self.fields.get(name, value) != value:
            self.fail()
        self.fields[name] = value

    def clause(self) -> None:
        """Read what stands between two commas."""
        for pattern, action in _CLAUSES:
            if self.word(pattern):
                action(self)
                return
        if not (self.dated() or self.often() or self.on_node()):
            self.fail()

    # --- clauses that begin with a word of their own ------------------------------------------

    def added(self) -> None:
        """另加 2026 年 3 月 5 日."""
        self.put("extra", [day.isoformat() for day in self.dates()])

    def counted(self) -> None:
        """共 12 次."""
        self.put("count", str(_number(self.need(rf"({_NUMBER})\s*[次期场]")[1])))

    def on_holidays(self) -> None:
        """法定节假日停办."""
        if not self.word("照常"):
            self.need(_OFF)
            self.put("holiday_rule", "skip")

    def only_holidays(self) -> None:
        """只在法定节假日办."""
        self.put("holiday_rule", "only")

    def on_makeup_days(self) -> None:
        """调休上班日照常 or 停办: which of them says something depends on the weekdays."""
        self.is_kept_on_makeup_days = self.word("照常") is not None
        if not self.is_kept_on_makeup_days:
            self.need(_OFF)

    def until(self) -> None:
        """至 2026 年 12 月 31 日止."""
        self.put("until", self.day().isoformat())
        self.word("止|为止")

    # --- clauses that begin with a date -------------------------------------------------------

    def dated(self) -> bool:
        """Read a span, a pause or the days themselves; return whether there is any of them."""
        if not self.sees(rf"[自从]?\s*(?=\d{{4}}){_DATE}"):
            return False
        is_from = self.word("自|从") is not None
        days = self.dates()
        if len(days) == 1 and self.word(_TO):
            last = self.day(days[0].year)
            if self.word(_OFF):
                self.pause({"start": days[0].isoformat(), "end": last.isoformat()})
            else:
                self.put("start", days[0].isoformat())
                self.put("until", last.isoformat())
                self.word("止")
        elif len(days) == 1 and self.word("开始|起"):
            self.put("start", days[0].isoformat())
        elif len(days) == 1 and not is_from and self.word(_OFF):
            self.pause({"date": days[0].isoformat()})
        elif is_from:
            self.fail()
        else:
            self.put("repeat", "dates")
            self.put("extra", [day.isoformat() for day in days])
            self.clock()
        return True

    def pause(self, when: Written, reason: str = "") -> None:
        """Keep a pause, whose reason stands in brackets."""
        if self.word(r"\("):
            begin, depth = self.at, 1
            while self.at < len(self.text) and depth:
                depth += {"(": 1, ")": -1}.get(self.text[self.at], 0)
                self.at += 1
            reason = self.sentence[begin : self.at - 1].strip()
            if depth:
                self.at = begin
                self.fail()
        if not reason:
            self.fail()
        self.fields.setdefault("except", []).append({**when, "reason": reason})

    def dates(self) -> list[date]:
        """Return days that stand one after another."""
        days = [self.day()]
        alone = rf"(?!\s*(?:{_TO}|{_OFF}|起|开始))"
        while self.sees(rf"{_AND}\s*{_DATE}{alone}"):
            self.word(_AND)
            days.append(self.day(days[-1].year))
        return days

    def day(self, year: int | None = None) -> date:
        """Return the next day; without a year it is in the one given."""
        begin = self.at
        match = self.need(_DATE)
        parts = [int(part) if part else None for part in match.groups()]
        if parts[3] is None and parts[0] is None:
            parts[0] = year
        numbers = parts[3:] if parts[3] is not None else parts[:3]
        try:
            return date(*(number or 0 for number in numbers))
        except ValueError:
            self.at = begin
            self.fail()

    # --- clauses that say how often -----------------------------------------------------------

    def often(self) -> bool:
        """Read how often it is, perhaps in some months only; return whether it says so."""
        begin = self.at
        is_yearly = self.word("每年的?") is not None
        months = self.months()
        if months and self.word(r"的?\s*(?=[每隔])"):
            self.put("by_month", months)
        elif months and is_yearly:
            self.put("repeat", "yearly")
            self.put("by_month", months)
            self.monthly()
            self.clock()
            return True
        else:
            self.at = begin
        return self.frequent()

    def frequent(self) -> bool:
        """Read how often it is; return whether it says so."""
        for pattern, action in _FREQUENCIES:
            if match := self.word(pattern):
                self.put("repeat", action.__name__)
                if every := next((group for group in match.groups() if group), ""):
                    self.put("every", "2" if every == "隔" else str(_number(every)))
                action(self)
                self.clock()
                return True
        return False

    def daily(self) -> None:
        """每天."""

    def weekly(self) -> None:
        """每周六, 每周一至周五, 每个工作日."""
        if self.word("周末"):
            days = ["周六", "周日"]
        elif self.word("工作日"):
            days = list(WORKDAYS)
            self.put("holiday_rule", "skip")
            self.put("makeup_rule", "as_workday")
        else:
            days = self.weekdays()
        self.put("by_day", [{"weekday": day} for day in days])

    def monthly(self) -> None:
        """每月第一个周六, 每月 5 日."""
        self.word("的")
        if self.sees("第|最后一?个"):
            self.put("by_day", self.nths())
        else:
            self.put("by_month_day", self.month_days())

    def yearly(self) -> None:
        """每年 3 月 5 日, 每年 5 月第二个周日."""
        self.word("的")
        months = self.months()
        if not months:
            self.fail()
        self.put("by_month", months)
        self.monthly()

    def months(self) -> list[str]:
        """Return months that stand one after another, or from one to another."""
        found: list[int] = []
        one = rf"({_NUMBER})\s*(?:月|(?=\s*(?:{_AND}|{_TO})\s*{_NUMBER}))"
        while self.sees(rf"{_AND}\s*{one}" if found else one):
            self.word(_AND)
            first = last = _number(self.need(one)[1])
            if end := self.word(rf"{_TO}\s*(?:次年)?\s*({_NUMBER})\s*月"):
                last = _number(end[1])
            found += range(first, last + 1 if first <= last else 13)
            found += range(1, last + 1 if first > last else 1)
        return [str(month) for month in sorted(set(found))]

    def weekdays(self) -> list[str]:
        """Return weekdays that stand one after another, or from one to another."""
        days = [self.weekday()]
        if self.word(_TO):
            order = [f"周{day}" for day in WEEK]
            first, last = order.index(days[0]), order.index(self.weekday())
            return order[first : last + 1] if first <= last else order[first:] + order[: last + 1]
        while self.sees(rf"{_AND}\s*{_WEEKDAY}"):
            self.word(_AND)
            days.append(self.weekday())
        return days

    def weekday(self) -> str:
        """Return the next weekday."""
        match = self.need(_WEEKDAY)
        return f"周{match[1].replace('天', '日')}"

    def nths(self) -> list[Written]:
        """Return nth weekdays that stand one after another: 第一个周六、第三个周六."""
        found: list[Written] = []
        while not found or self.word(rf"{_AND}\s*(?=第|最后)"):
            numbers = [self.nth()]
            while self.word(_AND):
                numbers.append(self.nth())
            days = self.weekdays()
            found += [{"weekday": day, "nth": number} for number in numbers for day in days]
        return found

    def nth(self) -> str:
        """Return which one: 第一个, 最后一个."""
        if self.word("最后一?个?"):
            return "-1"
        return str(_number(self.need(rf"第?({_NUMBER})个?")[1]))

    def month_days(self) -> list[str]:
        """Return days of a month that stand one after another."""
        days = [self.month_day()]
        while self.word(rf"{_AND}\s*(?=最后一天|倒数第|{_NUMBER}\s*(?:[日号]|{_AND}))"):
            days.append(self.month_day())
        return days

    def month_day(self) -> str:
        """Return the next day of a month, counted from the end with a minus."""
        if self.word("最后一天|月?底"):
            return "-1"
        if match := self.word(rf"倒数第\s*({_NUMBER})\s*天"):
            return str(-_number(match[1]))
        return str(_number(self.need(rf"({_NUMBER})(?:\s*[日号]|(?=\s*{_AND}))")[1]))

    # --- clauses that name a time point -------------------------------------------------------

    def on_node(self) -> bool:
        """Read a time point with its days, or a pause on one; return whether there is one."""
        if self.paused_on_node():
            return True
        self.word("每年的?|每逢")
        node = self.node()
        if node is None:
            return False
        anchor: Written = {"node": node}
        first = last = self.offset()
        if self.word(_TO):
            last = self.offset()
            other = self.node() if last is None else None
            if other is not None:
                anchor["until_node"] = other
                last = self.offset()
            elif last is None:
                self.fail()
        if last is not None or first is not None:
            anchor |= {"from_offset": str(first or 0), "to_offset": str(last or 0)}
        if "until_node" in anchor:
            anchor = {name: value for name, value in anchor.items() if value != "0"}
        self.put("repeat", "on_node")
        self.put("anchor", anchor)
        self.clock()
        return True

    def paused_on_node(self) -> bool:
        """Read a pause on a time point, 春节除外 or 春节假期除外; return whether it is one."""
        begin = self.at
        self.word("")
        for name in (*self.names, *_ID.findall(self.text[self.at :][:64])[:1]):
            end = re.compile(rf"({re.escape(name)})\s*({HOLIDAYS})?\s*除外").match(
                self.text, self.at
            )
            if end and self.sentence.startswith(name, self.at):
                self.at = end.end()
                is_id = name not in self.nodes
                self.pause(
                    {"node": self.nodes.get(name, name)}, "" if is_id else f"{name}{end[2] or ''}"
                )
                return True
        self.at = begin
        return False

    def node(self) -> str | None:
        """Return the id of the next time point, None if there is none."""
        self.word("")
        for name in self.names:
            if self.sentence.startswith(name, self.at):
                self.at += len(name)
                return self.nodes[name]
        match = self.word(_ID.pattern.removeprefix("^"))
        return match[0].strip() if match else None

    def offset(self) -> int | None:
        """Return how many days after the time point, None if nothing is said."""
        if self.word("当天|当日"):
            return 0
        if match := self.word(rf"([前后])\s*({_NUMBER})\s*[天日]"):
            return _number(match[2]) * (1 if match[1] == "后" else -1)
        return None

    # --- the time of the day ------------------------------------------------------------------

    def clock(self) -> None:
        """Read from when to when, if anything is said of it."""
        first = self.moment("")
        if first is None:
            return
        self.put("start_time", f"{first.hour:02}:{first.minute:02}")
        if self.word(_TO):
            last = self.moment(first.half)
            if last is None:
                self.fail()
            self.put("end_time", f"{last.hour:02}:{last.minute:02}")
        else:
            self.word("开始|起")

    def moment(self, half: str) -> _Moment | None:
        """Return the next time of the day; without a half of the day it is in the one given."""
        begin = self.at
        match = self.word(_CLOCK.pattern)
        if match is None:
            return None
        said, hour, minute, more = match.groups()
        number, half = _number(hour), said or half
        is_late = half in _HALVES and number < 12 and (half != "中午" or number < 3)  # noqa: PLR2004  # of the clock
        number += 12 if is_late else 0
        after = int(minute or 0)
        if more:
            after = 30 if more == "半" else _number(more.rstrip("分整钟"))
        if number > 23 or after > 59:  # noqa: PLR2004  # of the clock
            self.at = begin
            self.fail()
        return _Moment(number, after, half)


def _number(written: str) -> int:
    """Return a number that is written in digits or in words.

    >>> [_number(word) for word in ("12", "两", "十", "十二", "三十一")]
    [12, 2, 10, 12, 31]
    """
    if not written or written.isdecimal():
        return int(written or 0)
    tens, is_ten, ones = written.rpartition("十")
    if not is_ten:
        return _DIGITS.get(written, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


_CLAUSES: tuple[tuple[str, Callable[[_Reader], None]], ...] = (
    ("另加|另外加办", _Reader.added),
    ("共", _Reader.counted),
    ("(?:遇?法定)?节假日(?:期间)?", _Reader.on_holidays),
    ("只在(?:法定)?节假日(?:期间)?办", _Reader.only_holidays),
    ("遇?调休(?:上班日?)?", _Reader.on_makeup_days),
    (rf"(?:截?至|到)\s*(?=\d{{4}})(?={_DATE})", _Reader.until),
)
_FREQUENCIES: tuple[tuple[str, Callable[[_Reader], None]], ...] = (
    (rf"每[天日]|(隔)天|每\s*({_NUMBER})\s*天", _Reader.daily),
    (
        rf"每个?(?=工作日|周末)|每逢?个?(?={_DAY}[一二三四五六日天])|(隔)周的?|每\s*({_NUMBER})\s*个?(?:周|星期)的?",
        _Reader.weekly,
    ),
    (rf"每个?月|(隔)月|每\s*({_NUMBER})\s*个月", _Reader.monthly),
    (rf"(隔)年|每\s*({_NUMBER})\s*年", _Reader.yearly),
)
"""How often, each with the reader of what follows; its name is the word of `repeat`."""
