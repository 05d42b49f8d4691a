"""Schedules as sentences: what is written is read back, and what editors write is understood."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

import pytest

from showcase import spoken
from showcase.model import Schedule
from showcase.wording import sentence

COUNT = 5000
NAMES = {
    "chongyang": "重阳",
    "chunjie": "春节",
    "chunjie-jiaqi": "春节假",
    "laba": "腊八",
    "chuxi": "除夕",
    "zhi-shu": "3·12 植树节",
    "zhi": "冬至",
}
IDS = {name: id for id, name in NAMES.items()}
WEEK = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


def written(schedule: Schedule) -> str:
    return sentence(schedule, NAMES.__getitem__)


def understood(text: str) -> Schedule:
    return Schedule.model_validate(spoken.read(text, IDS))


# --- rule → sentence → rule --------------------------------------------------------------------


class Dice:
    """Random schedules, any of those that the model takes."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def some(self, choices: Any, most: int = 4) -> list[Any]:
        """Return a few of many, in any order, some of them twice."""
        return self.random.choices(list(choices), k=self.random.randint(1, most))

    def maybe(self, chance: float = 0.4) -> bool:
        return self.random.random() < chance

    def day(self, first: str = "2020-01-01") -> date:
        return date.fromisoformat(first) + timedelta(days=self.random.randrange(3000))

    def schedule(self) -> dict[str, Any]:
        repeat = self.random.choice(["daily", "weekly", "monthly", "yearly", "on_node", "dates"])
        fields: dict[str, Any] = {"repeat": repeat, **getattr(self, repeat)()}
        if self.maybe(0.7):
            start, end = sorted(
                time(self.random.randrange(24), self.random.randrange(60)) for _ in "ab"
            )
            fields |= {"start_time": f"{start:%H:%M}"} | (
                {"end_time": f"{end:%H:%M}"} if self.maybe() else {}
            )
        if repeat == "dates":
            return fields | {"extra": [str(self.day()) for _ in range(self.random.randint(1, 5))]}
        fields |= self.span(fields)
        if self.maybe():
            fields["except"] = [self.pause() for _ in range(self.random.randint(1, 3))]
        if self.maybe(0.2):
            fields["extra"] = [
                str(self.day("2030-01-01")) for _ in range(self.random.randint(1, 3))
            ]
        if self.maybe():
            fields["holiday_rule"] = self.random.choice(["skip", "only"])
        if "by_day" in fields and self.maybe():
            fields["makeup_rule"] = "as_workday"
        return fields

    def span(self, fields: dict[str, Any]) -> dict[str, Any]:
        first = self.day()
        last = first + timedelta(days=self.random.randrange(900))
        found = {"start": str(first)} if "every" in fields or self.maybe() else {}
        if "start" in found and fields["repeat"] != "on_node" and self.maybe(0.2):
            return found | {"count": str(self.random.randint(1, 1000))}
        return found | ({"until": str(last)} if self.maybe() else {})

    def pause(self) -> dict[str, str]:
        reason = self.random.choice(
            ["暑假", "五一假期", "下雨, 停电", "暑假（含周末）", "除外，共 3 次", "a b"]
        )
        kind = self.random.choice(["date", "range", "node", "named"])
        if kind == "date":
            return {"date": str(self.day()), "reason": reason}
        if kind == "range":
            first = self.day()
            return {
                "start": str(first),
                "end": str(first + timedelta(days=self.random.randrange(400))),
                "reason": reason,
            }
        node = self.random.choice(list(NAMES))
        return {
            "node": node,
            "reason": reason
            if kind == "node"
            else f"{NAMES[node]}{self.random.choice(['', '假期', '放假'])}",
        }

    def every(self) -> dict[str, str]:
        return {"every": str(self.random.randint(2, 52))} if self.maybe(0.3) else {}

    def season(self) -> dict[str, Any]:
        return {"by_month": [str(n) for n in self.some(range(1, 13), 8)]} if self.maybe() else {}

    def daily(self) -> dict[str, Any]:
        return self.every() | self.season()

    def weekly(self) -> dict[str, Any]:
        days = WEEK[:5] if self.maybe(0.3) else self.some(WEEK, 7)
        return self.every() | self.season() | {"by_day": days}

    def monthly(self) -> dict[str, Any]:
        return (self.season() or self.every()) | self.days_of_months()

    def yearly(self) -> dict[str, Any]:
        months = {"by_month": [str(n) for n in self.some(range(1, 13), 3)]}
        return self.every() | self.days_of_months() | months

    def days_of_months(self) -> dict[str, Any]:
        if self.maybe(0.5):
            days = [*range(1, 29), -1, -2, -12]
            return {"by_month_day": [str(n) for n in self.some(days)]}
        nths = self.some([1, 2, 3, 4, 5, -1], 3)
        return {"by_day": [{"weekday": self.random.choice(WEEK), "nth": str(n)} for n in nths]}

    def on_node(self) -> dict[str, Any]:
        anchor: dict[str, Any] = {"node": self.random.choice(list(NAMES))}
        first, last = sorted(self.random.sample(range(-60, 61), 2))
        anchor |= {"from_offset": str(first)} if self.maybe() else {}
        if self.maybe():
            anchor["until_node"] = self.random.choice(list(NAMES))
        elif "from_offset" not in anchor:
            last = max(last, 0)
        anchor |= {"to_offset": str(last)} if self.maybe() else {}
        return {"anchor": anchor}

    def dates(self) -> dict[str, Any]:
        return {}


def tidy(schedule: Schedule) -> Schedule:
    """Return a schedule with its lists in order and what it leaves to the reader written out."""
    anchor = schedule.anchor
    if anchor and anchor.until_node:
        offsets = {"from_offset": anchor.from_offset or None, "to_offset": anchor.to_offset or None}
        anchor = anchor.model_copy(update=offsets)
    elif anchor and (anchor.from_offset, anchor.to_offset) != (None, None):
        first = anchor.from_offset or 0
        last = max(first, 0) if anchor.to_offset is None else anchor.to_offset
        anchor = anchor.model_copy(update={"from_offset": first, "to_offset": last})
    days = {(day.nth or 0, day.weekday.number): day for day in schedule.by_day}
    ordered = {
        "by_day": tuple(days[key] for key in sorted(days)),
        "by_month": tuple(sorted(set(schedule.by_month))),
        "by_month_day": tuple(sorted(set(schedule.by_month_day))),
        "anchor": anchor,
    }
    return schedule.model_copy(update=ordered)


def random_schedules(seed: int) -> Iterator[Schedule]:
    dice = Dice(seed)
    for _ in range(COUNT):
        yield Schedule.model_validate(dice.schedule())


def test_rules_become_sentences_and_the_same_rules_again() -> None:
    seen = set()
    for schedule in random_schedules(1):
        text = written(schedule)
        assert tidy(understood(text)) == tidy(schedule), text
        seen.add(text)
    assert len(seen) > COUNT * 0.9


# --- sentence → rule → sentence ----------------------------------------------------------------


def test_sentences_become_rules_and_the_same_sentences_again() -> None:
    for schedule in random_schedules(2):
        text = written(schedule)
        assert written(understood(text)) == text


WAYS: list[tuple[str, dict[str, Any]]] = [
    ("每天", {"repeat": "daily"}),
    ("每日", {"repeat": "daily"}),
    ("每周六", {"repeat": "weekly", "by_day": ["周六"]}),
    ("每个星期六", {"repeat": "weekly", "by_day": ["周六"]}),
    ("每逢周六", {"repeat": "weekly", "by_day": ["周六"]}),
    ("每周六、日", {"repeat": "weekly", "by_day": ["周六", "周日"]}),
    ("每周末", {"repeat": "weekly", "by_day": ["周六", "周日"]}),
    ("每周一至周五", {"repeat": "weekly", "by_day": WEEK[:5]}),
    ("每周一到五", {"repeat": "weekly", "by_day": WEEK[:5]}),
    ("每周二、四", {"repeat": "weekly", "by_day": ["周二", "周四"]}),
    ("7、8月每周三", {"repeat": "weekly", "by_day": ["周三"], "by_month": ["7", "8"]}),
    ("每年3月至5月的每周三", {"repeat": "weekly", "by_day": ["周三"], "by_month": ["3", "4", "5"]}),
    ("11月至次年2月每天", {"repeat": "daily", "by_month": ["1", "2", "11", "12"]}),
    ("每月第一个周六", {"repeat": "monthly", "by_day": [{"weekday": "周六", "nth": "1"}]}),
    ("每个月第1个星期六", {"repeat": "monthly", "by_day": [{"weekday": "周六", "nth": "1"}]}),
    (
        "每月第一、三个周日",
        {"repeat": "monthly", "by_day": [{"weekday": "周日", "nth": n} for n in "13"]},
    ),
    (
        "每月第二和第四个周三",
        {"repeat": "monthly", "by_day": [{"weekday": "周三", "nth": n} for n in "24"]},
    ),
    ("每月最后一个周五", {"repeat": "monthly", "by_day": [{"weekday": "周五", "nth": "-1"}]}),
    ("每月5号、20号", {"repeat": "monthly", "by_month_day": ["5", "20"]}),
    ("每月5、20日", {"repeat": "monthly", "by_month_day": ["5", "20"]}),
    ("每月月底", {"repeat": "monthly", "by_month_day": ["-1"]}),
    ("每年三月五日", {"repeat": "yearly", "by_month": ["3"], "by_month_day": ["5"]}),
    (
        "每年5月的第二个星期天",
        {"repeat": "yearly", "by_month": ["5"], "by_day": [{"weekday": "周日", "nth": "2"}]},
    ),
    ("每年重阳", {"repeat": "on_node", "anchor": {"node": "chongyang"}}),
    ("每年 chongyang", {"repeat": "on_node", "anchor": {"node": "chongyang"}}),
    ("腊八至除夕", {"repeat": "on_node", "anchor": {"node": "laba", "until_node": "chuxi"}}),
    (
        "春节前两天至后三天",
        {"repeat": "on_node", "anchor": {"node": "chunjie", "from_offset": "-2", "to_offset": "3"}},
    ),
    ("2027年3月5日、4月5日", {"repeat": "dates", "extra": ["2027-03-05", "2027-04-05"]}),
]
CLOCKS: list[tuple[str, dict[str, str]]] = [
    ("", {}),
    ("9:00–11:00", {"start_time": "09:00", "end_time": "11:00"}),
    ("9：00-11：00", {"start_time": "09:00", "end_time": "11:00"}),
    ("上午9点到11点半", {"start_time": "09:00", "end_time": "11:30"}),
    ("下午两点至4点15分", {"start_time": "14:00", "end_time": "16:15"}),
    ("晚上七点开始", {"start_time": "19:00"}),
    ("中午12点", {"start_time": "12:00"}),
]
ENDINGS: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("，2026年1月1日起", {"start": "2026-01-01"}),
    (",从2026-01-01开始", {"start": "2026-01-01"}),
    ("，2026年1月1日至12月31日", {"start": "2026-01-01", "until": "2026-12-31"}),
    ("，至2026年12月31日止", {"until": "2026-12-31"}),
    ("，春节假期除外", {"except": [{"node": "chunjie", "reason": "春节假期"}]}),
    ("；2026年5月2日停办（五一）", {"except": [{"date": "2026-05-02", "reason": "五一"}]}),
    (
        "，2026年7月1日至8月31日除外(暑假)",
        {"except": [{"start": "2026-07-01", "end": "2026-08-31", "reason": "暑假"}]},
    ),
    ("，遇法定节假日停办", {"holiday_rule": "skip"}),
    ("，节假日照常", {}),
    ("，只在法定节假日办。", {"holiday_rule": "only"}),
    ("，另加2026年3月5日", {"extra": ["2026-03-05"]}),
]


def test_whatever_editors_write_is_understood() -> None:
    count = 0
    for how, rule in WAYS:
        for when, clock in CLOCKS:
            for ending, more in ENDINGS:
                if rule["repeat"] == "dates" and more:
                    continue
                space = " " if when and how[-1].isascii() else ""
                expected = Schedule.model_validate(rule | clock | more)
                assert tidy(understood(how + space + when + ending)) == tidy(expected)
                count += 1
    assert count > 2000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每个工作日 9:00–17:00", "每个工作日 9:00–17:00"),
        ("每周一至周五，法定节假日停办，调休上班日照常", "每个工作日"),
        ("每周六，调休上班日停办", "每周六，调休上班日停办"),
        ("每周六，调休上班日照常", "每周六"),
        ("隔周周六，2026年1月3日起", "每 2 周的周六，2026 年 1 月 3 日起"),
        ("2026年1月1日起每周六 9:00", "每周六 9:00 开始，2026 年 1 月 1 日起"),
        ("2026年1月5日起每周一，共12次", "每周一，2026 年 1 月 5 日起，共 12 次"),
    ],
)
def test_sentences_are_put_plainly(text: str, words: str) -> None:
    assert written(understood(text)) == words


@pytest.mark.parametrize(
    ("text", "before", "rest"),
    [
        ("有空就办", "", "有空就办"),
        ("每周八", "", "每周八"),
        ("每周六 25:00", "每周六", "25:00"),
        ("每周六 9:00–11:00 在广场", "每周六 9:00–11:00", "在广场"),
        ("每周六，5月2日除外（五一）", "每周六", "5月2日除外（五一）"),
        ("每周六，2026年2月30日除外（雨）", "每周六", "2026年2月30日除外（雨）"),
        ("每周六，2026年5月2日除外", "每周六，2026年5月2日除外", "（句末）"),
        ("每周六，2026年5月2日除外（雨", "每周六，2026年5月2日除外（", "雨"),
        ("每年清明", "每年", "清明"),
        ("每隔两周的周六", "", "每隔两周的周六"),
        ("每天，每周六", "每天，每", "周六"),
        ("", "", "（句末）"),
    ],
)
def test_reading_says_where_it_stopped(text: str, before: str, rest: str) -> None:
    with pytest.raises(spoken.NotUnderstood) as stopped:
        spoken.read(text, IDS)
    assert (stopped.value.understood, stopped.value.rest) == (before, rest)


def test_no_text_makes_reading_slow_or_break() -> None:
    dice = random.Random(3)
    pieces = [
        "每",
        "周",
        "月",
        "一",
        "二十",
        "第",
        "个",
        "至",
        "、",
        "，",
        "（",
        "）",
        "年",
        "日",
        "9:00",
        "除外",
        "重阳",
        "2026",
        " ",
        "-",
    ]
    for _ in range(2000):
        text = "".join(dice.choices(pieces, k=dice.randint(1, 300)))
        with suppress(spoken.NotUnderstood):
            spoken.read(text, IDS)
