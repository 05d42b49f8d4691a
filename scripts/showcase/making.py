"""The files of a site, made from records: one after another, or in several processes."""

from __future__ import annotations

import gc
import marshal
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from showcase import publishing
from showcase.cache import digest, digest_of_values
from showcase.outputs import DataFile, Material, Page, data_files, sitemap
from showcase.progress import Progress
from showcase.render import Renderer, Shell
from showcase.survey import itself

SITEMAP = "sitemap.xml"
Frame = tuple[int, str]
"""What makes shells differ: the depth of the page and the tab that is marked."""


def frame_of(page: Page) -> Frame:
    """Return which shell a page needs."""
    return page.depth, page.tab


class Made(NamedTuple):
    """What is kept of a file of the site that is made from records.

    Args:
        content: The short name of its bytes.
        inputs: The short name of what it is made from beside entries.
        asked: What its view asked the index for.
    """

    content: bytes
    inputs: bytes
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the files of a site.

    Args:
        material: The records.
        shells: For each frame that occurs, the page of the site engine around it.
        renderer: Renders the fragments of the theme.
    """

    material: Material
    shells: Mapping[Frame, Shell]
    renderer: Renderer

    def page(self, page: Page) -> tuple[bytes, Made]:
        """Return the bytes of a page and what is kept of it."""
        with self.material.index.noting() as asked:
            article = self.renderer.article(page.template, page.view())
        html = self.shells[frame_of(page)].fill(
            page.address, title=page.title, description=page.description, article=article
        )
        if page.record:
            asked.add(itself(page.record))
        content = html.encode()
        return content, Made(digest(content), inputs_of(page), tuple(sorted(asked)))

    def file(self, file: DataFile) -> tuple[bytes, Made]:
        """Return the bytes of a file that is not a page, and what is kept of it."""
        with self.material.index.noting() as asked:
            content = file.content()
        return content, Made(digest(content), b"", tuple(sorted(asked)))


def inputs_of(page: Page) -> bytes:
    """Return the short name of what a page is made from beside entries."""
    return digest_of_values((page.title, page.description, page.template, page.inputs))


def path_of(address: str) -> str:
    """Return the file of a page, relative to the root of the site."""
    return f"{address}index.html"


def write_everything(
    maker: Maker,
    every: Sequence[Page],
    folder: Path,
    other_addresses: Iterable[str],
    *,
    jobs: int,
    progress: Progress,
) -> dict[str, Made]:
    """Write every file that is made from records, and return what is kept of each.

    Args:
        maker: Makes the files.
        every: All pages.
        folder: The folder of the site.
        other_addresses: Addresses of hand-written pages, for the site map.
        jobs: How many processes write pages.
        progress: Is told what is done.
    """
    site_url = maker.material.site_url
    made: dict[str, Made] = {}
    with progress.phase("写页面") as phase:
        made |= _in_parallel(lambda part: _write_pages(maker, folder, part), every, jobs)
        phase.count = len(every)
    with progress.phase("写日历和搜索") as phase:
        files = tuple(data_files(maker.material))
        for file in files:
            content, made[file.address] = maker.file(file)
            publishing.write(folder, file.address, content)
        phase.count = len(files)
    if site_url:
        addresses = [page.address for page in every]
        content = sitemap([*addresses, *other_addresses], site_url)
        publishing.write(folder, SITEMAP, content)
        made[SITEMAP] = Made(digest(content), b"", ())
    return made


def _write_pages(maker: Maker, folder: Path, part: Iterable[Page]) -> dict[str, Made]:
    made = {}
    for page in part:
        path = path_of(page.address)
        content, made[path] = maker.page(page)
        publishing.write(folder, path, content)
    return made


def _in_parallel(
    work: Callable[[Sequence[Page]], dict[str, Made]], every: Sequence[Page], jobs: int
) -> dict[str, Made]:
    """Do work on parts of a list in several processes that share what is in memory, and join the results."""
    if jobs == 1:
        return work(every)
    gc.collect()
    gc.freeze()
    share = -(-len(every) // jobs)
    children = [_child(work, every[i * share : (i + 1) * share]) for i in range(1, jobs)]
    made = work(every[:share])
    for process, pipe in children:
        with os.fdopen(pipe, "rb") as stream:
            answer = stream.read()
        os.waitpid(process, 0)
        if not answer:
            raise RuntimeError("a part of the pages could not be made")
        kind, value = marshal.loads(answer)  # noqa: S302  # from a child of this process
        if kind == "error":
            raise OSError(*value)
        made |= {path: Made(*one) for path, one in value.items()}
    return made


def _child(
    work: Callable[[Sequence[Page]], dict[str, Made]], part: Sequence[Page]
) -> tuple[int, int]:
    """Start a process that does a part of the work; return its number and the pipe with its answer."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        try:
            answer: Any = ("made", {path: tuple(made) for path, made in work(part).items()})
        except OSError as error:
            answer = ("error", (error.errno, error.strerror, str(error.filename)))
        with os.fdopen(writing, "wb") as stream:
            stream.write(marshal.dumps(answer))
    except BaseException:  # noqa: BLE001  # whatever it is, this process must not go on as its parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
