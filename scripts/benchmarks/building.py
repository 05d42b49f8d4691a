"""`scripts/bench build`: ours and the peers' builds of the same records, in turn."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.generated import EDITED, edit_record, write_tree
from benchmarks.measure import Run, machine, median, place
from benchmarks.peers import ROOT, TODAY, Builder, Hugo, MkDocs, Ours, missing_pages, versions

CASES = ("cold", "edit", "unchanged")
"""An empty cache and no old site; one edited record; nothing edited. Each in a fresh process."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One measured build.

    Args:
        builder: What built.
        case: One of CASES.
        run: What it used.
        files: How many files the site has then.
        size: How many bytes they hold.
    """

    builder: str
    case: str
    run: Run
    files: int
    size: int


def measure_builds(
    count: int, peers: Sequence[str], turns: int, scratch: Path, say: Callable[[str], None]
) -> tuple[Turn, ...]:
    """Build the same records in turn and return every measured build.

    Args:
        count: How many records are generated.
        peers: What to compare with: "hugo", "mkdocs".
        turns: How often each build is measured.
        scratch: Folder for trees and sites.
        say: Told what goes on.

    Raises:
        SystemExit: If a site lacks the page of a record, or does not show an edit.
    """
    tree = scratch / "tree"
    write_tree(count, tree, ROOT)
    builders = _builders(tree, peers, scratch)
    found = []
    for number in range(turns):
        for case in CASES:
            words = edit_record(tree, number) if case == "edit" else ""
            for builder in builders:
                if case != "cold" and builder.name == "mkdocs":
                    continue  # it knows no other case: it builds all pages each time
                found.append(_turn(builder, case, tree, words))
                say(f"{number + 1}/{turns} {_row(found[-1])}")
    return tuple(found)


def _builders(tree: Path, peers: Sequence[str], scratch: Path) -> Sequence[Builder]:
    """Return ours and the peers, each with its own form of the tree."""
    ours = Ours(tree, scratch / "site-showcase")
    builders: list[Builder] = [ours]
    if "hugo" in peers:
        ours.build()  # the outer parts of Hugo's pages are taken from ours
        builders.append(Hugo(tree, ours.site, scratch / "hugo", scratch / "site-hugo"))
    if "mkdocs" in peers:
        builders.append(MkDocs(tree, scratch / "mkdocs", scratch / "site-mkdocs"))
    return builders


def _turn(builder: Builder, case: str, tree: Path, words: str) -> Turn:
    """Build once, and look whether the whole work was done."""
    if case == "cold":
        builder.forget()
    if words:
        builder.take_over(EDITED)
    used = builder.build()
    if missing := missing_pages(tree, builder.site):
        raise SystemExit(f"{builder.name}: no page for {', '.join(missing[:5])}")
    page = builder.site / "brands" / Path(EDITED).stem / "index.html"
    if words not in page.read_text("utf-8"):
        raise SystemExit(f"{builder.name}: {page} does not show {words}")
    files = [file for file in builder.site.rglob("*") if file.is_file()]
    return Turn(builder.name, case, used, len(files), sum(file.stat().st_size for file in files))


def report(count: int, turns: Sequence[Turn]) -> Iterator[str]:
    """Iterate over the lines of a table: medians, then how ours compares with each peer."""
    taken = len([t for t in turns if (t.builder, t.case) == (turns[0].builder, "cold")])
    yield f"{count} records of {TODAY}, medians of {taken} turns, each build a fresh process"
    yield ", ".join(f"{name} {version}" for name, version in versions().items())
    yield f"{machine()}, load at the end {os.getloadavg()[0]:.1f}"
    yield f"files on {place(Path(tempfile.gettempdir()))}; TMPDIR=/dev/shm measures builds without the disk"
    yield "peak: the largest single process of a build; cold: no cache and no old site"
    yield ""
    yield f"{'':20}{'processor s':>12}{'of system':>11}{'wall s':>9}{'peak MB':>9}{'files':>8}{'bytes':>14}"
    groups = _grouped(turns)
    for (builder, case), rows in groups.items():
        used = median(turn.run for turn in rows)
        yield _row(Turn(builder, case, used, rows[-1].files, rows[-1].size))
    yield ""
    yield f"{'ours / peer':28}{'processor':>10}{'wall':>8}{'peak':>8}   median of the pairs of each turn"
    for peer in dict.fromkeys(turn.builder for turn in turns[1:]):
        for case in CASES:
            rivals = groups.get((peer, case)) or groups[peer, "cold"]
            if peer == turns[0].builder:
                continue
            pairs = list(zip(groups[turns[0].builder, case], rivals, strict=True))
            cells = (
                statistics.median(getattr(a.run, name) / getattr(b.run, name) for a, b in pairs)
                for name in ("cpu", "wall", "peak")
            )
            note = "" if (peer, case) in groups else " (its cold)"
            yield f"{f'{case} / {peer}{note}':28}" + "{:10.3f}{:8.3f}{:8.3f}".format(*cells)


def _grouped(turns: Sequence[Turn]) -> Mapping[tuple[str, str], Sequence[Turn]]:
    groups: dict[tuple[str, str], list[Turn]] = {}
    for turn in turns:
        groups.setdefault((turn.builder, turn.case), []).append(turn)
    return groups


def _row(turn: Turn) -> str:
    used = turn.run
    return (
        f"{f'{turn.builder} {turn.case}':20}{used.cpu:12.2f}{used.system:11.2f}{used.wall:9.2f}{used.peak / 1e6:9.0f}"
        f"{turn.files:8}{turn.size:14}"
    )


def as_json(count: int, turns: Sequence[Turn]) -> str:
    """Return every turn with what it was measured on."""
    data = {
        "records": count,
        "today": str(TODAY),
        "machine": machine(),
        "versions": versions(),
        "turns": [asdict(turn) for turn in turns],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
