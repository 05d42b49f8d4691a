"""One way to write a record: order of the fields, quotes, widths of characters, layout.

What a file says is never changed: the new text is read again and compared before anybody gets it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    PlainScalarString,
    ScalarString,
)

from showcase import comments
from showcase.fields import UNKNOWN, Field, model_of
from showcase.manuscript import Manuscript
from showcase.margins import with_comments
from showcase.problems import ProblemsFound
from showcase.schema import MODELINE, modeline
from showcase.sources import SIZE_LIMIT, Data, Document, document_of
from showcase.widths import chinese_punctuation, half_width

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_NOT_PLAIN = re.compile(
    r"""
    [-?:](?:[ ]|\Z) | --- | \.\.\. | [ ,\[\]{}\#&*!|>'"%@`]  # begins like something else
    | .* (?: [ ]\Z | :(?:[ ]|\Z) | [ ]\# | [\t\n\r] )        # ends, or goes on, as something else
    """,
    re.VERBOSE | re.DOTALL,
)
_NOT_PLAIN_IN_ROW = re.compile(r"[-?:]|.*[,\[\]{}]", re.DOTALL)
_RETYPED = re.compile(
    r"""
    ~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]? (?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+ )
    | [-+]? (?: [0-9][0-9_]* (?:\.[0-9_]*)? | \.[0-9][0-9_]* ) (?:e[-+]?[0-9]+)?
    | [-+]? \.inf | \.nan
    | [-+]? [0-9][0-9_]* (?::[0-5]?[0-9])+ (?:\.[0-9_]*)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?:[Tt\ ].*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What readers of YAML 1.1 or 1.2 take for something other than text."""


class MeaningChanged(Exception):  # noqa: N818  # what it says
    """The new text would not say what the file says; a fault of this program."""


def record_files(root: Path) -> Iterator[str]:
    """Iterate over the files of all records of a tree, vocabularies and the city included."""
    for folder in ("brands", "content"):
        for file in sorted((root / folder).rglob("*.yaml")):
            path = file.relative_to(root).as_posix()
            if model_of(path):
                yield path


def formatted(manuscript: Manuscript) -> str:
    """Return the text of a file, written in the one way.

    Raises:
        ProblemsFound: If the new text cannot be read, for example because it has grown too large.
        MeaningChanged: If it would not say the same.
    """
    model = model_of(manuscript.path)
    assert model is not None
    whole = Field(parts=(model,))
    data = _ordered(manuscript.data, whole)
    bare = _dumped(data, whole)
    line = modeline(manuscript.path)
    kept = comments.with_first(manuscript.comments, line, MODELINE)
    text = with_comments(bare, _read_again(manuscript.path, bare), kept)
    others = [text for text in manuscript.all_comments() if not text.startswith(MODELINE)]
    are_kept = sorted(comments.texts(text)) == sorted([line, *others])
    if _read_again(manuscript.path, text).data != data or not are_kept:
        raise MeaningChanged(manuscript.path)
    return text


def _ordered(value: Data, field: Field) -> Data:
    """Return data with fields in the order of the model and characters in the right width."""
    if isinstance(value, dict):
        fields = field.inner(value)
        known = [name for name in fields if name in value]
        unknown = [name for name in value if name not in fields]
        return {n: _ordered(value[n], fields.get(n, UNKNOWN)) for n in [*known, *unknown]}
    if isinstance(value, list):
        return [_ordered(item, field) for item in value]
    if value is None or field is UNKNOWN:
        return value
    return chinese_punctuation(value) if field.is_text else half_width(value)


def _dumped(data: Data, field: Field) -> str:
    """Return the text of a file without comments."""
    yaml = YAML(typ="rt")
    yaml.Resolver, yaml.Representer = _EverythingIsText, _Styles
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 2 * SIZE_LIMIT
    stream = io.StringIO()
    yaml.dump(_styled(data, field), stream)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04X}", stream.getvalue())


class _EverythingIsText(BaseResolver):
    """Lets plain words stay plain: which of them need quotes is decided below."""

    def __init__(self, version: object = None, loader: object = None) -> None:
        super().__init__(loader)


class _Nothing(ScalarString):
    """A field without a value."""


class _Styles(RoundTripRepresenter):
    """Lets ruamel.yaml write nothing where nothing is, not `null`."""

    def represent_nothing(self, nothing: _Nothing) -> ScalarNode:
        """Return the node of a field without a value."""
        return self.represent_scalar("tag:yaml.org,2002:str", nothing, style="-")


_Styles.add_representer(_Nothing, _Styles.represent_nothing)


def _styled(value: Data, field: Field, *, in_row: bool = False) -> object:
    """Return data as ruamel.yaml keeps it, each value with the style that it is written in."""
    if isinstance(value, dict):
        fields = field.inner(value)
        group = CommentedMap(
            (
                _scalar(name, UNKNOWN, in_row=True),
                _styled(inner, fields.get(name, UNKNOWN), in_row=in_row),
            )
            for name, inner in value.items()
        )
        if in_row:
            group.fa.set_flow_style()
        return group
    if isinstance(value, list):
        items = CommentedSeq(_styled(v, field, in_row=in_row or field.is_table) for v in value)
        if in_row:
            items.fa.set_flow_style()
        return items
    return _scalar(value, field, in_row=in_row)


def _scalar(text: str | None, field: Field, *, in_row: bool) -> Any:
    """Return a text with its style: several lines below each other, plain, or in double quotes."""
    if text is None:
        return _Nothing("")
    if not in_row and _is_block(text):
        return LiteralScalarString(text)
    is_plain = text and not (_NOT_PLAIN.match(text) or _HIDDEN.search(text))
    if in_row and _NOT_PLAIN_IN_ROW.match(text):
        is_plain = False
    if is_plain and (field.is_value or not _RETYPED.fullmatch(text)):
        return PlainScalarString(text)
    return DoubleQuotedScalarString(text)


def _is_block(text: str) -> bool:
    """Return whether a text has several lines and can be written line by line."""
    whole = text.removesuffix("\n")
    is_clean = whole == whole.strip() and "\t" not in text and not _HIDDEN.search(text)
    return "\n" in text and is_clean


def _read_again(path: str, text: str) -> Document:
    """Return what is read from a text, in the very way in which records are read."""
    document = document_of(path, text.encode())
    if document.problems:
        raise ProblemsFound(document.problems)
    return document
