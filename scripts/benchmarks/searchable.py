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

PEERS = ("material", "pagefind")
_HERE = Path(__file__).parent
_CACHE = ROOT / ".cache" / "bench"


def built(count: int, scratch: Path, tell: Callable[[str], None]) -> tuple[Ours, Run]:
    """Return a site of generated records, and what its cold build used.

    Args:
        count: How many brands, projects and activities there are.
        scratch: Where the records and the site are made.
        tell: Is told what is done.
    """
    tell("showcase: building")
    write_tree(count, scratch / "tree", ROOT)
    ours = Ours(scratch / "tree", scratch / "ours")
    return ours, ours.build()


def compared(
    ours: Ours,
    queries: int,
    peers: Sequence[str],
    scratch: Path,
    tell: Callable[[str], None],
    *,
    throttle: int,
    sample: int,
) -> list[Measured]:
    """Return what was measured of each search.

    Args:
        ours: The site that is compared.
        queries: How many queries of each class are asked.
        peers: What it is compared with.
        scratch: Where their sites are made.
        tell: Is told what is done.
        throttle: How many times slower the processor is made.
        sample: Each number gives other queries.
    """
    asked = list(made_queries(ours.tree, TODAY, queries, sample))
    found = []
    with searching.browser() as chromium:
        for search in _searches(ours, peers, scratch, tell):
            tell(f"{search.name}: {len(asked)} queries")
            found.append(searching.measured(chromium, search, asked, throttle=throttle))
    return found


def share(ours: Ours, whole: Run, turns: int, tell: Callable[[str], None]) -> str:
    """Return a line that tells the part of a cold build's processor time that is the search's.

    Without the search a build reads no names aloud, packs no stories, and makes neither postings nor files for
    it; each build is a fresh process, the readings of common words known to none.

    Args:
        ours: The site.
        whole: What its build used.
        turns: How often both are measured; the first build with the search was.
        tell: Is told what is done.
    """
    parts = []
    for turn in range(turns):
        if turn:
            ours.forget()
            whole = ours.build()
        ours.forget()
        parts.append(1 - _unsearched(ours).cpu / whole.cpu)
        tell(f"search in the build, {turn + 1}/{turns}: {parts[-1]:.3f} of {whole.cpu:.1f} s")
    return f"search in a cold build: {statistics.median(parts):.3f} of its processor time"


def _unsearched(ours: Ours) -> Run:
    """Build a site without a search in a fresh process."""
    command = [
        *(sys.executable, "-m", "benchmarks.unsearched", "build", "--root", str(ours.tree)),
        *("--site-dir", str(ours.site), "--today", str(TODAY)),
    ]
    return run(command, {"SITE_URL": ADDRESS, "PYTHONPATH": str(_HERE.parent)}, ROOT)


def _searches(
    ours: Ours, peers: Sequence[str], scratch: Path, tell: Callable[[str], None]
) -> Iterator[Search]:
    """Iterate over the sites, those of peers each made when it is wanted."""
    yield searching.Ours(ours.site)
    if not peers:
        return
    tell("mkdocs: building")
    stock = MkDocs(ours.tree, scratch / "mkdocs", scratch / "stock")
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
