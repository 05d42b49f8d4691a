"""What is written, in which order, from what is kept of the build before."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from showcase import cache, publishing
from showcase.cache import digest
from showcase.dates import ZONE
from showcase.index import Index
from showcase.making import SITEMAP, Made, Maker, inputs_of, path_of
from showcase.outputs import Material, data_files, pages, sitemap
from showcase.progress import Progress
from showcase.publishing import Stamp, Workshop
from showcase.render import Renderer
from showcase.states import State, conditions, state_file
from showcase.survey import Survey, look_again, record_stamps

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def build_day() -> date:
    """Return the day of the build: that of SOURCE_DATE_EPOCH where it is set, else today in the city."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), ZONE) if epoch else datetime.now(ZONE)
    return moment.date()


def valid_markup(html: str) -> str:
    """Return a page of Material without what HTML does not allow: its toggles carry `autocomplete`."""
    return _TOGGLE.sub(r"\1", html)


def published(survey: Survey, *, drafts: bool) -> Index:
    """Return the index of the records that are shown."""
    shown = {id: entry for id, entry in survey.entries.items() if drafts or not entry.is_draft}
    return Index(survey.setting, shown)


def renew(state: State, root: Path, project: Path, today: date, progress: Progress) -> State | None:
    """Bring a site up to date, writing only what differs.

    Returns:
        The new state; None if the site has to be made from nothing.
    """
    site = Path(state.site)
    with progress.phase("看哪些记录变了") as phase:
        records = record_stamps(root)
        is_as_left = site.is_dir() and publishing.stamps(site) == state.files
        if records is None or not is_as_left:
            return None
        changed = [
            p
            for p in state.records.keys() | records.keys()
            if state.records.get(p) != records.get(p)
        ]
        phase.count = len(changed)
        survey = look_again(root, today, state.entries, sorted(changed))
        if survey is None:
            return None
    index = published(survey, drafts=False)
    shown = {id for id, entry in state.entries.items() if not entry.is_draft}
    if any(id not in survey.entries or survey.entries[id].is_draft for id in shown):
        return None  # hand-written pages may lead there
    material = Material(index, survey.record, today, state.site_url)
    maker = Maker(material, state.shells, Renderer(project / "theme" / "fragments"))
    with progress.phase("写变了的页面") as phase:
        made, contents = _made_again(maker, state, survey.changed or frozenset())
        gone = [path for path in state.made if path not in made]
        phase.count = len(contents)
        if not contents and not gone:
            return replace(
                state, records=publishing.settled(records), entries=survey.entries, made=made
            )
        workshop = Workshop(site)
        differing = _stock_differs(workshop, state)
        folder = workshop.begin_from_old(differing)
        files = dict(state.files)
        for path, content in contents.items():
            publishing.write(folder, path, content)
            files[path] = publishing.stamp(folder / path)
        for path in gone:
            publishing.remove(folder, path)
            del files[path]
        workshop.publish(keep_stock=True)
        stock = workshop.stock.stat().st_ino, (*contents, *gone)
    return replace(
        state,
        records=publishing.settled(records),
        files=files,
        entries=survey.entries,
        made=made,
        stock=stock,
    )


def _stock_differs(workshop: Workshop, state: State) -> tuple[str, ...] | None:
    """Return where the stock differs from the site, None if that is not known."""
    if state.stock is None or not workshop.stock.is_dir():
        return None
    number, differing = state.stock
    return differing if workshop.stock.stat().st_ino == number else None


def _made_again(
    maker: Maker, state: State, changed: frozenset[str]
) -> tuple[dict[str, Made], dict[str, bytes]]:
    """Return what is kept of each file now, and the contents of the files that differ."""
    made: dict[str, Made] = {}
    contents: dict[str, bytes] = {}

    def take(path: str, content: bytes, one: Made) -> None:
        made[path] = one
        if path not in state.made or state.made[path].content != one.content:
            contents[path] = content

    every = tuple(pages(maker.material))
    for page in every:
        path = path_of(page.address)
        old = state.made.get(path)
        if old and old.inputs == inputs_of(page) and changed.isdisjoint(old.asked):
            made[path] = old
        else:
            take(path, *maker.page(page))
    for file in data_files(maker.material):
        old = state.made.get(file.address)
        if old and changed.isdisjoint(old.asked):
            made[file.address] = old
        else:
            take(file.address, *maker.file(file))
    if state.site_url:
        content = sitemap(
            [*(page.address for page in every), *state.other_addresses], state.site_url
        )
        take(SITEMAP, content, Made(digest(content), b"", ()))
    return made, contents


def build_again(root: Path, project: Path, site: Path | None, progress: Progress) -> Path | None:
    """Bring a site up to date from what is kept of the last build.

    Args:
        root: Folder with `brands/` and `content/`.
        project: Folder with `mkdocs.yml` and `theme/`.
        site: Folder of the site; None for the one that mkdocs.yml names.
        progress: Is told what is done.

    Returns:
        The folder of the site; None if nothing is kept that could be used.
    """
    today = build_day()
    file, key = state_file(root, site), conditions(root, project, today)
    values = cache.kept(file, key)
    if values is None:
        if cache.forget(file):
            progress.tell(
                "上次留下的缓存不能用了，从头生成。(the cache does not fit, building from nothing)"
            )
        return None
    state = State.of_plain(values)
    with Workshop(Path(state.site)).alone():
        cache.forget(file)
        renewed = renew(state, root, project, today, progress)
        if renewed is None:
            return None
        cache.keep(file, key, renewed.plain())
    return Path(renewed.site)


def remember(
    file: Path,
    key: bytes,
    *,
    site: Path,
    records: Mapping[str, Stamp] | None,
    survey: Survey,
    maker: Maker,
    made: Mapping[str, Made],
    other_addresses: tuple[str, ...],
) -> None:
    """Keep a site that was made from nothing for the next build.

    Args:
        file: Where to.
        key: The short name of what pages depend on beside the records.
        site: The folder of the site.
        records: The stamps of the files of records, taken before they were read.
        survey: What was read.
        maker: What made the files.
        made: What is kept of each.
        other_addresses: Addresses of hand-written pages.
    """
    if records is None:
        return
    state = State(
        str(site),
        maker.material.site_url,
        publishing.settled(records),
        publishing.stamps(site),
        survey.entries,
        made,
        maker.shells,
        other_addresses,
        None,
    )
    cache.keep(file, key, state.plain())
