"""What is written, in which order, from what is kept of the build before."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from showcase import cache, publishing, searchfiles
from showcase.catalog import Catalog, Setting
from showcase.dates import ZONE
from showcase.editions import FOLDER, Edition, fixed_names, has_twin
from showcase.entries import entry_of, gist_of
from showcase.index import EVERYTHING, Index
from showcase.making import (
    SITEMAP,
    Make,
    Maker,
    frame_of,
    search_file,
    site_map,
    touched,
    twins,
)
from showcase.outputs import DataFile, Material
from showcase.planning import addresses, planned, renewed
from showcase.problems import ProblemsFound
from showcase.progress import Progress
from showcase.publishing import Workshop
from showcase.render import Renderer
from showcase.searchfiles import Searched
from showcase.states import State, conditions, state_file, stock_of
from showcase.survey import Survey, itself, look_again, record_stamps

AT_THE_END: list[object] = []
"""What is freed with the process, all at once."""
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
    return Index(survey.setting, shown, survey.gists)


def page_addresses(root: Path, catalog: Catalog, today: date) -> set[str]:
    """Return the addresses of all pages that are made from the records of a catalog."""
    setting = Setting(catalog.city, catalog.terms, catalog.shared_sources)
    shown = [one for one in catalog.records.values() if one.visibility == "published"]
    entries = sorted((entry_of(one, catalog, today) for one in shown), key=lambda one: one.order)
    gists = {one.id: gist_of(one, setting).packed() for one in shown}
    index = Index(setting, {one.id: one for one in entries}, gists)
    material = Material(index, catalog.records.__getitem__, today, "", root)
    return {page.address for page in planned(material).pages.values()}


@dataclass(frozen=True, slots=True)
class Difference:
    """What may be new since a build.

    Args:
        state: The state after it, in which the stale files are not made yet.
        stale: The files that may differ, and how they are made.
        gone: The files that are no more.
        edition: Makes each file again in traditional script, if the site has that edition.
    """

    state: State
    stale: Mapping[str, Make]
    gone: tuple[str, ...]
    edition: Edition | None


def difference(
    state: State,
    root: Path,
    renderer: Renderer,
    today: date,
    *,
    drafts: bool,
    progress: Progress,
) -> Difference | None:
    """Return what may be new in a tree since a build.

    Args:
        state: The build.
        root: Folder with `brands/` and `content/`.
        renderer: Renders the fragments of the theme.
        today: The day of the build.
        drafts: Whether drafts are shown.
        progress: Is told what is done.

    Returns:
        The difference; None if only a build from nothing can tell.

    Raises:
        ProblemsFound: With what is wrong because of the changes.
    """
    with progress.phase("看哪些记录变了") as phase:
        records = record_stamps(root)
        if records is None:
            return None
        changed = sorted(dict(state.records.items() ^ records.items()))
        phase.count = len(changed)
        survey = look_again(root, today, state.entries, state.gists, changed)
    if survey is None or _is_one_missing(state, survey, drafts=drafts):
        return None
    if _is_a_name_fixed_anew(state, survey):
        return None
    with progress.phase("看哪些页面要重做") as phase:
        index = published(survey, drafts=drafts)
        maker = Maker(
            Material(index, survey.record, today, state.site_url, root, state.repository),
            state.shells,
            renderer,
            Edition.of(survey.setting, survey.entries.values(), state.site_url),
        )
        found = _sorted_out(maker, state, survey.changed or frozenset())
        if found is None:
            return None
        phase.count = len(found.stale)
    after = replace(
        found.state,
        records=publishing.settled(records),
        entries=survey.entries,
        gists=survey.gists,
    )
    return replace(found, state=after)


def _is_one_missing(state: State, survey: Survey, *, drafts: bool) -> bool:
    """Return whether a record is no longer shown: hand-written pages may lead there."""
    shown = {id for id, entry in survey.entries.items() if drafts or not entry.is_draft}
    return any(id not in shown for id, e in state.entries.items() if drafts or not e.is_draft)


def _is_a_name_fixed_anew(state: State, survey: Survey) -> bool:
    """Return whether the edition in traditional script writes a name otherwise, maybe on any page."""
    if survey.setting.city.traditional_edition is None:
        return False
    before, now = state.entries.values(), survey.entries.values()
    return fixed_names(survey.setting, before) != fixed_names(survey.setting, now)


def _sorted_out(maker: Maker, state: State, changed: frozenset[str]) -> Difference | None:
    """Return which files may differ and which are no more; None if a page needs a shell that there is not yet."""
    asking = touched(state.made, changed)
    sections, outputs = renewed(state.sections, maker.material, changed, asking)
    searched, stale = _search(maker, state, changed)
    for path, output in outputs.items():
        if isinstance(output, DataFile):
            stale[path] = partial(maker.file, output)
        elif frame_of(output) in state.shells:
            stale[path] = partial(maker.page, output)
        else:
            return None
    present = {SITEMAP, *searched.addresses, *chain(*(one.inputs for one in sections.values()))}
    gone = [path for path in state.made if path not in present]
    if SITEMAP in state.made and (gone or not stale.keys() <= state.made.keys()):
        listed = (*addresses(maker.material, sections), *state.other_addresses)
        stale[SITEMAP] = partial(site_map, maker, listed)
    made = {**state.made, **dict.fromkeys(stale)}
    for path in gone:
        del made[path]
    if maker.edition:
        gone += [FOLDER + path for path in gone if has_twin(path)]
    after = replace(state, sections=sections, made=made, searched=searched)
    return Difference(after, stale, tuple(gone), maker.edition)


def _search(
    maker: Maker, state: State, changed: frozenset[str]
) -> tuple[Searched, dict[str, Make]]:
    """Return what the search knows, and how those of its files are made that may differ."""
    site, material = Path(state.site), maker.material

    def read(path: str) -> bytes | None:
        return None if state.made[path] is None else (site / path).read_bytes()

    own = {id for id in material.index.ids() if itself(id) in changed}
    searched, makes = searchfiles.renewed(
        state.searched,
        material.index,
        material.record,
        own,
        read,
        entries_differ=EVERYTHING in changed,
    )
    return searched, {path: partial(search_file, make) for path, make in makes.items()}


def _made_whole(found: Difference) -> tuple[State, dict[str, bytes]]:
    """Return the state in which every file is made, and the contents of those that differ."""
    site, made = Path(found.state.site), dict(found.state.made)
    contents = {}
    for path, make in found.stale.items():
        content, made[path] = make()
        if not _holds(site / path, content):
            contents[path] = content
    return replace(found.state, made=made), contents | twins(found.edition, contents)


def _holds(file: Path, content: bytes) -> bool:
    """Return whether a file has a content already."""
    try:
        return file.read_bytes() == content
    except FileNotFoundError:
        return False


def _published_again(
    state: State, contents: Mapping[str, bytes], gone: Sequence[str], workshop: Workshop
) -> State:
    """Put a site that is up to date in the place of the old one, and return its state."""
    folder = workshop.begin_from_old(_stock_differs(workshop, state))
    files = dict(state.files)
    for path, content in contents.items():
        publishing.write(folder, path, content)
        files[path] = publishing.stamp(folder / path)
    for path in gone:
        publishing.remove(folder, path)
        del files[path]
    workshop.publish()
    number = workshop.stock_number()
    stock = (number, (*contents, *gone)) if number else None
    return replace(state, files=files, stock=stock)


def _stock_differs(workshop: Workshop, state: State) -> tuple[str, ...] | None:
    """Return where the stock differs from the site, None if that is not known."""
    number, differing = state.stock or (None, None)
    return differing if number and number == workshop.stock_number() else None


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
    packed = cache.kept(file, key)
    if packed is None:
        if cache.forget(file):
            progress.tell(
                "上次留下的缓存不能用了，从头生成。(the cache does not fit, building from nothing)"
            )
        return None
    before = state = State.of_packed(packed)
    site = Path(state.site)
    workshop = Workshop(site, stock_of(file))
    with workshop.alone():
        cache.forget(file)
        if not site.is_dir() or publishing.stamps(site) != state.files:
            progress.tell(
                "网站文件夹被改动过，从头生成。(the site was touched, building from nothing)"
            )
            return None
        renderer = Renderer(project / "theme" / "fragments", state.compiled)
        AT_THE_END.extend((packed, state))
        try:
            found = difference(state, root, renderer, today, drafts=False, progress=progress)
        except ProblemsFound:
            found = None  # a build from nothing tells all that is wrong with the tree
        if found is None:
            return None
        AT_THE_END.append(found)
        with progress.phase("做变了的页面") as phase:
            state, contents = _made_whole(found)
            phase.count = len(contents)
        with progress.phase("换上新网站"):
            if contents or found.gone:
                state = _published_again(state, contents, found.gone, workshop)
        cache.keep(file, key, state.packed((before, packed)))
    return site


def keep(file: Path, key: bytes, state: State) -> None:
    """Keep a site that was made from nothing for the next build, and make the stock for it."""
    site = Path(state.site)
    number = Workshop(site, stock_of(file)).stock_up()
    stock = (number, ()) if number else None
    cache.keep(file, key, replace(state, files=publishing.stamps(site), stock=stock).packed())
