"""What a command says when it cannot do what it is asked, and with which status it leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from showcase.formatting import MeaningChanged
from showcase.problems import Language, ProblemsFound
from showcase.renaming import StillNeeded
from showcase.usages import WrongId

MEANING_CHANGED = (
    "{path}: 整理会改变这个文件的内容，所以没有动它；请把这个文件发给维护工具的人。"
    "(left alone, formatting would change what it says; please report it)"
)


@contextmanager
def one_line_each(language: Language) -> Iterator[None]:
    """Turn what cannot be done into lines and an exit status."""
    try:
        yield
    except WrongId as wrong:
        refuse(str(wrong))
    except StillNeeded as needed:
        click.echo("\n".join(needed.sentences), err=True)
        sys.exit(1)
    except ProblemsFound as found:
        click.echo("\n".join(problem.text(language) for problem in found.problems), err=True)
        click.echo(
            "没有改动任何文件；请先改正这些问题。(nothing was changed; mend this first)", err=True
        )
        sys.exit(1)
    except MeaningChanged as changed:
        click.echo(MEANING_CHANGED.format(path=changed), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(
            f"读写不了 {error.filename}，没有改动任何文件；请检查权限和磁盘空间。"
            f"(cannot read or write {error.filename}: {error.strerror}; nothing was changed)",
            err=True,
        )
        sys.exit(1)


def refuse(sentence: str) -> NoReturn:
    """Say what is wrong with the words of the command, and leave with status 2."""
    click.echo(sentence, err=True)
    sys.exit(2)
