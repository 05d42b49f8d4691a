"""Everything the site publishes from records, as data: pages and files with their addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from showcase import ical, redirects, searchindex, views
from showcase.catalog import VOCABULARIES, Catalog
from showcase.schedule import Event, all_events


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
    """

    address: str
    title: str
    description: str
    template: str
    view: Callable[[], object]
    tab: str = ""

    @property
    def depth(self) -> int:
        """How many folders lie between the page and the root."""
        return self.address.count("/")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is not a page."""

    address: str
    content: Callable[[], bytes]


TABS = {
    "activity": "calendar/",
    "node": "calendar/",
    "place": "places/",
    "organization": "organizations/",
}


def pages(catalog: Catalog, today: date) -> Iterator[Page]:
    """Iterate over all pages that are made from records."""
    events = all_events(catalog, today)
    yield from _single_pages(catalog, events, today)
    yield from _record_pages(catalog, events, today)
    for kind, folder in VOCABULARIES.items():
        for term in catalog.terms[kind].values():
            yield Page(
                f"{folder}/{term.id}/",
                term.name,
                f"{catalog.city.name}志愿服务：{term.name}（{term.name_en}）的品牌、项目、活动和地点。",
                "list.html",
                partial(views.term_view, catalog, kind, term),
                "brands/",
            )


def _single_pages(catalog: Catalog, events: tuple[Event, ...], today: date) -> Iterator[Page]:
    city = catalog.city.name
    yield Page(
        "",
        f"{city}志愿服务品牌",
        f"{city}的志愿服务品牌、项目和活动日历：{catalog.city.slogan}。",
        "home.html",
        partial(views.home_view, catalog, events, today),
    )
    yield Page(
        "brands/",
        "品牌",
        f"{city}全部志愿服务品牌。",
        "list.html",
        partial(views.brands_view, catalog),
        "brands/",
    )
    yield Page(
        "projects/",
        "项目库",
        f"{city}志愿服务项目库。",
        "list.html",
        partial(views.projects_view, catalog),
        "projects/",
    )
    grouped = (
        (
            "activities/",
            "全部活动",
            "单次活动、集中行动和常态活动。按时间看请到日历。",
            catalog.activities,
            "calendar/",
        ),
        (
            "organizations/",
            "组织",
            "主办、协办和参与志愿服务的单位和队伍。",
            catalog.organizations,
            "organizations/",
        ),
        (
            "places/",
            "服务点和场所",
            "能办事、歇脚、参加活动的地方。没有公开的地址和时间不写。",
            catalog.places,
            "places/",
        ),
    )
    for address, title, lead, records, tab in grouped:
        yield Page(
            address,
            title,
            f"{city}志愿服务：{lead}",
            "list.html",
            partial(views.grouped_view, catalog, records, title, lead),
            tab,
        )
    yield Page(
        "nodes/",
        "时间点",
        f"{city}志愿服务的时间点。",
        "list.html",
        partial(views.nodes_view, catalog, today),
        "calendar/",
    )
    yield Page(
        "calendar/",
        "活动日历",
        f"{city}志愿服务活动日历：将要开展的、常年开展的和已经开展的，可订阅到手机。",
        "calendar.html",
        partial(views.calendar_view, catalog, events, today),
        "calendar/",
    )
    yield Page(
        "figures/",
        "数字",
        f"{city}志愿服务的数字，注明来源和时间。",
        "figures.html",
        partial(views.figures_view, catalog),
        "figures/",
    )
    yield Page(
        "how/",
        "怎样运行",
        f"{city}志愿服务的机制、规范和项目征集。",
        "how.html",
        partial(views.city_view, catalog),
        "how/",
    )
    yield Page(
        "sources/",
        "来源",
        "每一条事实的出处。",
        "sources.html",
        partial(views.sources_view, catalog),
        "about/",
    )
    yield Page(
        "search/",
        "全部条目",
        "按拼音首字母列出的全部条目。",
        "search.html",
        partial(views.index_view, catalog),
    )


def _record_pages(catalog: Catalog, events: tuple[Event, ...], today: date) -> Iterator[Page]:
    of_record: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for id in views.ids_of(event):
            of_record[id].append(event)
    for record in catalog.records.values():
        yield Page(
            record.url,
            record.name,
            record.summary,
            "record.html",
            partial(views.record_view, catalog, record, of_record[record.id], today),
            TABS.get(record.kind_name, f"{record.section}/"),
        )


def data_files(catalog: Catalog, today: date, site_url: str) -> Iterator[DataFile]:
    """Iterate over the files beside the pages."""
    events = all_events(catalog, today)
    name = f"{catalog.city.name}志愿服务活动"
    yield DataFile(
        "calendar.ics", partial(ical.feed, catalog, events, name=name, site_url=site_url)
    )
    yield DataFile("assets/search-index.js", lambda: searchindex.index(catalog).encode())
    for address, record in redirects.old_addresses(catalog):
        yield DataFile(f"{address}index.html", partial(redirects.page, record, site_url))


def sitemap(addresses: list[str], site_url: str) -> bytes:
    """Return the list of all pages for search engines."""
    rows = "".join(f"<url><loc>{site_url}{address}</loc></url>\n" for address in sorted(addresses))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()
