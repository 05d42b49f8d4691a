"""Pages at old addresses that lead to where a record is now."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from showcase.catalog import Catalog
from showcase.model import Record

_PAGE = """\
<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{name}：已换网址</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<h1>这一页换了网址</h1>
<p>请看<a href="{address}">{name}</a>。</p>
<p lang="en">This page has moved to <a href="{address}" lang="zh-CN">{name}</a>.</p>
</body>
</html>
"""


def old_addresses(catalog: Catalog) -> Iterator[tuple[str, Record]]:
    """Iterate over the addresses that records had before, each with its record."""
    for record in catalog.records.values():
        for old in record.redirect_from:
            yield f"{record.section}/{old}/", record


def page(record: Record, site_url: str) -> bytes:
    """Return the page that stands at an old address of a record.

    Args:
        record: What the address leads to now.
        site_url: Address of the site for search engines; empty if it is not known.
    """
    address = f"../{record.id}/"
    canonical = f"{site_url}{record.url}" if site_url else address
    return _PAGE.format(
        name=escape(record.name), address=address, canonical=escape(canonical)
    ).encode()
