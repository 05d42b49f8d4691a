"""Sites with a search, made of the same generated records."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import searching
from benchmarks.generated import write_tree
from benchmarks.hugo_site import ADDRESS
from benchmarks.measure import Run, run
from benchmarks.peers import ROOT, TODAY, MkDocs, Ours
from benchmarks.queries import made_queries
from benchmarks.searching import Measured, Search
from showcase.survey import look

PEERS = ("material", "pagefind")
TURNS = 3
"""How often a build is measured with the search and without."""
_HERE = Path(__file__).parent
_CACHE = ROOT / ".cache" / "bench"


def compared(
    count: int,
    queries: int,
    peers: Sequence[str],
    scratch: Path,
    tell: Callable[[str], None],
    *,
    throttle: int,
) -> list[Measured]:
    """Return what was measured of each search.

    Args:
        count: How many brands, projects and activities there are.
        queries: How many queries of each class are asked.
        peers: What is compared.
        scratch: Where sites are made.
        tell: Is told what is done.
        throttle: How many times slower the processor is made.
    """
    tree = scratch / "tree"
    write_tree(count, tree, ROOT)
    asked = list(made_queries(look(tree, TODAY), queries))
    found = []
    with searching.browser() as chromium:
        for search in _searches(tree, peers, scratch, tell):
            tell(f"{search.name}: {len(asked)} queries")
            found.append(searching.measured(chromium, search, asked, throttle=throttle))
    return found


def share(tree: Path, scratch: Path, tell: Callable[[str], None]) -> str:
    """Return a line that tells the part of a cold build's processor time that is the search's.

    Without the search a build reads no names aloud, and makes neither postings nor files for it; the two are
    built in turn, each in a fresh process, the readings of common words known to neither.

    Args:
        tree: The records.
        scratch: Where sites are made.
        tell: Is told what is done.
    """
    ours, parts = Ours(tree, scratch / "whole"), []
    for turn in range(TURNS):
        ours.forget()
        whole = ours.build().cpu
        ours.forget()
        parts.append(1 - _unsearched(ours).cpu / whole)
        tell(f"search in the build, {turn + 1}/{TURNS}: {parts[-1]:.3f} of {whole:.1f} s")
    ours.forget()
    return f"search in a cold build: {statistics.median(parts):.3f} of its processor time"


def _unsearched(ours: Ours) -> Run:
    """Build a site without a search in a fresh process."""
    command = [
        *(sys.executable, "-m", "benchmarks.unsearched", "build", "--root", str(ours.tree)),
        *("--site-dir", str(ours.site), "--today", str(TODAY)),
    ]
    return run(command, {"SITE_URL": ADDRESS, "PYTHONPATH": str(_HERE.parent)}, ROOT)


def _searches(
    tree: Path, peers: Sequence[str], scratch: Path, tell: Callable[[str], None]
) -> Iterator[Search]:
    """Iterate over the sites, each made when it is wanted."""
    tell("showcase: building")
    ours = Ours(tree, scratch / "ours")
    ours.build()
    yield searching.Ours(ours.site)
    if not peers:
        return
    tell("mkdocs: building")
    stock = MkDocs(tree, scratch / "mkdocs", scratch / "stock")
    stock.build()
    if "material" in peers:
        yield searching.Material(stock.site)
    if "pagefind" in peers:
        run([str(_pagefind()), "--site", str(stock.site), "--force-language", "zh"])
        yield searching.Pagefind(stock.site)


def _pagefind() -> Path:
    """Return Pagefind, installed at first use."""
    place = _CACHE / "pagefind"
    program = place / "node_modules" / ".bin" / "pagefind"
    if not program.exists():
        shutil.copytree(_HERE / "pagefind", place, dirs_exist_ok=True)
        command = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefix", str(place)]
        subprocess.run(command, check=True)  # noqa: S603
    return program
