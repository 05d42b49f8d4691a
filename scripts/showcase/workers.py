"""Work that several processes share, where the system can fork them with all that is known by then."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEWEST = 500
"""How many items are worth another process."""
_SLICES = 200
"""Into how many slices the items are cut at most; who has done one takes the next."""
_NUMBER = 2
"""The bytes of the number of a slice."""


class Stopped(OSError):  # noqa: N818  # what happened to a process
    """Another process was ended from outside, for example because the memory was full."""

    def __init__(self) -> None:
        super().__init__(None, "另一个进程被中止，可能是内存不够 (a process was killed)", "网站")


def shared(
    items: Sequence[Item],
    work: Callable[[Iterator[Item]], Result],
    processes: int | None = None,
) -> list[Result]:
    """Let several processes do a work together, each with the items that it comes to.

    Args:
        items: What is to be done, in any order.
        work: Does it with some of the items, which it asks for one after another; what it returns is sent
            here from the other processes.
        processes: How many; None for as many as there are cores, if the items are worth it.

    Returns:
        The result of this process, then those of the others.

    Raises:
        Stopped: If one of the processes was ended from outside.
    """
    if processes is None:
        processes = min(_cores(), len(items) // _FEWEST)
    if processes <= 1:
        return [work(iter(items))]
    slices = _Slices(len(items))
    helpers = [_Helper(lambda: work(slices.items(items))) for _ in range(processes - 1)]
    try:
        return [work(slices.items(items)), *(helper.result() for helper in helpers)]
    finally:
        slices.forget()
        for helper in helpers:
            helper.end()


def _cores() -> int:
    """Return how many processes can run at a time; elsewhere a forked one may not use all of the system."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


class _Slices:
    """The slices that nobody has taken yet: their numbers lie in a pipe, which no lock can block."""

    def __init__(self, total: int) -> None:
        self._length = max(1, -(-total // _SLICES))
        self._numbers, end = os.pipe()
        for number in range(-(-total // self._length)):
            os.write(end, number.to_bytes(_NUMBER, "big"))
        os.close(end)

    def items(self, items: Sequence[Item]) -> Iterator[Item]:
        """Iterate over the items of the slices that this process takes."""
        starter = multiprocessing.parent_process()
        taken = iter(lambda: os.read(self._numbers, _NUMBER), b"")
        for number in takewhile(lambda _: starter is None or starter.is_alive(), taken):
            start = int.from_bytes(number, "big") * self._length
            yield from items[start : start + self._length]

    def forget(self) -> None:
        """Take no more of them."""
        os.close(self._numbers)


class _Helper(Generic[Result]):
    """Another process that does a work and sends what came of it."""

    def __init__(self, work: Callable[[], Result]) -> None:
        fork = multiprocessing.get_context("fork")
        self._end, end = fork.Pipe(duplex=False)
        self._process = fork.Process(target=_send, args=(work, self._end, end), daemon=True)
        self._process.start()
        end.close()

    def result(self) -> Result:
        """Wait for the result and return it; raise what the work raised."""
        try:
            is_done, result = self._end.recv()
        except EOFError:
            raise Stopped from None
        if is_done:
            return result  # type: ignore[no-any-return]  # what the work gave
        raise result

    def end(self) -> None:
        """End the process, if it has not ended."""
        self._process.kill()
        self._process.join()
        self._end.close()


def _send(work: Callable[[], object], receiver: Connection, end: Connection) -> None:
    receiver.close()  # else this process would wait for itself to receive when nobody else does
    try:
        found = True, work()
    except Exception as error:  # noqa: BLE001  # raised again by who waits for it
        found = False, error
    with suppress(BrokenPipeError):  # nobody waits any more
        end.send(found)
