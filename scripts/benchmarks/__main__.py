"""The command `scripts/bench`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from benchmarks import building, searchable, searching, serving
from benchmarks.generated import write_tree
from benchmarks.measure import Run, median, run
from benchmarks.peers import ROOT, TODAY

_PEERS = ("hugo", "mkdocs")


@click.group()
def main() -> None:
    """Measure the generator on generated trees."""


@main.command()
@click.argument("count", type=click.IntRange(1))
@click.argument("folder", type=click.Path(path_type=Path))
def records(count: int, folder: Path) -> None:
    """Write a tree of COUNT generated records into FOLDER."""
    write_tree(count, folder, ROOT)
    click.echo(f"{folder}: {count} records")


def _chosen(known: Sequence[str]) -> Callable[..., tuple[str, ...]]:
    """Return what reads names separated by commas, all of them known."""

    def chosen(context: click.Context, parameter: click.Parameter, text: str) -> tuple[str, ...]:
        names = tuple(name for name in text.split(",") if name)
        for name in names:
            if name not in known:
                raise click.BadParameter(f"{name}: write some of {','.join(known)}")
        return names

    return chosen


@main.command()
@click.option("--records", "count", type=click.IntRange(8), default=1000, show_default=True)
@click.option("--peers", callback=_chosen(_PEERS), default="", help="Some of hugo,mkdocs.")
@click.option("--turns", type=click.IntRange(1), default=3, show_default=True)
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Every turn.")
def build(count: int, peers: tuple[str, ...], turns: int, file: Path | None) -> None:
    """Compare the build with those of peers: cold, after one edited record, and unchanged."""
    with tempfile.TemporaryDirectory() as scratch:
        found = building.measure_builds(
            count, peers, turns, Path(scratch), lambda line: click.echo(line, err=True)
        )
    click.echo("\n".join(building.report(count, found)))
    if file:
        file.write_text(building.as_json(count, found), "utf-8")


@main.command()
@click.option("--records", "count", type=click.IntRange(8), default=1000, show_default=True)
@click.option("--turns", type=click.IntRange(1), default=5, show_default=True)
def serve(count: int, turns: int) -> None:
    """Compare how long after a save a browser shows it: `showcase serve` and `hugo server`."""
    with tempfile.TemporaryDirectory() as scratch:
        found = serving.measure_saves(
            count, turns, Path(scratch), lambda line: click.echo(line, err=True)
        )
    click.echo("\n".join(serving.report(count, found)))


@main.command()
@click.option("--records", "count", type=click.IntRange(8), default=1000, show_default=True)
@click.option("--turns", type=click.IntRange(1), default=3, show_default=True)
def check(count: int, turns: int) -> None:
    """Compare `showcase check` with the cold build of the same tree, in turn."""
    with tempfile.TemporaryDirectory() as scratch:
        tree, site = Path(scratch) / "tree", Path(scratch) / "site"
        write_tree(count, tree, ROOT)
        showcase = str(ROOT / ".venv" / "bin" / "showcase")
        common = ["--root", str(tree), "--today", str(TODAY)]
        checks, builds = [], []
        for _ in range(turns):
            checks.append(run([showcase, "check", *common]))
            builds.append(run([showcase, "build", *common, "--site-dir", str(site)]))
    checked, built = median(checks), median(builds)
    click.echo(f"{count} records, medians of {turns} turns")
    _row("check", checked)
    _row("build", built)
    click.echo(
        f"check / build: processor {checked.cpu / built.cpu:.2f}, wall {checked.wall / built.wall:.2f}"
    )


@main.command()
@click.option("--records", "count", type=click.IntRange(8), default=1000, show_default=True)
@click.option(
    "--queries", type=click.IntRange(1), default=35, show_default=True, help="Of each class."
)
@click.option(
    "--peers", callback=_chosen(searchable.PEERS), default="", help="Some of material,pagefind."
)
@click.option(
    "--throttle", type=click.IntRange(1), default=1, help="How much slower the processor."
)
@click.option("--sample", type=int, default=7, show_default=True, help="Each has other queries.")
@click.option(
    "--turns",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="How often the build is measured without the search; 0 leaves that out.",
)
@click.option(
    "--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Every answer."
)
def search(
    *,
    count: int,
    queries: int,
    peers: tuple[str, ...],
    throttle: int,
    sample: int,
    turns: int,
    file: Path | None,
) -> None:
    """Compare the search with those of peers in a real browser: what is found, sent, and how fast."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        ours, whole = searchable.built(count, scratch, _tell)
        found = searchable.compared(
            ours, queries, peers, scratch, _tell, throttle=throttle, sample=sample
        )
        part = [searchable.share(ours, whole, turns, _tell)] if turns else []
    click.echo("\n".join((*searching.report(found), *part, *searching.misses(found[0]))))
    if file:
        file.write_text(searching.as_json(found), "utf-8")


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _row(name: str, figures: Run) -> None:
    click.echo(
        f"{name:8} {figures.cpu:8.2f} s processor {figures.wall:8.2f} s wall {figures.peak / 1e6:8.0f} MB peak"
    )


if __name__ == "__main__":
    main()
