"""The files of a site, made from records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from showcase import publishing, searchfiles
from showcase.editions import FOLDER, Edition
from showcase.fulltext import packed_story
from showcase.index import Index
from showcase.outputs import DataFile, Material, Page, sitemap
from showcase.planning import Plan
from showcase.progress import Progress
from showcase.render import Renderer, Shell
from showcase.searchfiles import Searched
from showcase.searchindex import Landmark
from showcase.survey import itself
from showcase.workers import shared

SITEMAP = "sitemap.xml"
Frame = tuple[int, str]
"""What makes shells differ: the depth of the page and the tab that is marked."""


def frame_of(page: Page) -> Frame:
    """Return which shell a page needs."""
    return page.depth, page.tab


Made = str
"""What is kept of a file of the site that is made from records: what its view asked the index for, in lines."""
NOTHING: Made = ""
"""What is kept of a file whose view asked for nothing."""


def touched(made: Mapping[str, Made | None], changed: Iterable[str]) -> set[str]:
    """Return the files whose views asked for any of what changed, and those that are not made."""
    lines = [f"\n{name}\n" for name in changed]
    return {
        path for path, names in made.items() if names is None or any(map(names.__contains__, lines))
    }


def _asked(names: Iterable[str]) -> Made:
    return "\n".join(("", *sorted(names), ""))


Make = Callable[[], tuple[bytes, Made]]
"""Makes a file of the site: its bytes, and what is kept of it."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the files of a site.

    Args:
        material: The records.
        shells: For each frame that occurs, the page of the site engine around it.
        renderer: Renders the fragments of the theme.
        edition: Makes each file again in traditional script, if the site has that edition.
    """

    material: Material
    shells: Mapping[Frame, Shell]
    renderer: Renderer
    edition: Edition | None

    def page(self, page: Page) -> tuple[bytes, Made]:
        """Return the bytes of a page and what is kept of it."""
        article, asked = self.material.index.noting(
            lambda: self.renderer.article(page.template, page.view())
        )
        content = self.shells[frame_of(page)].fill(
            page.address, title=page.title, description=page.description, article=article
        )
        if page.record:
            asked.add(itself(page.record))
        return content, _asked(asked)

    def file(self, file: DataFile) -> tuple[bytes, Made]:
        """Return the bytes of a file that is not a page, and what is kept of it."""
        content, asked = self.material.index.noting(file.content)
        return content, _asked(asked)


def search_file(make: Callable[[], bytes]) -> tuple[bytes, Made]:
    """Return the bytes of a file of the search, and what is kept of it; it looks itself after what it is made from."""
    return make(), NOTHING


def twins(edition: Edition | None, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of the edition in traditional script that belong to files of the site."""
    return dict(edition.twins(files.items())) if edition else {}


def site_map(maker: Maker, addresses: Sequence[str]) -> tuple[bytes, Made]:
    """Return the bytes of the list of all pages, of both editions, and what is kept of it."""
    others = [FOLDER + address for address in addresses] if maker.edition else ()
    return sitemap((*addresses, *others), maker.material.site_url), NOTHING


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes every file that is made from records, each with its twin.

    Args:
        maker: Makes the files.
        plan: What the site has.
        folder: The folder of the site.
        progress: Is told what is done.
    """

    maker: Maker
    plan: Plan
    folder: Path
    progress: Progress

    def pages(self) -> tuple[dict[str, Made], dict[str, bytes]]:
        """Write all pages; return what is kept of each, and the packed stories of all records by id."""
        made: dict[str, Made] = {}
        stories: dict[str, bytes] = {}
        self.maker.renderer.compile()
        with self.progress.phase("写页面") as phase:
            ordered = _by_family(self.maker.material.index, self.plan.pages)
            for kept, packed in shared(ordered, self._pages):
                made |= kept
                stories |= packed
            phase.count = len(ordered)
        return made, stories

    def files(
        self,
        stories: Mapping[str, bytes],
        landmarks: tuple[Landmark, ...],
        other_addresses: Iterable[str],
    ) -> tuple[dict[str, Made], Searched]:
        """Write all other files.

        Args:
            stories: The packed stories of all records by id.
            landmarks: What can be found beside records.
            other_addresses: Addresses of hand-written pages, for the site map.

        Returns:
            What is kept of each file, and what the search knows.
        """
        material = self.maker.material
        made: dict[str, Made] = {}
        with self.progress.phase("写搜索、日历和图片") as phase:
            searched, makes = searchfiles.everything(material.index, landmarks, stories)
            files = [(path, partial(search_file, make)) for path, make in makes.items()]
            files += [(path, partial(self.maker.file, f)) for path, f in self.plan.files.items()]
            for kept in shared(files, self._files):
                made |= kept
            phase.count = len(files)
        if material.site_url:
            addresses = (*(page.address for page in self.plan.pages.values()), *other_addresses)
            content, made[SITEMAP] = site_map(self.maker, addresses)
            publishing.write(self.folder, SITEMAP, content)
        return made, searched

    def _pages(self, some: Iterable[tuple[str, Page]]) -> tuple[dict[str, Made], dict[str, bytes]]:
        made, stories = {}, {}
        for path, page in some:
            content, made[path] = self.maker.page(page)
            self._write(path, content)
            if page.record:
                stories[page.record] = packed_story(self.maker.material.record(page.record))
        return made, stories

    def _files(self, some: Iterable[tuple[str, Make]]) -> dict[str, Made]:
        made = {}
        for path, make in some:
            content, made[path] = make()
            self._write(path, content)
        return made

    def _write(self, path: str, content: bytes) -> None:
        publishing.write(self.folder, path, content)
        for twin, converted in twins(self.maker.edition, {path: content}).items():
            publishing.write(self.folder, twin, converted)


def _by_family(index: Index, pages: Mapping[str, Page]) -> list[tuple[str, Page]]:
    """Return pages in an order in which those of a brand, its projects and its activities stand together.

    They show the same cards and events: the process that has made one of them has these already.
    """
    return sorted(
        pages.items(), key=lambda one: index.family(one[1].record) if one[1].record else ""
    )
