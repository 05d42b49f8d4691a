"""`showcase calendar`: what happens when, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from unicodedata import east_asian_width

import click

from showcase.build import build_day
from showcase.checking import load
from showcase.cli.options import language_option, root_option, today_option
from showcase.cli.refusals import one_line_each, refuse
from showcase.diary import between, clashes, gaps, lines
from showcase.model import Activity, ActivityKind
from showcase.problems import Language
from showcase.schedule import days_shown
from showcase.todo import index_of

_AHEAD = timedelta(days=60)
_DAY = click.DateTime(["%Y-%m-%d"])
_HEAD = ("日期", "时间", "活动", "地点", "说明")


@click.command("calendar")
@click.option(
    "--from", "first", type=_DAY, metavar="日期", help="从哪天起，不写就是今天。From when."
)
@click.option(
    "--to", "last", type=_DAY, metavar="日期", help="到哪天止，不写就是 60 天以内。Until when."
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ActivityKind]),
    help="只列哪一类：单次、常态、集中行动。Only one kind of activity.",
)
@click.option(
    "--report",
    is_flag=True,
    help="不列活动，列出撞在一起的和空着的。Clashes and gaps instead.",
)
@root_option
@language_option
@today_option
def calendar_command(
    *,
    first: datetime | None,
    last: datetime | None,
    kind: str | None,
    report: bool,
    root: Path,
    language: Language,
) -> None:
    """按日期列出活动，或列出时间冲突和空白。List what happens when, or clashes and gaps.

    空白 (gaps)：今后一年没有安排的时间点、县（市、区）和月份。冲突 (clashes)：同一地点或同一品牌同时有两个活动。
    """
    today = build_day()
    with one_line_each(language):
        catalog = load(root, today)
    since, until = _span(first, last, today, days_shown(catalog, today)[1], is_whole=report)
    index = index_of(catalog, today)
    events = between(index.all_events(), since, until)
    if kind:
        events = tuple(e for e in events if catalog.get(Activity, e.activity).kind == kind)
    if report:
        found = [clash.text(language) for clash in clashes(index, events)]
        found += [gap.text(language) for gap in gaps(index, today)]
        click.echo("\n".join(found) or "没有冲突，也没有空白。(neither clashes nor gaps)")
        return
    rows = [line.cells for line in lines(index, events)]
    click.echo("\n".join(_written(rows)) or "这段时间没有活动。(nothing in these days)")


def _span(
    first: datetime | None, last: datetime | None, today: date, end: date, *, is_whole: bool
) -> tuple[date, date]:
    """Return the first and the last day that are asked for; a report is about all days to come."""
    since = first.date() if first else today
    until = last.date() if last else end if is_whole else since + _AHEAD
    if until < since:
        refuse(f"--to（{until}）早于 --from（{since}）。(--to is before --from)")
    if since > end:
        refuse(f"日历只排到 {end}；请写早一些的日子。(the calendar ends on {end})")
    return since, until


def _written(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Iterate over lines: columns below each other on a terminal, tabs between them elsewhere."""
    if not rows:
        return
    if not sys.stdout.isatty():
        yield from ("\t".join(row) for row in rows)
        return
    table = [_HEAD, *rows]
    widths = [max(_width(row[i]) for row in table) for i in range(len(_HEAD))]
    for row in table:
        cells = (
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Return how many columns a text takes: Chinese characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
