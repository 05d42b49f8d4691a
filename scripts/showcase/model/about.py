"""What the docstrings below the fields of the model say, for editors.

The first line is the label and the meaning in Chinese, the second the meaning in English; `例：` gives what may
be written there, `误：` what is refused, both as in a file. Handbook, schemas, snippets and questions come from this.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

_GOOD, _BAD = "例：", "误："


@dataclass(frozen=True, slots=True)
class About:
    """What editors need to know of a field.

    Args:
        zh: Its name in Chinese.
        meaning: What belongs there, in Chinese.
        meaning_en: The same in English.
        good: An example as it is written in a file; empty for a group of fields, which have their own.
        bad: What somebody may write and the check refuses; empty where nothing is worth telling.
    """

    zh: str
    meaning: str
    meaning_en: str
    good: str = ""
    bad: str = ""

    def __post_init__(self) -> None:
        """Refuse a description that leaves something out."""
        if not (self.zh and self.meaning and self.meaning_en):
            raise ValueError(
                f"a description needs a label and its meaning in both languages: {self}"
            )

    @classmethod
    def parse(cls, docstring: str) -> About:
        r"""Read what stands below a field.

        >>> About.parse("名称：照来源的写法。\nWhat it is called.\n例：灯下").good
        '灯下'
        """
        chinese, english, *more = [*inspect.cleandoc(docstring).splitlines(), ""]
        examples = {line[:2]: line[2:] for line in more}
        zh, _, meaning = chinese.partition("：")
        return cls(zh, meaning, english, examples.get(_GOOD, ""), examples.get(_BAD, ""))


def written(example: str) -> Any:
    """Return what an example holds, as the reader of records gives it."""
    import yaml  # noqa: PLC0415  # a build does not need it

    return yaml.load(example, yaml.CBaseLoader)  # noqa: S506  # makes nothing but text, lists and mappings


@cache
def abouts(model: type[BaseModel]) -> Mapping[str, About]:
    """Return what is said about the fields of a class, its own and those that it inherits.

    pydantic can read docstrings too, but does so for every class whenever the program starts.
    """
    return {
        name: About.parse(docstring)
        for part in reversed(model.__mro__)
        if issubclass(part, BaseModel) and part is not BaseModel
        for name, docstring in _docstrings(part)
        if name in model.model_fields
    }


def _docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Iterate over the fields that a class has of its own and the text below each."""
    body = _classes(model.__module__)[model.__name__].body
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(text))):
                yield name, text


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
