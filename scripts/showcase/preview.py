"""A preview with live reload: what an editor saves is on the screen a moment later.

MkDocs' server sends the pages and reloads the browser. A saved record changes only the files that it touches;
whatever else is saved lets MkDocs build all of it anew. If something is wrong, the last good pages stay, and
the sentences that say what stand above them.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from html import escape
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
)
from watchdog.observers import Observer

from showcase import publishing
from showcase.build import build_day, difference
from showcase.plugin import Refused, build_preview
from showcase.problems import Problem, ProblemsFound
from showcase.progress import Progress
from showcase.states import State, conditions, project_of

_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
]
"""What counts as a change; a build that reads files must not call for another build."""
_SETTLED = 0.02
"""How many seconds nothing may change before a build begins."""


class PreviewServer(LiveReloadServer):
    """Serves a tree and builds it whenever it changes."""

    def __init__(self, root: Path, host: str, port: int, progress: Progress) -> None:
        self.tree, self.project = root, project_of(root)
        self.progress = progress
        self.folder = Path(tempfile.mkdtemp(prefix="showcase-preview-"))
        self.problems: tuple[Problem, ...] = ()
        self.state: State | None = None
        self.key = b""
        super().__init__(self.rebuild, host, port, str(self.folder), shutdown_delay=0.1)
        self.build_delay = _SETTLED
        self.observer = Observer()  # type: ignore[assignment]  # the system tells of changes; nobody has to ask
        self.observer.schedule = partial(  # type: ignore[method-assign]
            self.observer.schedule, event_filter=_CHANGES
        )
        self.error_handler = self._error_page

    def run(self) -> None:
        """Build, then serve until the user stops it."""
        try:
            self.rebuild()
            for place in ("brands", "content"):
                self.watch(str(self.tree / place))
            for place in ("theme", "mkdocs.yml"):
                self.watch(str(self.project / place))
            self.progress.tell(f"打开 {self.url}（保存后自动刷新，按 Ctrl+C 结束）")
            self.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            self.progress.tell("已结束。")
        finally:
            self.shutdown()
            shutil.rmtree(self.folder, ignore_errors=True)

    def rebuild(self) -> None:
        """Bring the pages up to date, or remember what is wrong."""
        if self.state is None or not self._go_on(self.state):
            self._from_nothing()

    def _go_on(self, state: State) -> bool:
        """Write only what differs; return whether that was possible."""
        today = build_day()
        if self.key != conditions(self.tree, self.project, today):
            return False
        try:
            found = difference(
                state, self.tree, self.project, today, drafts=True, progress=self.progress
            )
        except ProblemsFound as wrong:
            self._tell(wrong.problems)
            return True
        if found is None:
            return False
        for path, content in found.contents.items():
            publishing.write(self.folder, path, content)
        for path in found.gone:
            publishing.remove(self.folder, path)
        self.state, self.problems = found.state, ()
        return True

    def _from_nothing(self) -> None:
        self.key = conditions(self.tree, self.project, build_day())
        try:
            self.state = build_preview(self.tree, self.folder, self.progress)
            self.problems = ()
        except Refused as refused:
            self._tell(refused.problems)

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        """Say in the terminal what is wrong, and remember it for the pages."""
        self.problems = problems
        for problem in problems:
            self.progress.tell(problem.text())

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        if not self.problems:
            return page
        return page.replace(b"</body>", f"{_box(self.problems)}</body>".encode())

    def _error_page(self, code: int) -> bytes | None:
        """Return the page for an address that leads nowhere; with the problems if there are any."""
        file = self.folder / "404.html"
        page = file.read_bytes() if file.is_file() else b"<!doctype html><body></body>"
        return self._inject_js_into_html(page, self._visible_epoch)


def _box(problems: tuple[Problem, ...]) -> str:
    """Return the box above a page that says what is wrong."""
    rows = "".join(
        f"<li><code>{escape(f'{p.path}:{p.line}:{p.column}')}</code><br>{escape(p.message())}"
        f" <small>[{escape(p.code)}]</small></li>"
        for p in problems
    )
    return (
        '<section role="alert" style="position:fixed;inset:0 0 auto;z-index:99;max-height:60vh;overflow:auto;'
        "padding:1rem 1.5rem;background:#7f1d1d;color:#fff;font:16px/1.6 sans-serif;"
        'box-shadow:0 2px 12px #0008"><strong>有 '
        f"{len(problems)} 处问题，下面还是上一次的页面</strong><ul>{rows}</ul></section>"
    )
