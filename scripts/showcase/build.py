"""What is written, in which order, and how a new site takes the place of the old one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from showcase.catalog import Catalog
from showcase.dates import ZONE
from showcase.outputs import Page, data_files, pages, sitemap
from showcase.render import Renderer, Shell

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
    catalog: Catalog,
    shells: Mapping[Frame, Shell],
    *,
    fragments: Path,
    site: Path,
    site_url: str,
    today: date,
    other_addresses: list[str],
    progress: Callable[[str], None],
) -> None:
    """Write every page and file that is made from records.

    Args:
        catalog: All records.
        shells: For each frame that occurs, the page of the site engine around it.
        fragments: Folder of the templates.
        site: Folder that is written into.
        site_url: Address of the site; empty if it is not known.
        today: The day of the build.
        other_addresses: Addresses of hand-written pages, for the site map.
        progress: Is told what was done.
    """
    renderer = Renderer(fragments)
    addresses = list(other_addresses)
    for page in pages(catalog, today):
        article = renderer.article(page.template, page.view())
        html = shells[frame_of(page)].fill(
            page.address, title=page.title, description=page.description, article=article
        )
        _write(site / page.address / "index.html", html.encode())
        addresses.append(page.address)
    files = list(data_files(catalog, today, site_url))
    for file in files:
        _write(site / file.address, file.content())
    _write(site / "sitemap.xml", sitemap(addresses, site_url))
    progress(f"写好 {len(addresses) - len(other_addresses)} 个记录页面和 {len(files) + 1} 个数据文件")


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
