"""The MkDocs plugin: lends Material's page to the records.

MkDocs renders the hand-written pages and one frame for each kind of page; the records are joined into the
frames and written beside them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page as HandWritten
from mkdocs.utils import CountHandler

from showcase import build, bundles, handwritten, making, outputs, prose, publishing, states
from showcase.editions import FOLDER, Edition
from showcase.planning import Plan, planned
from showcase.policy import POLICY
from showcase.problems import Problem, ProblemsFound, summary
from showcase.progress import Progress
from showcase.publishing import Workshop
from showcase.render import Renderer, Shell, slot
from showcase.searchfiles import Searched
from showcase.searchindex import Heading, landmarks
from showcase.survey import Survey, look, record_stamps

log = logging.getLogger("mkdocs.plugins.showcase")


class Refused(Abort):
    """Something is wrong with the records; each problem has been told."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(summary(problems))
        self.problems = problems


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs types its hook loosely
    """mkdocs.yml has no options for the plugin."""


class ShowcasePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # the same
    """Adds the pages of all records to a MkDocs site."""

    survey: Survey
    material: outputs.Material
    plan: Plan
    nav: Navigation
    shells: dict[making.Frame, Shell]
    renderer: Renderer
    edition: Edition | None
    made: dict[str, making.Made]
    searched: Searched

    def __init__(self) -> None:
        self.root: Path | None = (
            None  # where the records are; beside mkdocs.yml unless said otherwise
        )
        self.is_serving = False
        self.site: Path | None = None
        self.progress = Progress(log.info)
        self.headings: list[Heading] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a preview is served."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read all records; build beside the old site, so that a failure leaves it as it is."""
        self.project = Path(config.config_file_path).parent
        self.headings.clear()
        self.records = self.root or self.project
        today = build.build_day()
        self.stamps = record_stamps(self.records)
        try:
            with self.progress.phase("读记录") as phase:
                self.survey = look(self.records, today)
                phase.count = len(self.survey.entries)
            index = build.published(self.survey, drafts=self.is_serving)
            self.edition = Edition.of(
                self.survey.setting, self.survey.entries.values(), config.site_url or ""
            )
            self.other_files: dict[str, bytes] = {}
            self.material = outputs.Material(
                index,
                self.survey.record,
                today,
                config.site_url or "",
                self.records,
                str(config.extra.get("repository") or "").rstrip("/"),
            )
            with self.progress.phase("排页面") as phase:
                self.plan = planned(self.material)
                phase.count = len(self.plan.pages)
            self._check_links(config)
        except ProblemsFound as found:
            for problem in () if self.is_serving else found.problems:
                log.error(problem.text())  # noqa: TRY400  # the sentence is the message, not a traceback
            raise Refused(found.problems) from None
        config.theme.static_templates.discard("sitemap.xml")  # ours lists the records too
        if not self.is_serving:
            self.site = Path(config.site_dir)
            config.site_dir = str(Workshop(self.site).begin())
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Join the styles and scripts of the theme; the templates link the joined files."""
        theme = self.project / "theme"
        styles = list(config.extra_css)
        early = list(config.extra["early_javascript"])
        late = [str(script) for script in config.extra_javascript]
        asked = config.extra["search_javascript"]
        for name in (*styles, *early, *late, *asked):
            if file := files.get_file_from_path(name):
                files.remove(file)
        for name, content in (
            (bundles.STYLES, bundles.styles(theme, styles)),
            (bundles.EARLY, bundles.scripts(theme, early)),
            (bundles.LATE, bundles.scripts(theme, late)),
            (bundles.ASKED, bundles.scripts(theme, asked)),
        ):
            files.append(File.generated(config, name, content=content))
        config.extra_css = [bundles.STYLES]
        config.extra_javascript = [ExtraScriptValue(bundles.LATE)]
        config.extra["early_javascript"] = [bundles.EARLY]
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation, which every frame shows."""
        self.nav = nav
        return nav

    def on_page_content(
        self, html: str, *, page: HandWritten, config: MkDocsConfig, files: Files
    ) -> str:
        """Resolve links to records in hand-written pages, and note what the search can lead to."""
        self.headings += prose.headings(
            page.url, str(page.title), page.toc, page.meta.get("also", ())
        )
        return prose.resolve(html, page.url, self.material.index, self.material.repository)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let Material render one frame for each kind of page."""
        # `mkdocs serve` writes a script into each page, which the policy would not let run.
        env.globals["edition"] = FOLDER if self.edition else ""
        env.globals["policy"] = "" if self.is_serving and self.root is None else POLICY
        frames = sorted({making.frame_of(page) for page in self.plan.pages.values()})
        self.shells = {
            frame: Shell.cut(self._frame(env, config, files, *frame)) for frame in frames
        }
        return env

    def on_post_page(self, output: str, *, page: HandWritten, config: MkDocsConfig) -> str:
        """Mend Material's markup on hand-written pages."""
        html = build.valid_markup(output)
        self.other_files[page.file.dest_uri] = html.encode()
        return html

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Mend Material's markup on the page for wrong addresses."""
        html = build.valid_markup(output_content)
        self.other_files[template_name] = html.encode()
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the records' pages, and put the new site in the place of the old one."""
        if warnings := _warnings():
            if self.site is not None:
                Workshop(self.site).clear()
            raise Abort(
                f"手写页面有 {warnings} 处警告（见上面），旧网站没有动；请改正后重试。"
                f"({warnings} warnings above; the old site is as it was)"
            )
        folder = Path(config.site_dir)
        fragments = self.project / "theme" / "fragments"
        self.renderer = Renderer(fragments)
        maker = making.Maker(self.material, self.shells, self.renderer, self.edition)
        self._write_other_twins(folder)
        writer = making.Writer(maker, self.plan, folder, self.progress)
        self.made, stories = writer.pages()
        self.survey.packed.clear()  # only their own pages show whole records
        others = tuple(page.url for page in self.nav.pages)
        leads = landmarks(self.survey.setting, self.headings)
        made, self.searched = writer.files(stories, leads, others)
        self.made |= made
        if self.site is not None:
            with self.progress.phase("换上新网站"):
                Workshop(self.site).publish()
                config.site_dir = str(self.site)

    def _write_other_twins(self, folder: Path) -> None:
        """Write what MkDocs wrote once more for the edition in traditional script."""
        scripts = {f"assets/{file.name}": file.read_bytes() for file in folder.glob("assets/*.js")}
        others = making.twins(self.edition, self.other_files | scripts)
        for path, content in others.items():
            publishing.write(folder, path, content)

    def state(self, site: Path) -> states.State | None:
        """Return what the next build needs to know of this one; None if it has to begin from nothing."""
        if self.stamps is None:
            return None
        return states.State(
            site=str(site),
            site_url=self.material.site_url,
            repository=self.material.repository,
            records=publishing.settled(self.stamps),
            files={},
            entries=self.survey.entries,
            gists=self.survey.gists,
            sections=self.plan.sections,
            made=self.made,
            shells=self.shells,
            compiled=self.renderer.compiled,
            other_addresses=tuple(page.url for page in self.nav.pages),
            stock=None,
            searched=self.searched,
        )

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the records and the theme too."""
        for folder in (self.records / "brands", self.records / "content", self.project / "theme"):
            server.watch(str(folder))
        return server

    def _frame(
        self, env: Environment, config: MkDocsConfig, files: Files, depth: int, tab: str
    ) -> str:
        """Return a page of Material at a depth, with slots where a record's own text belongs."""
        source = "/".join(["frame"] * depth + ["index.md"])
        page = HandWritten(slot("title"), File.generated(config, source, content=""), config)
        page.content, page.meta = slot("article"), {}
        active = [item for item in self.nav.items if isinstance(item, Link) and item.url == tab]
        for item in active:
            item.active = True
        context = dict(get_context(self.nav, files, config, page))
        context["frame"] = {"description": slot("description"), "address": slot("address")}
        html = build.valid_markup(env.get_template("main.html").render(context))
        for item in active:
            item.active = False
        return html

    def _check_links(self, config: MkDocsConfig) -> None:
        """Refuse hand-written pages and a navigation that lead nowhere."""
        if problems := list(self._broken_links(config)):
            raise ProblemsFound(problems)

    def _broken_links(self, config: MkDocsConfig) -> Iterator[Problem]:
        addresses = {page.address for page in self.plan.pages.values()}
        folder, file = Path(config.docs_dir), Path(config.config_file_path)
        root = folder.parent.parent
        kinds = {entry.id: entry.kind for entry in self.material.index.everything()}
        yield from handwritten.page_problems(root)
        yield from handwritten.broken_links(root, kinds, addresses)
        listed = {target.removeprefix("./") for target in _targets(config.nav)}
        for target in listed:
            if target not in addresses and not (folder / target).is_file():
                lines = file.read_text("utf-8").splitlines()
                number = next(
                    (i for i, line in enumerate(lines, 1) if line.rstrip().endswith(target)), 1
                )
                yield Problem(
                    file.name, number, 1, "unknown-navigation", "nav", (("found", target),)
                )
        for page in sorted(folder.rglob("*.md")) if listed else ():
            name = page.relative_to(folder).as_posix()
            if name not in listed:
                path = page.relative_to(root).as_posix()
                yield Problem(path, 1, 1, "unlisted-page", "", (("found", name),))


def build_site(root: Path, site: Path | None, *, is_kept: bool, progress: Progress) -> Path:
    """Build the whole site of a tree from nothing, as `mkdocs build --strict` does.

    Args:
        root: Folder with `brands/` and `content/`; its own mkdocs.yml is used if it has one.
        site: Folder that is written; None for the one that mkdocs.yml names.
        is_kept: Whether the next build may go on from this one.
        progress: Is told what is done.

    Returns:
        The folder of the site.

    Raises:
        Abort: After telling what is wrong; the old site stays as it was.
    """
    project = states.project_of(root)
    key = states.conditions(root, project, build.build_day()) if is_kept else b""
    config, plugin = _engine(root, project, site, command="build")
    plugin.progress = progress
    build.AT_THE_END.append(plugin)
    with Workshop(Path(config.site_dir)).alone():
        build_with_mkdocs(config)
        built = Path(config.site_dir)
        if is_kept and (state := plugin.state(built)):
            with progress.phase("记下这次生成"):
                build.keep(states.state_file(root, site), key, state)
    return built


def build_preview(root: Path, folder: Path, progress: Progress) -> states.State | None:
    """Build a tree with its drafts into a folder, and return what the next build needs to know.

    Raises:
        Refused: With what is wrong; the folder stays as it was.
    """
    config, plugin = _engine(root, states.project_of(root), folder, command="serve")
    plugin.progress = progress
    config.site_url = ""
    build_with_mkdocs(config)
    return plugin.state(folder)


def _engine(
    root: Path, project: Path, site: Path | None, *, command: Literal["build", "serve"]
) -> tuple[MkDocsConfig, ShowcasePlugin]:
    """Return MkDocs' settings for a tree, and the plugin in them."""
    options = {"site_dir": str(site.absolute())} if site else {}
    config = load_config(str(project / "mkdocs.yml"), strict=command == "build", **options)
    if project != root:
        config.docs_dir = str((root / "content" / "pages").absolute())
    plugin = config.plugins["showcase"]
    assert isinstance(plugin, ShowcasePlugin)
    plugin.root = root.absolute()
    config.plugins.on_startup(command=command, dirty=False)
    return config, plugin


def _warnings() -> int:
    """Return how many warnings the site engine gave; 0 where it is not told to take them for faults."""
    engine = logging.getLogger(build_with_mkdocs.__module__.partition(".")[0])
    counters = [handler for handler in engine.handlers if isinstance(handler, CountHandler)]
    return sum(count for counter in counters for _, count in counter.get_counts())


def _targets(nav: Any) -> Iterator[str]:
    """Iterate over all targets in the navigation of mkdocs.yml."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _targets(item)
