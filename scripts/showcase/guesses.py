"""What an editor probably meant by a date, a time, a number or an id that is written otherwise."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from decimal import Decimal

from showcase.characters import LATIN, alphabet
from showcase.dates import FIRST_YEAR, FIRST_YEAR_OF_DAYS, LAST_YEAR, PartialDate

Hint = tuple[str, str]
"""The rest of a sentence, in Chinese and English."""

_QUOTES = "“”‘’「」『』\"' "
_HALF_OF_DAY = "上午|早上|下午|晚上|中午"
_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月?)|年?)"
    rf"(?:[T ]*(?:(?<=[T 日号])|(?={_HALF_OF_DAY}))({_HALF_OF_DAY})?(\d{{1,2}})[:点时](\d{{1,2}}|半)?分?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CLOCK = re.compile(rf"({_HALF_OF_DAY})?(\d{{1,2}})(?:[:点时](?:(\d{{1,2}})分?|(半))?)(?::\d\d)?")
_AMOUNT = re.compile(
    r"(?P<before>超过|突破|逾|约|近|大约|将近)?(?P<number>\d[\d,_ ]*(?:\.\d+)?)(?P<scale>[万亿千百]?)"
    r"(?P<after>余|多|\+|左右)?(?P<unit>[\u4e00-\u9fff]{0,4})"
)
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_EXPONENT = re.compile(r"(\d+)[eE]\+?(\d)")
_DASHES = str.maketrans("–—‒−‐‑", "------")
_MONTHS, _NOON, _LAST_HOUR, _LAST_MINUTE = 12, 12, 23, 59


def plain(text: str) -> str:
    """Return a text in half width, without quotes and spaces around it.

    >>> plain("“２０２６”")
    '2026'
    """
    return unicodedata.normalize("NFKC", text).strip(_QUOTES)


def write(example: str) -> Hint:
    """Return the hint that names the right writing."""
    return f"应写成 {example}", f"write it as {example}"


def such_as(example: str) -> Hint:
    """Return the hint that shows how others write it, where nobody can tell what was meant."""
    return f"写法例如 {example}", f"others write {example}, for example"


def date_hint(found: str, example: str) -> Hint:
    """Return how to write a date.

    Args:
        found: What was written.
        example: The forms that the field accepts.

    >>> date_hint("2026年1月1日", "2024-10-20")[0]
    '应写成 2026-01-01'
    """
    text = re.sub(r"\s*(?<=[年月日])\s*", "", plain(found).translate(_DASHES))
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return such_as(example)
    year = match[1]
    month, day, half, hour, minute = (*match.groups()[1:], None, None, None)[:5]
    is_day = "、" not in example
    first = FIRST_YEAR_OF_DAYS if is_day else FIRST_YEAR
    numbers = int(month) if month else None, int(day) if day else None
    if reason := _impossible(int(year), *numbers, first):
        return reason
    written = year + "".join(f"-{part:02}" for part in numbers if part is not None)
    if hour is not None and not is_day:
        written += f"T{_hour(half, hour):02}:{30 if minute == '半' else int(minute or 0):02}"
    try:
        precision = PartialDate.parse(written).precision
    except ValueError:
        return such_as(example)
    return such_as(example) if is_day and precision != "day" else write(written)


def _hour(half: str | None, written: str) -> int:
    """Return the hour of a day of 24 hours."""
    is_late = half in ("下午", "晚上") and int(written) < _NOON
    return int(written) + (_NOON if is_late else 0)


def _impossible(year: int, month: int | None, day: int | None, first: int) -> Hint | None:
    """Return why there is no such day."""
    if not first <= year <= LAST_YEAR:
        limits = f"{first}–{LAST_YEAR}"
        return f"年份只能在 {limits} 之间，请核对", f"the year must be within {limits}"
    if month is None:
        return None
    if not 1 <= month <= _MONTHS:
        return "一年只有 12 个月，请核对月份", "a year has 12 months; check the month"
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return (
            f"{year} 年 {month} 月只有 {last} 天，请核对日期",
            f"{year}-{month:02} has {last} days; check the day",
        )
    return None


def time_hint(found: str) -> Hint:
    """Return how to write a time of day.

    >>> time_hint("下午2点半")[0], time_hint("25:00")[0]
    ('应写成 "14:30"', '一天从 "00:00" 到 "23:59"，请核对')
    """
    match = _CLOCK.fullmatch(plain(found).replace("：", ":"))
    if match is None:
        return such_as('"09:00"')
    hour, minute = _hour(match[1], match[2]), 30 if match[4] else int(match[3] or 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return '一天从 "00:00" 到 "23:59"，请核对', 'a day runs from "00:00" to "23:59"; check it'
    return write(f'"{hour:02}:{minute:02}"')


def number_hint(found: str) -> Hint | None:
    """Return how to write a number.

    >>> number_hint("4800余")[0]
    '应写成 4800，再加一行 qualifier: over'
    """
    text = plain(found)
    if match := _EXPONENT.fullmatch(text):
        return write(str(int(match[1]) * 10 ** int(match[2])))
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    amount = Decimal(re.sub("[,_ ]", "", match["number"])) * _SCALES[match["scale"]]
    if amount != int(amount):
        return None
    zh, en = write(str(int(amount)))
    more, about = ("余", "多", "+", "超过", "突破", "逾"), ("左右", "约", "近", "大约", "将近")
    words = {match["before"], match["after"]}
    qualifier = "over" if words & {*more} else "about" if words & {*about} else ""
    if qualifier:
        zh, en = (
            f"{zh}，再加一行 qualifier: {qualifier}",
            f"{en} and add a line qualifier: {qualifier}",
        )
    if match["unit"]:
        zh, en = f"{zh}，单位写在 unit 里", f"{en}, with the unit in “unit”"
    return zh, en


def id_hint(found: str) -> Hint | None:
    """Return how to write an id.

    >>> id_hint("Deng_Xia.yaml")[0], id_hint("dеng-xia")[0]
    ('应写成 deng-xia', '其中的「е」是西里尔字母，应写成 deng-xia')
    """
    alike = next((letter for letter in found if letter in LATIN), None)
    latin = "".join(LATIN.get(letter, letter) for letter in found)
    text = plain(latin).lower().removesuffix(".yaml").removesuffix(".yml")
    if len(ids := re.split(r"\s*[,，、;；]\s*", text.strip(",，、;； "))) > 1:
        items = "、".join(f"「- {id}」" for id in ids)
        return (
            f"几个编号分成几行写：{items}（在表格的一格里按 Alt+Enter 换行）",
            f"write a line for each id: {items} (in a cell of a sheet, Alt+Enter begins a line)",
        )
    text = re.sub(r"[\s_./—–－]+", "-", text).strip("-")
    if not re.fullmatch(r"[a-z0-9-]{2,64}", text):
        return None
    zh, en = write(text)
    if alike is None:
        return zh, en
    name, name_en = alphabet(alike)
    return f"其中的「{alike}」是{name}，{zh}", f"“{alike}” in it is a {name_en} letter; {en}"


def telephone_hint(found: str) -> Hint:
    """Return how to write the number of an office.

    >>> telephone_hint("（0319）3288000")[0], telephone_hint("13800138000")[0]
    ('应写成 0319-3288000', '手机号属于个人，请换成单位的座机，例如 0319-1234567')
    """
    digits = re.sub(r"\D", "", plain(found))
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits):
        return (
            "手机号属于个人，请换成单位的座机，例如 0319-1234567",
            "a mobile number belongs to a person; give a landline such as 0319-1234567",
        )
    if match := re.fullmatch(r"(?:860?|0)(10|2\d|[3-9]\d\d)(\d{7,8})", digits):
        return write(f"0{match[1]}-{match[2]}")
    if match := re.fullmatch(r"([48]00)(\d{3})(\d{4})", digits):
        return write("-".join(match.groups()))
    return such_as("0319-1234567，或 12345 一类的短号")


def month_day_hint(found: str) -> Hint:
    """Return how to write a month and a day.

    >>> month_day_hint("3月5日")[0]
    '应写成 "03-05"'
    """
    match = re.fullmatch(r"(\d{1,2})[-/.月](\d{1,2})[日号]?", plain(found))
    if match and 1 <= int(match[1]) <= _MONTHS:
        return write(f'"{int(match[1]):02}-{int(match[2]):02}"')
    return such_as('"03-05"')
