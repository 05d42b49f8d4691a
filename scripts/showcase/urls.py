"""Addresses: those of the site's own pages, and which foreign ones may be linked."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

BASE = "\x01"
"""Stands before every address in a fragment, until the page knows its depth.

A control character, since no record may hold one: fragments are rendered once and used at any depth.
"""

_HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$"
)


def base_of(address: str) -> str:
    """Return the relative way from a page to the root.

    >>> base_of("brands/qingchun-nuanxing/"), base_of("")
    ('../../', './')
    """
    return "../" * address.count("/") or "./"


def rebase(html: str, address: str) -> str:
    """Return a fragment with its addresses made relative to the page at `address`."""
    return html.replace(BASE, base_of(address))


def is_public(url: str) -> bool:
    """Return whether readers may be sent to a foreign address.

    >>> is_public("https://www.xtrb.cn/xt/"), is_public("javascript:alert(1)")
    (True, False)
    >>> is_public("https://gov.cn@evil.example/"), is_public("http://127.0.0.1/")
    (False, False)
    """
    if not url.isascii() or not url.isprintable() or any(c in url for c in " <>\"'`\\{}|^"):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or port is not None:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_HOST.match(host)) and not host.endswith((".local", ".internal", ".localhost"))
    return False
