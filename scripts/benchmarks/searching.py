"""Searches compared in a real browser: the same queries, what each finds first, how long it takes, what it sends."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import fmean, quantiles
from threading import Thread
from typing import Protocol
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.queries import BEST, Query

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gave for a query.

    Args:
        query: The query.
        found: The addresses of the results, the best first.
        cold: Bytes, packed, that it sent when it was asked for the first time.
        warm: Milliseconds until everything was shown when it was asked again.
    """

    query: Query
    found: tuple[str, ...]
    cold: int
    warm: float


@dataclass(frozen=True)
class Measured:
    """What was measured of a search.

    Args:
        name: Which.
        before: Bytes, packed, of all that it sent before the first answer, program and index.
        answers: What it gave.
    """

    name: str
    before: int
    answers: Sequence[Answer]

    @property
    def by_kind(self) -> Mapping[str, list[Answer]]:
        """The answers by the class of the query."""
        found: dict[str, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            found[answer.query.kind].append(answer)
        return found

    def recall(self, kind: str) -> float:
        """Return the part of the first results that are right."""
        return fmean(answer.query.recall(answer.found) for answer in self.by_kind[kind])

    def first(self, kind: str) -> float:
        """Return the part of the queries whose first result is right."""
        return fmean(answer.query.is_first(answer.found) for answer in self.by_kind[kind])

    @property
    def missed(self) -> Iterator[Answer]:
        """The answers whose first result is wrong, or that lack some that should be among the first."""
        for answer in self.answers:
            if answer.query.recall(answer.found) < 1 or not answer.query.is_first(answer.found):
                yield answer

    @property
    def most(self) -> int:
        """Most bytes that a further query sent."""
        return max(answer.cold for answer in self.answers[1:])

    @property
    def slow(self) -> float:
        """Milliseconds within which 95 of 100 warm queries were answered."""
        return quantiles((answer.warm for answer in self.answers), n=20)[-1]

    @property
    def total(self) -> int:
        """Bytes, packed, that all queries together sent."""
        return self.before + sum(answer.cold for answer in self.answers)


class Search(Protocol):
    """A search on a site."""

    name: str
    site: Path

    def open(self, page: Page, address: str) -> None:
        """Bring the page to where queries can be asked, with nothing of the index loaded."""

    def ask(self, page: Page, words: str) -> tuple[list[str], float]:
        """Ask and return the addresses of the results, and the milliseconds that passed."""


_ASK_OURS = """async (words) => {
  const dialog = document.getElementById("finder");
  if (!dialog.open) document.querySelector("[data-search-open]").click();
  const [input, results] = ["input", "[role=listbox]"].map((name) => dialog.querySelector(name));
  const busy = () => results.getAttribute("aria-busy") === "true";
  const begun = performance.now();
  input.value = words;
  input.dispatchEvent(new Event("input"));
  for (let turn = 0; busy(); turn += 1) {
    await (turn < 200 ? Promise.resolve() : new Promise((done) => setTimeout(done, 2)));
  }
  const taken = performance.now() - begun;
  return [Array.from(results.querySelectorAll("a"), (link) => link.href), taken];
}"""


@dataclass(frozen=True)
class Ours:
    """The dialog of this generator's sites."""

    site: Path
    name: str = "showcase"

    def open(self, page: Page, address: str) -> None:
        """Open the home page."""
        page.goto(address)

    def ask(self, page: Page, words: str) -> tuple[list[str], float]:
        """Type into the dialog."""
        found, taken = page.evaluate(_ASK_OURS, words)
        return found, taken


_ASK_MATERIAL = """async (words) => {
  const input = document.querySelector("[data-md-component=search-query]");
  const meta = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  if (!document.getElementById("__search").checked) {
    input.focus();
    document.getElementById("__search").checked = true;
    document.getElementById("__search").dispatchEvent(new Event("change"));
  }
  const type = (text) => {
    input.value = text;
    input.dispatchEvent(new Event("keyup"));
  };
  type("");
  await wait(30);
  let changed = 0;
  const watch = new MutationObserver(() => (changed = performance.now()));
  watch.observe(meta.parentElement, { childList: true, subtree: true, characterData: true });
  const begun = performance.now();
  type(words);
  while (!changed || performance.now() - changed < 120) {
    await wait(10);
    if (performance.now() - begun > 30000) break;
  }
  watch.disconnect();
  const links = Array.from(list.querySelectorAll("a.md-search-result__link"), (link) => link.href.split(/[?#]/)[0]);
  return [[...new Set(links)], (changed || performance.now()) - begun];
}"""


@dataclass(frozen=True)
class Material:
    """The search of stock MkDocs with Material."""

    site: Path
    name: str = "material"

    def open(self, page: Page, address: str) -> None:
        """Open the home page."""
        page.goto(address)

    def ask(self, page: Page, words: str) -> tuple[list[str], float]:
        """Type into the field in the header; its worker answers."""
        found, taken = page.evaluate(_ASK_MATERIAL, words)
        return found, taken


_ASK_PAGEFIND = """async (words) => {
  window.finding ??= await import(new URL("pagefind/pagefind.js", document.baseURI));
  const begun = performance.now();
  const { results } = await window.finding.search(words);
  const shown = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  const taken = performance.now() - begun;
  return [shown.map((data) => new URL(data.url, location.href).href), taken];
}"""


@dataclass(frozen=True)
class Pagefind:
    """Pagefind on the pages of stock MkDocs."""

    site: Path
    name: str = "pagefind"

    def open(self, page: Page, address: str) -> None:
        """Open the home page."""
        page.goto(address)

    def ask(self, page: Page, words: str) -> tuple[list[str], float]:
        """Ask by its interface for scripts, with what it shows of the first five."""
        found, taken = page.evaluate(_ASK_PAGEFIND, words)
        return found, taken


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a real browser."""
    program = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if not program:
        raise SystemExit("no browser: run scripts/test-tools")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass
class _Traffic:
    """Counts what a search loads, packed as servers of static sites send it."""

    site: Path
    sent: int = 0
    known: dict[str, int] = field(default_factory=dict)

    def note(self, url: str) -> None:
        path = unquote(urlsplit(url).path).lstrip("/")
        file = self.site / path
        is_search = "search" in path or "pagefind" in path
        if is_search and path not in self.known and file.is_file():
            self.known[path] = len(gzip.compress(file.read_bytes(), 9, mtime=0))
            self.sent += self.known[path]

    def taken(self) -> int:
        """Return what was sent since it was asked last."""
        sent, self.sent = self.sent, 0
        return sent


def measured(
    chromium: Browser, search: Search, queries: Iterable[Query], *, throttle: int = 1
) -> Measured:
    """Ask a search everything twice, and return what was measured.

    Args:
        chromium: The browser.
        search: The search.
        queries: What is asked.
        throttle: How many times slower the processor of the page is made.
    """
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page, traffic = context.new_page(), _Traffic(search.site)
    with served(search.site) as address:
        context.on("request", lambda request: traffic.note(request.url))
        search.open(page, address)
        asked = list(queries)
        search.ask(page, asked[0].words)
        before = traffic.taken()
        first = []
        for query in asked:
            found, _ = search.ask(page, query.words)
            first.append((found, traffic.taken()))
        if throttle > 1:
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        answers = []
        for query, (found, cold) in zip(asked, first, strict=True):
            _, warm = search.ask(page, query.words)
            addresses = (url.removeprefix(address).removesuffix("index.html") for url in found)
            answers.append(Answer(query, tuple(addresses), cold, warm))
    context.close()
    return Measured(search.name, before, answers)


def report(found: Sequence[Measured]) -> Iterator[str]:
    """Iterate over the lines of a table: first place / recall among five by class, then bytes and times."""
    kinds = list(found[0].by_kind)
    yield f"{'':12}" + "".join(f"{one.name:>18}" for one in found)
    for kind in kinds:
        cells = (f"{one.first(kind):.2f} / {one.recall(kind):.2f}" for one in found)
        yield f"{kind:12}" + "".join(f"{cell:>18}" for cell in cells)
    rows = {
        "first, kB": [f"{one.before / 1000:.1f}" for one in found],
        "further, kB": [f"{one.most / 1000:.1f}" for one in found],
        "in all, kB": [f"{one.total / 1000:.1f}" for one in found],
        "warm, ms": [f"{one.slow:.1f}" for one in found],
    }
    for label, row in rows.items():
        yield f"{label:12}" + "".join(f"{cell:>18}" for cell in row)
    yield f"load of the last minute: {os.getloadavg()[0]:.1f}"


def misses(one: Measured) -> Iterator[str]:
    """Iterate over a line for each query that a search missed: what was expected, and what came."""
    for answer in one.missed:
        query = answer.query
        expected = " ".join(sorted(query.expected)[:BEST]) or "nothing"
        more = f" and {left} more" if (left := len(query.expected) - BEST) > 0 else ""
        came = " ".join(answer.found[:BEST]) or "nothing"
        yield f"{one.name} missed {query.kind} {query.words}: expected {expected}{more}; came {came}"


def as_json(found: Sequence[Measured]) -> str:
    """Return everything that was measured."""
    return json.dumps(
        [
            {
                "search": one.name,
                "bytes before the first answer": one.before,
                "answers": [
                    {
                        "class": a.query.kind,
                        "query": a.query.words,
                        "expected": len(a.query.expected),
                        "recall": a.query.recall(a.found),
                        "first": a.query.is_first(a.found),
                        "found": a.found[:5],
                        "bytes": a.cold,
                        "ms": round(a.warm, 2),
                    }
                    for a in one.answers
                ],
            }
            for one in found
        ],
        ensure_ascii=False,
        indent=1,
    )
