"""Pages at old addresses that lead to where a record is now."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from showcase.entries import Entry
from showcase.index import Index
from showcase.policy import POLICY

_PAGE = """\
<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{name}：已换网址</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<h1>这一页换了网址</h1>
<p>请看<a href="{address}">{name}</a>。</p>
<p lang="en">This page has moved to <a href="{address}" lang="zh-Hans">{name}</a>.</p>
</body>
</html>
"""


def old_addresses(index: Index) -> Iterator[tuple[str, Entry]]:
    """Iterate over the addresses that records had before, each with its record."""
    for entry in index.everything():
        for old in entry.redirect_from:
            yield entry.url.replace(f"/{entry.id}/", f"/{old}/"), entry


def page(index: Index, id: str, site_url: str) -> bytes:
    """Return the page that stands at an old address of a record.

    Args:
        index: All entries.
        id: What the address leads to now.
        site_url: Address of the site for search engines; empty if it is not known.
    """
    entry = index[id]
    address = f"../{id}/"
    canonical = f"{site_url}{entry.url}" if site_url else address
    return _PAGE.format(
        policy=POLICY, name=escape(entry.name), address=address, canonical=escape(canonical)
    ).encode()
