"""Random valid records, as editors might write them: every field of the model, odd texts, any layout."""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, get_args, get_origin

import yaml
from hypothesis import strategies as st
from pydantic import BaseModel

from showcase.characters import blemishes
from showcase.dates import PartialDate
from showcase.markup import markup_faults
from showcase.model import (
    RECORD_TYPES,
    ActivityKind,
    Anchor,
    Choice,
    Figure,
    Location,
    NodeRule,
    Occurrence,
    Pause,
    Picture,
    Schedule,
    Source,
    Weekday,
)

Written = dict[str, Any]
"""A record as the reader gives it: every value is text, a list or a mapping."""

ODD = [
    *(
        "中文",
        "志愿服务",
        "灯",
        "\u3000",
        "\xa0",
        "\u00e9",
        "😀",
        "\U0003134a",
        "abc",
        "Ａ１",
        "a.b",
    ),
    *(
        "'",
        '"',
        "\\",
        ": ",
        ":",
        " #",
        "#",
        "- ",
        "-",
        "? ",
        "?",
        "|",
        "&a",
        "*a",
        "!",
        "%",
        "@",
        "`",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ";",
        "(",
        ")",
        "\uff0c",
        "\uff08",
        "\uff09",
        "---",
        "...",
        "<<",
        "=",
    ),
    *(" ", "  ", "\n", "\n\n", "\t", "yes", "no", "null", "~", "010", "0x1F", "1e3", "09:00"),
    *(
        "2024-10-20",
        "12_000",
        ".inf",
        "https://example.cn/\u4e2d,\u6587",
        "`a,b`",
        "\n    ",
        "\n```\n",
    ),
]
LONGEST_LINE = 300
"""Only Markdown texts may be longer."""
EITHER: dict[type, tuple[str, ...]] = {
    Figure: ("as_of", "as_of_note"),
    Location: ("place", "text", "online_url"),
    NodeRule: ("solar", "lunar", "lunar_last_day", "solar_term", "nth_weekday"),
    Pause: ("date", "start", "node"),
}
"""Of these fields exactly one is written."""
ALWAYS: dict[type, dict[str, tuple[str, ...]]] = {
    Source: {"url": ("accessed",)},
    Pause: {"start": ("end",)},
    Picture: {"people": ("consent",)},
}
"""Fields that bring others with them."""
EARLY = {
    date: ["2020-02-03"],
    PartialDate: ["2020", "2020-02", "2020-02-03T09:00"],
    time: ["09:00", "23:59"],
    int: ["1", "3"],
}
LATE = EARLY | {
    time: ["23:59"],
    date: ["2026-01-02"],
    PartialDate: ["2026", "2026-01", "2026-01-02T09:00"],
}
FIXED = {
    "latitude": ["37.07"],
    "longitude": ["114.5"],
    "supports": ["summary"],
    "file": ["lamp.jpg", "img-1.webp"],
    "from_offset": ["-2", "0"],
    "to_offset": ["0", "3"],
    "solar": ["05-05"],
    "lunar": ["12-29"],
    "solar_term": ["清明"],
    **{name: ["https://example.cn/a?b=1#c"] for name in ("url", "online_url", "apply_link")},
}


def records() -> st.SearchStrategy[tuple[type, Written]]:
    """Return records of every kind, each with its class."""
    return st.sampled_from(RECORD_TYPES).flatmap(
        lambda model: st.tuples(st.just(model), groups(model))
    )


@st.composite
def groups(draw: st.DrawFn, model: type[BaseModel]) -> Written:
    """Return a group of fields that the model accepts."""
    either = EITHER.get(model, ())
    chosen = {draw(st.sampled_from(either))} if either else set()
    for name, info in model.model_fields.items():
        if name == "id" and model in RECORD_TYPES:
            continue
        if info.is_required() or (name not in either and draw(st.integers(0, 3)) == 0):
            chosen.add(name)
    for name, others in ALWAYS.get(model, {}).items():
        chosen |= set(others) if name in chosen else set()
    if model not in EITHER and {"end", "kind"} & chosen:
        chosen |= {"start", "previous_start_date"} & model.model_fields.keys()
    fields = [(name, info) for name, info in model.model_fields.items() if name in chosen]
    written = {
        info.alias or name: draw(values(info.annotation, tuple(info.metadata), name))
        for name, info in fields
    }
    if written.get("kind") == "website":
        written["value"] = "https://example.cn/"
    if "schedule" in written:
        written["kind"] = ActivityKind.SERIES.value
    if "event_status" in model.model_fields:
        suit_status(written, is_series="schedule" in written or model is Occurrence)
    return written


def suit_status(written: Written, *, is_series: bool) -> None:
    """Let what is said of a change be what its kind of change needs."""
    if "location" in written:
        written.pop("to_be_announced", None)
    written.pop("previous_start_date", None)
    if is_series:
        written["event_status"] = "cancelled"
        if "date" in written:
            written.pop("start", None), written.pop("end", None)
    elif written.get("event_status") == "rescheduled":
        written["previous_start_date"] = "2019-05"
    written["status_date"] = "2020-02-03"


@st.composite
def schedules(draw: st.DrawFn) -> Written | str:
    """Return a schedule, in fields or in a sentence."""
    common = {
        "start": st.sampled_from(EARLY[date]),
        "until": st.sampled_from(LATE[date]),
        "start_time": st.sampled_from(EARLY[time]),
        "except": st.lists(groups(Pause), min_size=1, max_size=2),
        "extra": st.just(["2026-05-06"]),
        "holiday_rule": st.sampled_from(["ignore", "skip", "only"]),
    }
    months = st.lists(st.sampled_from([str(n) for n in range(1, 13)]), min_size=1, max_size=3)
    days = st.lists(st.sampled_from([word.value for word in Weekday]), min_size=1, max_size=3)
    nth = {"weekday": st.sampled_from(["周一", "周日"]), "nth": st.sampled_from(["1", "-1"])}
    by_rule = {
        "daily": {},
        "weekly": {"by_day": days},
        "monthly": {"by_day": st.lists(st.fixed_dictionaries(nth), min_size=1, max_size=2)},
        "yearly": {"by_month": months, "by_month_day": st.just(["1", "-1"])},
        "on_node": {"anchor": groups(Anchor)},
    }
    repeat = draw(st.sampled_from([*by_rule, "dates", "text"]))
    if repeat == "text":
        return draw(st.sampled_from(["每月第一个周六 9:00–11:00", "每年 chunjie 前2天至当天"]))
    if repeat == "dates":
        return {"repeat": "dates", "extra": ["2026-05-06", "2026-05-07"]}
    needed = {"repeat": st.just(repeat), **by_rule[repeat]}
    if repeat in ("daily", "weekly", "monthly"):
        needed |= {"every": st.sampled_from(["1", "2"]), "start": common["start"]}
    optional = {name: value for name, value in common.items() if name not in needed}
    return draw(st.fixed_dictionaries(needed, optional=optional))


def values(annotation: Any, metadata: tuple[Any, ...], name: str) -> st.SearchStrategy[Any]:
    """Return what may be written in a field."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return values(inner[0], (*metadata, *inner[1:]), name)
    if origin is tuple:
        return st.lists(values(inner[0], (), name), min_size=1, max_size=3)
    if origin is Literal:
        return st.sampled_from(inner)
    if inner:
        choices = [choice for choice in inner if choice is not type(None)]
        return st.one_of([values(choice, metadata, name) for choice in choices])
    if annotation is Schedule:
        return schedules()
    return (
        groups(annotation)
        if issubclass(annotation, BaseModel)
        else simple(annotation, metadata, name)
    )


def simple(kind: type, metadata: tuple[Any, ...], name: str) -> st.SearchStrategy[str]:
    """Return the text of a choice, a number, a date, a time, an address, an id or a prose text."""
    if issubclass(kind, Choice):
        return st.sampled_from([word.value for word in kind])
    known = LATE if name.startswith(("end", "until", "previous")) else EARLY
    if written := FIXED.get(name) or known.get(kind):
        return st.sampled_from(written)
    found = [m for m in metadata if getattr(m, "pattern", None) or getattr(m, "max_length", None)]
    patterns = [m.pattern for m in found if getattr(m, "pattern", None)]
    if patterns:
        return st.from_regex(re.compile(patterns[0].replace("200", "9"), re.ASCII), fullmatch=True)
    return prose(max(m.max_length for m in found))


def prose(limit: int) -> st.SearchStrategy[str]:
    """Return texts of at most some length, the odd characters of YAML and of China among them."""
    pieces = st.lists(
        st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9
    )
    texts = pieces.map("".join).map(lambda text: re.sub("[<>]", "", text)[:limit])
    is_markdown = limit > LONGEST_LINE
    return texts.filter(
        lambda text: (
            text and not any(blemishes(text)) and not (is_markdown and any(markup_faults(text)))
        )
    )


@st.composite
def files(draw: st.DrawFn, written: Written) -> str:
    """Return the text of a file in any order, style of quotes and layout."""
    data = draw(shuffled(written))
    layout = {
        "default_flow_style": draw(st.sampled_from([True, False, None])),
        "width": draw(st.sampled_from([20, 80, 10_000])),
        "indent": draw(st.sampled_from([2, 4])),
        "sort_keys": False,
    }
    style = draw(st.sampled_from([None, '"', "'"]))
    text: str = yaml.safe_dump(data, default_style=style, allow_unicode=True, **layout)
    # Broken at 20, a text may lose spaces at its end, or have a line that looks like an item.
    looks_like_items = layout["width"] == 20 and " - " in str(data)
    if looks_like_items or yaml.load(text, yaml.BaseLoader) != data:
        text = yaml.safe_dump(
            data, default_style='"', allow_unicode=True, **layout | {"width": 10_000}
        )
    return text


@st.composite
def shuffled(draw: st.DrawFn, value: Any) -> Any:
    """Return data with its fields in another order."""
    if isinstance(value, dict):
        names = draw(st.permutations(list(value)))
        return {name: draw(shuffled(value[name])) for name in names}
    if isinstance(value, list):
        return [draw(shuffled(item)) for item in value]
    return value
