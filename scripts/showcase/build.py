"""What is written, in which order, and how a new site takes the place of the old one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from showcase.dates import ZONE
from showcase.outputs import DataFile, Page, sitemap
from showcase.render import Renderer, Shell

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
Frame = tuple[int, str]
"""What makes shells differ: the depth of the page and the tab that is marked."""


def frame_of(page: Page) -> Frame:
    """Return which shell a page needs."""
    return page.depth, page.tab


def build_day() -> date:
    """Return the day of the build: that of SOURCE_DATE_EPOCH where it is set, else today in the city."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), ZONE) if epoch else datetime.now(ZONE)
    return moment.date()


def write(
    pages: Iterable[Page],
    files: Iterable[DataFile],
    shells: Mapping[Frame, Shell],
    *,
    fragments: Path,
    site: Path,
    site_url: str,
    other_addresses: Iterable[str],
) -> int:
    """Write every page and file that is made from records.

    Args:
        pages: What is made from records.
        files: What is published beside the pages.
        shells: For each frame that occurs, the page of the site engine around it.
        fragments: Folder of the templates.
        site: Folder that is written into.
        site_url: Address of the site; empty if it is not known.
        other_addresses: Addresses of hand-written pages, for the site map.

    Returns:
        How many pages were written.
    """
    renderer = Renderer(fragments)
    written = []
    for page in pages:
        article = renderer.article(page.template, page.view())
        html = shells[frame_of(page)].fill(
            page.address, title=page.title, description=page.description, article=article
        )
        _write(site / page.address / "index.html", html.encode())
        written.append(page.address)
    for file in files:
        _write(site / file.address, file.content())
    if site_url:
        _write(site / "sitemap.xml", sitemap([*written, *other_addresses], site_url))
    return len(written)


def valid_markup(html: str) -> str:
    """Return a page of Material without what HTML does not allow: its toggles carry `autocomplete`."""
    return _TOGGLE.sub(r"\1", html)


def staging_folder(site: Path) -> Path:
    """Return the empty folder beside a site in which the next one is built."""
    staging = site.with_name(f".showcase-{site.name}-next")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def swap(staging: Path, site: Path) -> None:
    """Put a whole new site in the place of the old one."""
    old = site.with_name(f".showcase-{site.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    staging.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
