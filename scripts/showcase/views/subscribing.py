"""How to subscribe: the page that says so, and what other pages offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from showcase import news
from showcase.codes import code
from showcase.entries import Entry
from showcase.feeds import MAIN, Feed, address_of, feeds, has_feed, is_dated
from showcase.index import Index
from showcase.schedule import Event
from showcase.views.shapes import FeedGroup, FeedLink, FeedOffer, Link, SubscribeView

ADDRESS = "calendar/subscribe/"
LISTED = 200
"""How many calendars of a kind stand on the page; each has a link on the page of its record too."""
_TITLES = {
    "area": ("按县（市、区）", "brands/"),
    "category": ("按服务类别", "brands/"),
    "audience": ("按服务对象", "brands/"),
    "node": ("按时间点", "nodes/"),
    "brand": ("按品牌", "brands/"),
    "project": ("按项目", "projects/"),
    "organization": ("按组织", "organizations/"),
}
"""For each kind of calendar the heading, and the list of the pages on which it is offered too."""


def offer(index: Index, entry: Entry, events: Iterable[Event], today: date) -> FeedOffer | None:
    """Return the calendar that the page of a record offers; none where no activity has a date, or it is over."""
    if not has_feed(index, entry.kind, entry.id):
        return None
    url = address_of(entry.kind, entry.id)
    dated = [event for event in events if is_dated(event)]
    if entry.kind != "activity":
        return FeedOffer(url, "下载活动日历") if dated else None
    coming = any(event.last >= today.isoformat() for event in dated)
    return FeedOffer(url, "加入日历") if coming else None


def subscribe_view(index: Index, site_url: str) -> SubscribeView:
    """Return the page on how to subscribe.

    Args:
        index: All entries.
        site_url: Address of the site; empty if it is not known, then nothing can subscribe at once.
    """
    main = _link("全市的活动", MAIN, site_url)
    return SubscribeView(
        index.setting.city.name,
        main,
        code(main.webcal, "订阅全市活动的二维码") if site_url else "",
        code(f"{site_url}{ADDRESS}", "本页网址的二维码") if site_url else "",
        tuple(_groups(index, site_url)),
        (Link("Atom", news.ATOM), Link("JSON Feed", news.JSON)),
    )


def _link(name: str, url: str, site_url: str) -> FeedLink:
    webcal = f"webcal://{site_url.partition('://')[2]}{url}" if site_url else ""
    return FeedLink(name, url, webcal)


def _groups(index: Index, site_url: str) -> Iterator[FeedGroup]:
    by_kind: dict[str, list[Feed]] = {kind: [] for kind in _TITLES}
    for feed in feeds(index):
        if feed.kind in by_kind:
            by_kind[feed.kind].append(feed)
    for kind, found in by_kind.items():
        title, pages = _TITLES[kind]
        links = tuple(_link(feed.name, feed.address, site_url) for feed in found[:LISTED])
        if links:
            yield FeedGroup(title, links, len(found[LISTED:]), Link(title, pages))
