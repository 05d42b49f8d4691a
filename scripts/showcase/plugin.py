"""The MkDocs plugin: lends Material's page to the records.

MkDocs renders the hand-written pages and one frame for each kind of page; the records are joined into the
frames and written beside them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page as HandWritten

from showcase import build, outputs
from showcase.catalog import RECORD_TYPES_BY_NAME, Catalog, load
from showcase.problems import Problem, ProblemsFound, did_you_mean, summary
from showcase.render import Shell, slot
from showcase.urls import BASE, rebase

log = logging.getLogger("mkdocs.plugins.showcase")
_RECORD_LINK = re.compile(rf"\]\(((?:{'|'.join(RECORD_TYPES_BY_NAME)}):[^)\s]*)")
_RENDERED_LINK = re.compile(rf'href="((?:{"|".join(RECORD_TYPES_BY_NAME)}):[^"]*)"')


class Options(Config):
    """mkdocs.yml has no options for the plugin."""


class ShowcasePlugin(BasePlugin[Options]):
    """Adds the pages of all records to a MkDocs site."""

    catalog: Catalog
    nav: Navigation

    def __init__(self) -> None:
        self.is_serving = False
        self.site: Path | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether a preview is served."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read all records; build beside the old site, so that a failure leaves it as it is."""
        self.root = Path(config.config_file_path).parent
        self.today = build.build_day()
        self.pages = Path(config.docs_dir)
        try:
            self.catalog = load(self.root, drafts=self.is_serving)
            problems = [*self._broken_links(), *self._broken_navigation(config)]
            if problems:
                raise ProblemsFound(problems)
        except ProblemsFound as found:
            for problem in found.problems:
                log.error(problem.text())
            raise Abort(summary(found.problems)) from None
        log.info("读入 %d 条记录", len(self.catalog.records))
        if not self.is_serving:
            self.site = Path(config.site_dir)
            config.site_dir = str(build.staging_folder(self.site))
        return config

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation, which every frame shows."""
        self.nav = nav
        return nav

    def on_page_content(self, html: str, *, page: HandWritten, config: MkDocsConfig, files: Files) -> str:
        """Resolve links to records in hand-written pages."""
        address = page.url if page.url != "./" else ""
        return _RENDERED_LINK.sub(lambda match: f'href="{rebase(self._address(match[1]), address)}"', html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let Material render one frame for each kind of page."""
        env.filters["rebase"] = rebase
        frames = {build.frame_of(page) for page in outputs.pages(self.catalog, self.today)}
        self.shells = {
            frame: Shell.cut(self._frame(env, config, files, *frame)) for frame in sorted(frames)
        }
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the records' pages, and put the new site in the place of the old one."""
        site = Path(config.site_dir)
        build.write(
            self.catalog,
            self.shells,
            fragments=self.root / "theme" / "fragments",
            site=site,
            site_url=config.site_url or "",
            today=self.today,
            other_addresses=[page.url for page in self.nav.pages],
            progress=log.info,
        )
        if self.site is not None:
            build.swap(site, self.site)
            config.site_dir = str(self.site)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the records and the theme too."""
        for folder in ("brands", "content", "theme"):
            server.watch(str(self.root / folder))
        return server

    def _frame(self, env: Environment, config: MkDocsConfig, files: Files, depth: int, tab: str) -> str:
        """Return a page of Material at a depth, with slots where a record's own text belongs."""
        source = "/".join(["frame"] * depth + ["index.md"])
        page = HandWritten(slot("title"), File.generated(config, source, content=""), config)
        page.content, page.meta = slot("article"), {}
        active = [item for item in self.nav.items if isinstance(item, Link) and item.url == tab]
        for item in active:
            item.active = True
        context = get_context(self.nav, files, config, page)
        context["frame"] = {"description": slot("description"), "address": slot("address")}
        html = env.get_template("main.html").render(context)
        for item in active:
            item.active = False
        return html

    def _address(self, link: str) -> str:
        """Return the address of `brand:id`, to be made relative."""
        return BASE + self.catalog.records[link.partition(":")[2]].url

    def _broken_links(self) -> Iterator[Problem]:
        """Iterate over links of hand-written pages that name no record."""
        for file in sorted(self.pages.rglob("*.md")):
            path = file.relative_to(self.root).as_posix()
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                for match in _RECORD_LINK.finditer(line):
                    kind, _, id = match[1].partition(":")
                    record = self.catalog.records.get(id)
                    if record is None or record.kind_name != kind:
                        ids = [r.id for r in self.catalog.of_kind(RECORD_TYPES_BY_NAME[kind])]
                        values = (("found", match[1]),)
                        hint = did_you_mean(id, ids)
                        yield Problem(path, number, match.start(1) + 1, "broken-record-link", "", values, hint)

    def _broken_navigation(self, config: MkDocsConfig) -> Iterator[Problem]:
        """Iterate over entries of the navigation that are neither a hand-written page nor a page of records."""
        addresses = {page.address or "./" for page in outputs.pages(self.catalog, self.today)}
        file = Path(config.config_file_path)
        for entry in _targets(config.nav):
            if entry not in addresses and not (self.pages / entry).is_file():
                lines = file.read_text("utf-8").splitlines()
                number = next((i for i, line in enumerate(lines, 1) if line.rstrip().endswith(entry)), 1)
                yield Problem(file.name, number, 1, "unknown-navigation", "nav", (("found", entry),))


def _targets(nav: Any) -> Iterator[str]:
    """Iterate over all targets in the navigation of mkdocs.yml."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _targets(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _targets(item)
