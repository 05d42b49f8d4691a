"""What each record lacks, and where filling it in would help most readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from showcase.catalog import VOCABULARIES, Catalog
from showcase.entries import entry_of, gist_of
from showcase.index import Index
from showcase.model import Activity, Node, Record
from showcase.problems import Language
from showcase.rules import STALE_AFTER
from showcase.views import record_view

_EVERY = {"可靠来源": 4, "近一年的核对": 2, "图片": 2}
WEIGHTS: dict[str, dict[str, int]] = {
    "brand": _EVERY
    | {"主办单位": 6, "联系方式": 6, "所在区域": 5, "服务内容": 5, "服务类别": 4, "服务对象": 4}
    | {"故事": 3, "创立时间": 2},
    "project": _EVERY
    | {"主办单位": 5, "所在区域": 5, "服务内容": 5, "确定地点": 4, "规定频次": 4, "设定内容": 4}
    | {"服务类别": 3, "服务对象": 3, "确定需求": 2, "固定队伍": 2, "保障措施": 2, "所属品牌": 1}
    | {"开始时间": 1},
    "activity": _EVERY
    | {"时间": 6, "地点": 6, "报名方式": 5, "主办单位": 4, "服务内容": 3, "所在区域": 3}
    | {"服务类别": 2, "服务对象": 2},
    "organization": _EVERY | {"所在区域": 4},
    "place": _EVERY | {"地址": 6, "开放时间": 6, "管理单位": 3, "所在区域": 3},
    "node": _EVERY | {"这一天的活动": 4},
    "area": {"这里的任何记录": 6},
}
"""What may be lacking, by kind, and how much it would help a reader: where, when and whom to ask first."""

ENGLISH = {
    "主办单位": "who runs it",
    "联系方式": "whom to ask",
    "所在区域": "the district",
    "服务内容": "what is done",
    "服务类别": "the category",
    "服务对象": "for whom",
    "故事": "a story",
    "创立时间": "when it was founded",
    "确定地点": "the place",
    "规定频次": "how often",
    "设定内容": "the tasks",
    "确定需求": "the need",
    "固定队伍": "the team",
    "保障措施": "how it is kept going",
    "所属品牌": "the brand",
    "开始时间": "when it began",
    "时间": "when",
    "地点": "where",
    "报名方式": "how to sign up",
    "地址": "the address",
    "开放时间": "opening hours",
    "管理单位": "who keeps it",
    "这一天的活动": "activities on this day",
    "这里的任何记录": "any record at all",
    "可靠来源": "a reliable source",
    "近一年的核对": "a check within a year",
    "图片": "a picture",
}


@dataclass(frozen=True, slots=True)
class Todo:
    """A record, or a unit of the city, that lacks something.

    Args:
        kind: What it is, a key of `WEIGHTS`.
        name: What it is called.
        path: The file in which to fill it in.
        lacks: What it lacks, in Chinese, what helps most first.
        records: How many records' pages would tell more: its own and those that name it; 0 for a unit.
    """

    kind: str
    name: str
    path: str
    lacks: tuple[str, ...]
    records: int

    @property
    def score(self) -> int:
        """How much filling it in would help."""
        return sum(weight_of(self.kind, lack) for lack in self.lacks) * max(self.records, 1)

    def text(self, language: Language = "zh") -> str:
        """Return one sentence."""
        if language == "en":
            lacks = ", ".join(ENGLISH.get(lack, lack) for lack in self.lacks)
            noun = "record" if self.records == 1 else "records"
            helps = f"; filling it in helps readers of {self.records} {noun}"
            return f"{self.name} ({self.path}): lacks {lacks}{helps if self.records else ''}"
        helps = f"；补上后 {self.records} 条记录的读者受益" if self.records else ""
        return f"{self.name}（{self.path}）：缺 {'、'.join(self.lacks)}{helps}"


def weight_of(kind: str, lack: str) -> int:
    """Return how much a reader is helped by something that was lacking."""
    return WEIGHTS[kind].get(lack, 1)


def todos(catalog: Catalog, today: date) -> tuple[Todo, ...]:
    """Return everything that lacks something: brands first, then what helps most.

    Args:
        catalog: All records.
        today: The day that counts as today.
    """
    found = [*_of_records(catalog, today), *_of_units(catalog)]
    return tuple(sorted(found, key=lambda todo: (todo.kind != "brand", -todo.score, todo.path)))


def index_of(catalog: Catalog, today: date) -> Index:
    """Return all entries of a catalog, as pages are made from them."""
    entries = {r.id: entry_of(r, catalog, today) for r in catalog.records.values()}
    return Index(
        catalog, entries, {r.id: gist_of(r, catalog).packed() for r in catalog.records.values()}
    )


def _of_records(catalog: Catalog, today: date) -> Iterator[Todo]:
    index = index_of(catalog, today)
    for record in catalog.records.values():
        kind = record.kind_name
        unknown = record_view(index, record, (), today).unknown
        found = (*unknown, *_wanted(catalog, record, today))
        lacks = sorted(found, key=lambda lack: -weight_of(kind, lack))
        if lacks:
            others = {other.id for other in catalog.referring(Record, record.id)}
            count = len(others | {record.id})
            yield Todo(kind, record.name, record.path, tuple(lacks), count)


def _wanted(catalog: Catalog, record: Record, today: date) -> Iterator[str]:
    """Iterate over what would make a record better, beside what its page calls unknown."""
    for name, lack in (("story", "故事"), ("image", "图片")):
        is_wanted = name in type(record).model_fields and lack in WEIGHTS[record.kind_name]
        if is_wanted and not getattr(record, name):
            yield lack
    if isinstance(record, Node) and not catalog.referring(Activity, record.id):
        yield "这一天的活动"
    if catalog.is_unverified(record):
        yield "可靠来源"
    if today - record.assured_date > STALE_AFTER:
        yield "近一年的核对"


def _of_units(catalog: Catalog) -> Iterator[Todo]:
    path = f"content/vocabulary/{VOCABULARIES['area']}.yaml"
    for area in (a for a in catalog.areas.values() if not catalog.referring(Record, a.id)):
        yield Todo("area", area.name, path, tuple(WEIGHTS["area"]), 0)
