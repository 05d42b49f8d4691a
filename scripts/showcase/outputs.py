"""Everything the site publishes from records, as data: pages and files, each with what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from showcase import feeds, finder, ical, kinship, news, redirects, views
from showcase.entries import Entry
from showcase.facets import FACETS
from showcase.fields import KINDS
from showcase.index import Index
from showcase.model import Node, Record
from showcase.pictures import LOGO_WIDTHS, WIDTHS, Variant, variants
from showcase.views.lists import Outline
from showcase.views.reuse import Addresses


@dataclass(frozen=True, slots=True)
class Page:
    """A page made from records.

    Args:
        address: Relative to the root of the site, ends with a slash or is empty.
        title: Plain text.
        description: Plain text for search engines and shared links.
        template: Fragment that renders the view.
        view: Computes what the template shows.
        tab: Address of the tab that is marked as the present one.
        inputs: What the page is made from beside the entries that its view asks for; plain values.
        record: The id of the record that the page shows whole; empty if there is none.
    """

    address: str
    title: str
    description: str
    template: str
    view: Callable[[], object]
    tab: str = ""
    inputs: Any = ()
    record: str = ""

    @property
    def depth(self) -> int:
        """How many folders lie between the page and the root."""
        return self.address.count("/")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is not a page."""

    address: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Material:
    """What pages are made from.

    Args:
        index: The entries of all published records.
        record: Gives a whole record by its id.
        today: The day of the build.
        site_url: Address of the site; empty if it is not known.
        root: Folder with `brands/` and `content/`, where the pictures are.
        repository: Address of the repository; empty if it is not known.
    """

    index: Index
    record: Callable[[str], Record]
    today: date
    site_url: str
    root: Path
    repository: str = ""


TABS = {
    "brand": "brands/",
    "project": "projects/",
    "activity": "calendar/",
    "node": "calendar/",
    "place": "places/",
    "organization": "organizations/",
}


def page_sections(material: Material) -> Mapping[str, Callable[[], Iterable[Page]]]:
    """Return all pages in sections that can be worked out apart from each other."""
    index, today = material.index, material.today
    return {
        "city": partial(_city_pages, material),
        "calendar": partial(_calendar_pages, material),
        "periods": partial(_period_pages, material),
        **{f"all/{kind}": partial(_list_pages, index, today, kind) for kind in FACETS},
        **{f"values/{kind}": partial(_value_pages, index, kind) for kind in FACETS},
        **{
            f"terms/{kind}/{id}": partial(_term_pages, index, kind, id)
            for kind, terms in index.setting.terms.items()
            for id in terms
        },
        "sources": partial(_source_pages, index),
        "names": partial(_name_pages, index),
        RECORDS: partial(record_pages, material, index.ids()),
    }


RECORDS = "records"
"""The section with the pages of all records."""


def _city_pages(material: Material) -> Iterator[Page]:
    index, today = material.index, material.today
    city = index.setting.city
    yield Page(
        "",
        f"{city.name}志愿服务品牌",
        f"{city.name}的志愿服务品牌、项目和活动日历：{city.slogan}。",
        "home.html",
        partial(views.home_view, index, today),
    )
    yield Page(
        "figures/",
        "数字",
        f"{city.name}志愿服务的数字，注明来源和时间。",
        "figures.html",
        partial(views.figures_view, index),
        "figures/",
    )
    yield Page(
        "how/",
        "怎样运行",
        f"{city.name}志愿服务的机制、规范和项目征集。",
        "how.html",
        partial(views.whole_city_view, index),
        "how/",
    )
    yield Page(
        "handbook/",
        "编辑手册",
        "每种记录有哪些字段、怎样写，检查会说什么、怎样改正。",
        "handbook.html",
        partial(_handbook_view, index),
        "contribute/",
    )


def _calendar_pages(material: Material) -> Iterator[Page]:
    index = material.index
    city = index.setting.city.name
    yield Page(
        "calendar/",
        "活动日历",
        f"{city}志愿服务活动日历：将要开展的、常年开展的和已经开展的，可订阅到手机。",
        "calendar.html",
        partial(views.calendar_view, index, material.today),
        "calendar/",
    )
    yield Page(
        "calendar/subscribe/",
        "订阅活动日历",
        f"把{city}的志愿服务活动放进手机或电脑自带的日历，改期、取消会自己更新。",
        "subscribe.html",
        partial(views.subscribe_view, index, material.site_url),
        "calendar/",
    )
    yield Page(
        "nodes/",
        "时间点",
        f"{city}志愿服务的时间点：一年里的日子、依据和办过的活动。",
        "nodes.html",
        partial(views.nodes_view, index, material.today),
        "calendar/",
    )


def _period_pages(material: Material) -> Iterator[Page]:
    index = material.index
    city = index.setting.city.name
    for period in views.periods(index, material.today):
        yield Page(
            period.address,
            f"活动日历：{period.title}",
            f"{city}{period.title}的志愿服务活动。",
            "period.html",
            partial(views.period_view, index, period),
            "calendar/",
            period,
        )


def _list_pages(index: Index, today: date, kind: str) -> Iterator[Page]:
    city = index.setting.city.name
    match kind:
        case "brand":
            description, outlines = f"{city}全部志愿服务品牌。", views.brand_outlines(index, today)
        case "project":
            description, outlines = f"{city}志愿服务项目库。", views.project_outlines(index, today)
        case _:
            title, lead = _KIND_LISTS[kind]
            description = f"{city}志愿服务：{lead}"
            outlines = views.kind_outlines(index, today, kind, title, lead)
    yield from _pages_of_list(index, outlines, description, TABS[kind])


_KIND_LISTS = {
    "activity": ("全部活动", "单次活动、集中行动和常态活动。按时间看请到日历。"),
    "organization": ("组织", "主办、协办和参与志愿服务的单位和队伍。"),
    "place": ("服务点和场所", "能办事、歇脚、参加活动的地方。没有公开的地址和时间不写。"),
}


def _value_pages(index: Index, kind: str) -> Iterator[Page]:
    for outlines in views.value_outlines(index, kind):
        first = next(outlines)
        description = f"{index.setting.city.name}志愿服务，{first.lead}"
        yield from _pages_of_list(index, (first, *outlines), description, TABS[kind])


def _term_pages(index: Index, kind: str, id: str) -> Iterator[Page]:
    city, term = index.setting.city.name, index.setting.terms[kind][id]
    description = f"{city}志愿服务：{term.name}（{term.name_en}）的品牌、项目、活动和地点。"
    yield from _pages_of_list(index, views.term_outlines(index, kind, id), description, "brands/")


def _pages_of_list(
    index: Index, outlines: Iterable[Outline], description: str, tab: str
) -> Iterator[Page]:
    base = ""
    for outline in outlines:
        base = base or outline.address
        is_first = outline.number == 1
        yield Page(
            outline.address,
            outline.title if is_first else f"{outline.title}（第 {outline.number} 页）",
            description if is_first else f"{description}（第 {outline.number} 页）",
            "list.html",
            partial(views.list_view, index, outline, base),
            tab,
            outline,
        )


def _source_pages(index: Index) -> Iterator[Page]:
    for address, sources, number, pages in views.cited_pages(index):
        yield Page(
            address,
            _numbered("来源", number),
            _numbered("每一条事实的出处。", number),
            "sources.html",
            partial(views.sources_view, index, sources, number, pages),
            "about/",
            (sources, pages),
        )


def _name_pages(index: Index) -> Iterator[Page]:
    for address, initials, letters, number, pages in views.name_pages(index):
        yield Page(
            address,
            _numbered("全部条目", number),
            _numbered("按拼音首字母列出的全部条目。", number),
            "names.html",
            partial(views.names_view, index, initials, letters, number, pages),
            "",
            (initials, letters, pages),
        )


def _numbered(text: str, number: int) -> str:
    return text if number == 1 else f"{text}（第 {number} 页）"


def record_pages(material: Material, ids: Iterable[str]) -> Iterator[Page]:
    """Iterate over the pages of some records."""
    index = material.index
    entries = index.some(ids)
    wanted = {entry.id for entry in entries if entry.kind == "brand"}
    related = kinship.related_brands(index.of_kind("brand"), wanted) if wanted else {}
    for entry in entries:
        kin = related.get(entry.id, ())
        yield Page(
            entry.url,
            entry.name,
            index.gist(entry.id).summary,
            "node.html" if entry.kind == "node" else "record.html",
            partial(_record_view, material, entry, kin),
            TABS[entry.kind],
            kin,
            entry.id,
        )


def _record_view(material: Material, entry: Entry, related: tuple[str, ...]) -> object:
    record = material.record(entry.id)
    addresses = Addresses(material.site_url, material.repository)
    if isinstance(record, Node):
        return views.node_view(material.index, record, material.today, addresses)
    return views.record_view(material.index, record, related, material.today, addresses)


def file_sections(material: Material) -> Mapping[str, Callable[[], Iterable[DataFile]]]:
    """Return the files beside the pages in sections that can be worked out apart from each other."""
    return {
        "calendars": partial(_calendars, material),
        "news": partial(_news, material),
        "finders": partial(_finders, material),
        "schemas": _schemas,
        "moved": partial(_moved, material),
        "pictures": partial(_pictures, material),
    }


def _news(material: Material) -> Iterator[DataFile]:
    index = material.index
    yield DataFile(news.ATOM, partial(news.atom, index, material.today, material.site_url))
    yield DataFile(news.JSON, partial(news.json_feed, index, material.today, material.site_url))


def _finders(material: Material) -> Iterator[DataFile]:
    for kind in FACETS:
        yield DataFile(views.data_address(kind), partial(finder.data, material.index, kind))


def _schemas() -> Iterator[DataFile]:
    for kind in KINDS:
        yield DataFile(f"schema/{kind}.json", partial(_schema, kind))


def _moved(material: Material) -> Iterator[DataFile]:
    index = material.index
    for address, entry in redirects.old_addresses(index):
        yield DataFile(
            f"{address}index.html", partial(redirects.page, index, entry.id, material.site_url)
        )


def _pictures(material: Material) -> Iterator[DataFile]:
    for variant in _variants(material.index):
        yield DataFile(variant.address, partial(variant.content, material.root))


def _variants(index: Index) -> Iterable[Variant]:
    """Return the files of all pictures; what two records show is published once."""
    found: dict[str, Variant] = {}
    for entry in index.everything():
        for pictures, widths in ((entry.logo, LOGO_WIDTHS), (entry.images, WIDTHS)):
            for picture in pictures:
                found |= {variant.address: variant for variant in variants(picture, widths)}
    return found.values()


def _schema(kind: str) -> bytes:
    from showcase.schema import schema_text  # noqa: PLC0415  # most builds do not need it

    return schema_text(kind).encode()


def _handbook_view(index: Index) -> object:
    from showcase.views.handbook import handbook_view  # noqa: PLC0415  # most builds do not need it

    return handbook_view(index.setting.terms)


def _calendars(material: Material) -> Iterator[DataFile]:
    """Iterate over all calendars; what had another id is found there too, so that nobody's calendar goes silent."""
    yield DataFile(feeds.MAIN, partial(_main_calendar, material))
    for feed in feeds.feeds(material.index):
        yield DataFile(feed.address, partial(_calendar, material, feed))
    for old, feed in feeds.former(material.index):
        yield DataFile(old, partial(_calendar, material, feed))


def _main_calendar(material: Material) -> bytes:
    index = material.index
    name = f"{index.setting.city.name}志愿服务活动"
    return ical.calendar(
        index,
        index.all_events(),
        name=name,
        about=f"{index.setting.city.name}全部志愿服务活动。",
        today=material.today,
        most=ical.MOST_OF_ALL,
        site_url=material.site_url,
    )


def _calendar(material: Material, feed: feeds.Feed) -> bytes:
    index = material.index
    return ical.calendar(
        index,
        feeds.events_in(index, feed),
        name=feed.name if feed.kind == "activity" else f"{feed.name}·志愿服务活动",
        about=f"{index.setting.city.name}「{feed.name}」的志愿服务活动。",
        today=material.today,
        most=ical.MOST,
        site_url=material.site_url,
    )


def sitemap(addresses: Iterable[str], site_url: str) -> bytes:
    """Return the list of all pages for search engines."""
    rows = "".join(f"<url><loc>{site_url}{address}</loc></url>\n" for address in sorted(addresses))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()
