"""Sites with a search, made of the same generated records."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import searching
from benchmarks.generated import write_tree
from benchmarks.measure import run
from benchmarks.peers import QUIET, ROOT, TODAY, MkDocs, Ours
from benchmarks.queries import made_queries
from benchmarks.searching import Measured, Search
from showcase.survey import look

PEERS = ("material", "pagefind")
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
    words = {"PYTHONPATH": str(_jieba())}  # Material cuts Chinese by its words where it finds jieba
    program = str(ROOT / ".venv" / "bin" / "mkdocs")
    command = [program, "build", "--quiet", "--site-dir", str(stock.site)]
    run(command, {**QUIET, **words}, stock.folder)
    if "material" in peers:
        yield searching.Material(stock.site)
    if "pagefind" in peers:
        run([str(_pagefind()), "--site", str(stock.site), "--force-language", "zh"])
        yield searching.Pagefind(stock.site)


def _jieba() -> Path:
    """Return the folder with jieba, installed at first use."""
    place, wanted = _CACHE / "jieba", _HERE / "jieba-requirements.txt"
    if not (place / "jieba").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        options = ["--no-deps", "--require-hashes", "--target", str(place), "-r", str(wanted)]
        subprocess.run([*pip, *options], check=True)  # noqa: S603
    return place


def _pagefind() -> Path:
    """Return Pagefind, installed at first use."""
    place = _CACHE / "pagefind"
    program = place / "node_modules" / ".bin" / "pagefind"
    if not program.exists():
        shutil.copytree(_HERE / "pagefind", place, dirs_exist_ok=True)
        command = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefix", str(place)]
        subprocess.run(command, check=True)  # noqa: S603
    return program
