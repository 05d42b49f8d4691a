"""What a build is doing, one line a phase: what, how many, how long."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Phase:
    """One step of a build."""

    name: str
    count: int | None = None
    wall: float = 0.0
    processor: float = 0.0

    def text(self) -> str:
        """Return the phase in one line."""
        amount = "" if self.count is None else f" {self.count}"
        return f"{self.name}{amount}（{self.wall:.1f} 秒）"


@dataclass
class Progress:
    """The phases of a build, told as they end.

    Args:
        tell: What is done with each line.
    """

    tell: Callable[[str], None] = print
    phases: list[Phase] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[Phase]:
        """Time a phase; it counts as ended even if it fails, but is told only if it succeeds."""
        phase = Phase(name)
        wall, processor = time.perf_counter(), _processor()
        try:
            yield phase
        finally:
            phase.wall, phase.processor = time.perf_counter() - wall, _processor() - processor
            self.phases.append(phase)
        self.tell(phase.text())

    def table(self) -> str:
        """Return where the time went, the longest phase first."""
        total = sum(phase.processor for phase in self.phases) or 1
        ordered = sorted(self.phases, key=lambda phase: -phase.processor)
        return "\n".join(
            f"{p.processor:8.2f} 秒处理器 {p.wall:8.2f} 秒 {p.processor / total:6.0%}  {p.name}"
            for p in ordered
        )


def _processor() -> float:
    """Return the processor time of this process and its finished children."""
    times = time.process_time()
    children = os.times()
    return times + children.children_user + children.children_system
