"""What is new, for news readers: an Atom feed and the same as JSON Feed.

New is what somebody checked or changed last: a record on the day of its last check, an activity also on the
day on which a change of it was announced.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from heapq import nlargest
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from markupsafe import escape

from showcase.dates import day_text
from showcase.entries import Entry, Gist
from showcase.index import Index
from showcase.model import KINDS, EventStatus

ATOM, JSON = "feeds/news.atom", "feeds/news.json"
"""Where the two forms stand, relative to the root of the site."""
MOST = 50
"""How many items there are at most."""
_UP = "../"
"""The way from the feeds to the root."""


class Item(NamedTuple):
    """One piece of news.

    Args:
        id: Its name for ever.
        url: Where it leads, relative to the root of the site.
        title: Plain text.
        text: Plain text.
        day: The day of the news, as `2026-03-07`.
        label: What kind of record it is about.
    """

    id: str
    url: str
    title: str
    text: str
    day: str
    label: str


def items(index: Index, today: date) -> tuple[Item, ...]:
    """Return the news, the latest first; of one day, what is to come and what was reported last come first."""
    day = today.isoformat()
    return index.once(("news", day), lambda: tuple(_items(index, day)))


def _items(index: Index, today: str) -> Iterator[Item]:
    every = (pair for kind in KINDS for pair in index.gists(kind))
    for entry, gist in nlargest(MOST, every, key=lambda pair: _rank(pair[0], pair[1], today)):
        yield _item(index, entry, gist, today)


def _rank(entry: Entry, gist: Gist, today: str) -> tuple[str, bool, str]:
    is_coming = any(event.last >= today for event in entry.events)
    reported = max([source.published for source in gist.sources], default="")
    return _news_day(entry, gist, today), is_coming, reported


def _news_day(entry: Entry, gist: Gist, today: str) -> str:
    """Return the day of the last check or of the last announced change."""
    changes = [event.changed for event in entry.events if event.changed <= today]
    return max(gist.assured, *changes) if changes else gist.assured


def _item(index: Index, entry: Entry, gist: Gist, today: str) -> Item:
    city = index.setting.city.name_en.lower()
    return Item(
        uuid5(NAMESPACE_URL, f"{city}.volunteer-showcase/{entry.id}").urn,
        entry.url,
        entry.name,
        "".join(_sentences(entry, gist, today)),
        _news_day(entry, gist, today),
        entry.badge,
    )


def _sentences(entry: Entry, gist: Gist, today: str) -> Iterator[str]:
    yield f"{gist.summary.rstrip('。')}。"
    for event in [event for event in entry.events if event.last >= today][:1]:
        status = event.status
        words = "按往年惯例，" if event.is_habit else ""
        start = event.start
        day = day_text(start.first) if start.is_exact else start.text
        yield f"下一次：{words}{day}{'' if status is EventStatus.SCHEDULED else f'（{status.zh}）'}。"


def _name(index: Index) -> str:
    return f"{index.setting.city.name}志愿服务：新核对和新变动"


def atom(index: Index, today: date, site_url: str) -> bytes:
    """Return the news as Atom (RFC 4287); without the address of the site, links are relative to the feed."""
    found = items(index, today)
    root = site_url or _UP
    feed_id = uuid5(NAMESPACE_URL, f"{index.setting.city.name_en.lower()}.volunteer-showcase").urn
    updated = f"{found[0].day if found else '2000-01-01'}T00:00:00+08:00"
    own = f'<link rel="self" type="application/atom+xml" href="{escape(root)}{ATOM}"/>'
    entries = "".join(
        f"<entry><id>{item.id}</id><title>{_text(item.title)}</title>"
        f'<link href="{escape(root)}{item.url}"/><updated>{item.day}T00:00:00+08:00</updated>'
        f'<category term="{_text(item.label)}"/><summary>{_text(item.text)}</summary></entry>\n'
        for item in found
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{feed_id}</id><title>{_text(_name(index))}</title><updated>{updated}</updated>"
        f"<author><name>{_text(index.setting.city.name)}志愿服务品牌</name></author>"
        f'{own}<link href="{escape(root)}"/>\n{entries}</feed>\n'
    ).encode()


def _text(text: str) -> str:
    """Return a text as it stands in XML, which knows no control characters."""
    return str(escape("".join(c if c.isprintable() else " " for c in text)))


def json_feed(index: Index, today: date, site_url: str) -> bytes:
    """Return the news as JSON Feed 1.1; addresses are left out where that of the site is not known."""
    home = {"home_page_url": site_url, "feed_url": f"{site_url}{JSON}"} if site_url else {}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _name(index),
        **home,
        "language": "zh-CN",
        "items": [_json_item(item, site_url) for item in items(index, today)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _json_item(item: Item, site_url: str) -> dict[str, object]:
    address = {"url": f"{site_url}{item.url}"} if site_url else {}
    return {
        "id": item.id,
        **address,
        "title": item.title,
        "content_text": item.text,
        "date_modified": f"{item.day}T00:00:00+08:00",
        "tags": [item.label],
    }
