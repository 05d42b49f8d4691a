"""A preview with live reload: what an editor saves is on the screen a moment later.

MkDocs' server sends the pages and reloads the browser. After a record is saved, each file that it touches is
made when somebody looks at it; whatever else is saved lets MkDocs build all of it anew. If something is wrong,
the last good pages stay, and the sentences that say what stand above them.

What the preview adds to a page is loaded from addresses of its own, as the pages' security policy demands.
"""

from __future__ import annotations

import gc
import posixpath
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any

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
from showcase.editions import FOLDER, Edition
from showcase.making import Make, twins
from showcase.plugin import Refused, build_preview
from showcase.problems import Problem, ProblemsFound
from showcase.progress import Progress
from showcase.render import Renderer
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
_OWN_FILES = {
    "/preview.js": (
        "text/javascript",
        b"""
const epoch = Number(document.currentScript.src.split("?")[1]);
const poll = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(`/livereload/${epoch}/${Date.now()}`);
    if (Number(await answer.text()) > epoch) location.reload();
    else poll();
  } catch {
    setTimeout(poll, 3000);
  }
};
document.addEventListener("visibilitychange", poll);
poll();
""",
    ),
    "/preview.css": (
        "text/css",
        b"""
.showcase-problems {
  position: fixed; inset: 0 0 auto; z-index: 99; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem;
  background: #7f1d1d; color: #fff; font: 16px/1.6 sans-serif; box-shadow: 0 2px 12px #0008;
}
""",
    ),
}
"""What the preview adds to pages: they reload themselves, and show what is wrong."""


class PreviewServer(LiveReloadServer):
    """Serves a tree and builds it whenever it changes."""

    def __init__(self, root: Path, host: str, port: int, progress: Progress) -> None:
        self.tree, self.project = root, project_of(root)
        self.progress = progress
        self.folder = Path(tempfile.mkdtemp(prefix="showcase-preview-"))
        self.problems: tuple[Problem, ...] = ()
        self.state: State | None = None
        self.stale: dict[str, Make] = {}
        self.edition: Edition | None = None
        self.key = b""
        self.making = Lock()
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
        with self.making:
            if self.state is None or not self._go_on(self.state):
                self._from_nothing()

    def _go_on(self, state: State) -> bool:
        """Note which files are stale; return whether that was possible."""
        today = build_day()
        if self.key != conditions(self.tree, self.project, today):
            return False
        self.renderer.forget()
        try:
            found = difference(
                state, self.tree, self.renderer, today, drafts=True, progress=self.progress
            )
        except ProblemsFound as wrong:
            self._tell(wrong.problems)
            return True
        if found is None:
            return False
        for path in found.gone:
            publishing.remove(self.folder, path)
            self.stale.pop(path, None)
        self.stale |= found.stale
        self.edition = found.edition
        self.state, self.problems = found.state, ()
        return True

    def _from_nothing(self) -> None:
        self.key = conditions(self.tree, self.project, build_day())
        self.renderer = Renderer(self.project / "theme" / "fragments")
        try:
            self.state = build_preview(self.tree, self.folder, self.progress)
            self.stale, self.problems = {}, ()
        except Refused as refused:
            self._tell(refused.problems)
        gc.freeze()  # nothing of a whole tree is garbage soon

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        """Say in the terminal what is wrong, and remember it for the pages."""
        self.problems = problems
        for problem in problems:
            self.progress.tell(problem.text())

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        """Answer a request, after making what is asked for if it is stale."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path in _OWN_FILES:
            kind, content = _OWN_FILES[path]
            start_response("200 OK", [("Content-Type", f"{kind}; charset=utf-8")])
            return [content]
        self._make(f"{path}index.html" if path.endswith("/") else path)
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _make(self, path: str) -> None:
        """Make a file that is stale."""
        with self.making:
            name = posixpath.normpath(path).lstrip("/").removeprefix(FOLDER)
            if make := self.stale.get(name):
                content, made = make()
                for file, its in ({name: content} | twins(self.edition, {name: content})).items():
                    publishing.write(self.folder, file, its)
                del self.stale[name]
                assert self.state is not None
                self.state = replace(self.state, made={**self.state.made, name: made})

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Return a page that reloads itself, with what is wrong above it."""
        added = f'<script src="/preview.js?{epoch}"></script>'
        if self.problems:
            added = _box(self.problems) + added
        return content.replace(b"</body>", f"{added}</body>".encode())

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
        '<link rel="stylesheet" href="/preview.css"><section class="showcase-problems" role="alert">'
        f"<strong>有 {len(problems)} 处问题，下面还是上一次的页面</strong><ul>{rows}</ul></section>"
    )
