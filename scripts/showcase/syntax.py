"""What an editor got wrong where YAML cannot be read, or would be read as something else.

libyaml says what it expected, often a line too late. Editors need to know what to write: so the lines around
the place are read again, one by one, for the mistakes that people make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in the writing of a file.

    Args:
        line: Counted from 1.
        column: In characters, counted from 1.
        code: Kind of problem, a key of `SENTENCES`.
        values: What fills the sentence.
    """

    line: int
    column: int
    code: str
    values: dict[str, str] = field(default_factory=dict)


_DASHES = "－—–−‐‑•·●▪＊"
_COLONS = "：﹕∶꞉"
_WIDE_SPACES = "\u3000\xa0"
_WIDE_BRACKETS = {"【": "[", "［": "[", "〔": "[", "｛": "{"}
_TO_ASCII = str.maketrans("【】［］〔〕｛｝，、：　", "[][][]{},,: ")
_NAME = r"[A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff]{1,8}"
_ITEM = r"(?P<lead> *(?:- +)*)"
_STRUCTURE = re.compile(rf"{_ITEM}(?P<name>{_NAME}|\"[^\"]*\"|'[^']*') *:(?: +(?P<value>.*))?$")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")

_LINES = (
    ("wide-bracket", re.compile(rf"{_ITEM}(?P<value>｛(?:{_NAME}) *[:{_COLONS}].*)$")),
    ("wide-space", re.compile(rf"(?P<lead> *[{_WIDE_SPACES}][ {_WIDE_SPACES}]*)(?P<rest>\S.*)$")),
    ("wide-dash", re.compile(rf"(?P<lead> *)[{_DASHES}][ {_WIDE_SPACES}]*(?P<value>\S.*)$")),
    ("wide-space", re.compile(rf"(?P<lead> *-)[{_WIDE_SPACES}][ {_WIDE_SPACES}]*(?P<rest>\S.*)$")),
    ("no-space-after-dash", re.compile(r"(?P<lead> *)-(?P<value>[^\s\-0-9].*)$")),
    (
        "wide-space",
        re.compile(
            rf"{_ITEM}(?P<name>{_NAME}):[ ]?[{_WIDE_SPACES}][ {_WIDE_SPACES}]*(?P<value>\S.*)$"
        ),
    ),
    ("wide-colon", re.compile(rf"{_ITEM}(?P<name>{_NAME}) *[{_COLONS}] *(?P<value>.*)$")),
    (
        "wide-quote",
        re.compile(rf"{_ITEM}[“”‘’「](?P<name>{_NAME})[“”‘’」] *[:{_COLONS}] *(?P<value>.*)$"),
    ),
    ("no-space-after-colon", re.compile(rf"{_ITEM}(?P<name>{_NAME}):(?!//)(?P<value>\S.*)$")),
)
"""Lines that are never what was meant, each pattern with the kind of the mistake."""
_WITHOUT_COLON = re.compile(rf"{_ITEM}(?P<name>[A-Za-z_][A-Za-z0-9_]*) *[ =] *(?P<value>[^\s=].*)$")
_QUOTES = {'"': re.compile(r'"((?:[^"\\]|\\.)*)"'), "'": re.compile(r"'((?:[^']|'')*)'")}


def misread(line: str) -> Fault | None:
    """Return what is wrong with a line that says something else than it seems to; its line is 1.

    >>> misread("name：灯下").values["new"]
    'name: 灯下'
    """
    for code, pattern in _LINES:
        if match := pattern.match(line):
            parts = match.groupdict()
            column = len(match["lead"]) + 1
            if code == "wide-bracket":
                return _at(1, misread_value(match["value"]), column)
            if code == "wide-space" and "name" not in parts:
                bare = match["lead"].rstrip(f" {_WIDE_SPACES}")
                spaces = match["lead"].replace("\u3000", "  ").replace("\xa0", " ")
                new = f"{bare} {match['rest']}" if bare else f"{spaces}{match['rest']}"
                return Fault(1, len(bare) + 1, code, {"found": match["rest"], "new": new})
            if "name" not in parts:
                return Fault(
                    1, column, code, {"found": line[column - 1], "new": f"- {match['value']}"}
                )
            new = f"{match['name']}: {match['value']}".rstrip()
            return Fault(1, column, code, {"found": match["name"], "new": new})
    return None


def misread_value(text: str) -> Fault | None:
    """Return what is wrong with a value that should be a list or a group of fields but reads as text.

    >>> misread_value("【a，b】").values["new"]
    '[a, b]'
    """
    if text[:1] in _WIDE_BRACKETS:
        new = re.sub(r", *", ", ", text.translate(_TO_ASCII))
        return Fault(1, 1, "wide-bracket", {"found": text[:1], "new": new})
    fault = misread(text)
    if fault is not None and fault.code.endswith("dash"):
        first = re.split(rf" [-{_DASHES}]", fault.values["new"].removeprefix("- "))[0]
        return Fault(1, 1, fault.code, {**fault.values, "new": f"- {first.strip()}"})
    return fault


def misread_name(name: str, rest: str) -> Fault | None:
    """Return what is wrong with the name of a field that has other signs in it.

    Args:
        name: As YAML takes it.
        rest: The line from there on.
    """
    if name[:1] in _WIDE_BRACKETS:
        return misread_value(rest)
    fault = misread(name)
    if fault is None or fault.code == "wide-space" or not rest.startswith(name):
        fault = misread(rest)
    if fault is not None and "，" in name:
        new = re.sub(r"([,:]) *", r"\1 ", name.translate(_TO_ASCII))
        return Fault(1, fault.column, fault.code, fault.values | {"new": new})
    return fault


def faults(text: str, error: yaml.YAMLError) -> Iterator[Fault]:
    """Iterate over the mistakes that keep a text from being read, the one that stopped the reader first.

    Args:
        text: The whole file.
        error: What libyaml says.
    """
    lines = text.splitlines() or [""]
    found = _Diagnosis(lines, error).fault()
    yield found
    for number, line in _structural(lines):
        other = misread(line)
        is_field = other is not None and other.values["found"].isascii()
        if other is not None and is_field and other.code == "wide-colon" and number != found.line:
            yield Fault(number, other.column, other.code, other.values)


def _structural(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Iterate over the lines, numbered from 1, that are no comments and not inside a text of several lines."""
    block = -1
    for number, line in enumerate(lines, 1):
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        if not content or (block >= 0 and indent > block):
            continue
        block = -1
        if content.startswith(("#", "---")):
            continue
        yield number, line
        match = _STRUCTURE.match(line)
        if match and _BLOCK.match(match["value"] or ""):
            block = indent


class _Diagnosis:
    """Finds the mistake behind one error of libyaml."""

    def __init__(self, lines: list[str], error: yaml.YAMLError) -> None:
        problem: Any = getattr(error, "problem_mark", None)
        context: Any = getattr(error, "context_mark", None) or problem
        self.lines = lines
        self.said = f"{getattr(error, 'context', '')} / {getattr(error, 'problem', error)}"
        self.number = min(problem.line + 1 if problem else 1, len(lines))
        self.column = problem.column + 1 if problem and problem.line < len(lines) else 1
        self.began = min(context.line + 1 if context else self.number, self.number)
        self.began_column = context.column + 1 if context else 1
        self.structural = [(n, line) for n, line in _structural(lines) if n <= self.number]

    def fault(self) -> Fault:
        """Return the mistake."""
        for words, find in _FINDERS.items():
            if words in self.said and (found := find(self)) is not None:
                return found
        return Fault(self.number, self.column, "yaml-syntax")

    def before(self) -> tuple[int, str] | None:
        """Return the structural line before the place of the error."""
        earlier = [entry for entry in self.structural if entry[0] < self.number]
        return earlier[-1] if earlier else None

    def line(self, number: int) -> str:
        """Return a line by its number."""
        return self.lines[number - 1]

    def key_line(self) -> Fault | None:
        """Return why a line is no field."""
        number, line = self.began, self.line(self.began)
        found = _at(number, misread(line)) or _unclosed(number, line) or self._outside_block(number)
        if found is not None:
            return found
        before = self._expected_dash(number)
        if before is not None:
            indent = len(line) - len(line.lstrip(" "))
            return Fault(number, indent + 1, "missing-dash", {"new": f"- {line.strip()}"})
        if match := _WITHOUT_COLON.match(line):
            return _without_colon(number, match)
        indent = len(line) - len(line.lstrip(" "))
        return Fault(number, indent + 1, "stray-text", {"found": line.strip()[:20]})

    def _expected_dash(self, number: int) -> str | None:
        """Return the line before if it is an item of a list at the indentation of this line."""
        line = self.line(number)
        earlier = [text for n, text in self.structural if n < number]
        indent = len(line) - len(line.lstrip(" "))
        is_item = bool(earlier) and earlier[-1].startswith(" " * indent + "- ")
        return earlier[-1] if is_item and not line.lstrip().startswith("-") else None

    def _outside_block(self, number: int) -> Fault | None:
        """Return the fault of a line that belongs to a text of several lines but stands too far left."""
        line = self.line(number)
        indent = len(line) - len(line.lstrip(" "))
        earlier = [text for n, text in self.structural if n < number]
        match = _STRUCTURE.match(earlier[-1]) if earlier else None
        if match is None or not _BLOCK.match(match["value"] or "") or _STRUCTURE.match(line):
            return None
        missing = _indentation_of_block(self.lines, earlier[-1], number) - indent
        if missing <= 0:
            return None
        values = {"found": match["name"], "expected": str(missing)}
        return Fault(number, indent + 1, "text-outside-block", values)

    def value_line(self) -> Fault | None:
        """Return why a colon may not stand where it stands."""
        before = self.before()
        if before is not None:
            number, line = before
            found = _at(number, misread(line))
            if found is None and not _STRUCTURE.match(line):
                without = _WITHOUT_COLON.match(line)
                found = _without_colon(number, without) if without else None
            if found is not None:
                return found
        line = self.line(self.number)
        return (
            _at(self.number, misread(line))
            or _colon_in_value(self.number, line)
            or self.indentation()
        )

    def structure(self) -> Fault | None:
        """Return why a line does not continue what is above it."""
        line = self.line(self.number)
        return (
            _after_quote(self.number, line)
            or _unclosed(self.number, line)
            or self._unclosed_above()
            or self._outside_block(self.number)
            or _at(self.number, misread(line))
            or self._top_level_list()
            or self.indentation()
            or self._dash()
            or self._nameless()
        )

    def _nameless(self) -> Fault | None:
        """Return the fault of a field without a name."""
        line = self.line(self.number)
        is_nameless = line.lstrip(" -").startswith(":")
        return Fault(self.number, self.column, "complex-key") if is_nameless else None

    def _top_level_list(self) -> Fault | None:
        number, line = self.structural[0] if self.structural else (1, "")
        if not line.startswith("- "):
            return None
        return Fault(number, 1, "not-a-record", {"found": "一个列表", "found_en": "a list"})

    def _unclosed_above(self) -> Fault | None:
        for number, line in reversed(self.structural):
            if found := _unclosed(number, line):
                return found
        return None

    def _dash(self) -> Fault | None:
        """Return the fault of a line that lacks its dash, or has one too many."""
        line = self.line(self.number)
        content = line.lstrip(" ")
        column = len(line) - len(content) + 1
        if content.startswith("- "):
            return Fault(self.number, column, "stray-dash")
        if "expected '-'" in self.said:
            return Fault(self.number, column, "missing-dash", {"new": f"- {content}"})
        return None

    def indentation(self) -> Fault | None:
        """Return the fault of a line that begins at the wrong column, if it does."""
        line = self.line(self.number)
        found = len(line) - len(line.lstrip(" "))
        is_item = line.lstrip(" ").startswith("- ")
        levels = self._levels()
        before = self.before()
        opens = before is not None and re.search(r":\s*(?:#.*)?$", before[1])
        if (is_item and found in levels) or (opens and levels and found > levels[-1]):
            return None
        if not is_item and self._expected_dash(self.number) is not None:
            levels = [level for level in levels if level != found]
        if not levels or found in levels:
            return None
        expected = min(reversed(levels), key=lambda level: abs(level - found))
        values = {"found": str(found), "expected": str(expected)}
        return Fault(self.number, found + 1, "bad-indentation", values)

    def _levels(self) -> list[int]:
        """Return the columns at which a line may begin here, from left to right."""
        levels: list[int] = []
        for number, line in self.structural:
            if number >= self.number:
                break
            content = line.lstrip(" ")
            indent = len(line) - len(content)
            levels = [level for level in levels if level < indent] + [indent]
            while content.startswith("- "):
                rest = content[2:].lstrip(" ")
                indent += len(content) - len(rest)
                content = rest
                levels.append(indent)
        return levels

    def first_line(self) -> Fault | None:
        """Return the fault of a file whose beginning is no record."""
        number, line = self.structural[0] if self.structural else (1, "")
        indent = len(line) - len(line.lstrip(" "))
        if indent:
            values = {"found": str(indent), "expected": "0"}
            return Fault(number, 1, "bad-indentation", values)
        return _at(number, misread(line))

    def quote(self) -> Fault | None:
        """Return the fault of a quotation that does not end."""
        line = self.line(self.began)
        opening = line[self.began_column - 1 : self.began_column]
        return _unclosed(self.began, line) or Fault(
            self.began,
            self.began_column,
            "unclosed-quote",
            {"found": opening, "new": line.strip() + opening},
        )

    def escape(self) -> Fault | None:
        """Return the fault of a backslash in double quotes."""
        line = self.line(self.number)
        at = line.rfind("\\", 0, self.column)
        if at < 0:
            return None
        sign = line[at : at + 2]
        return Fault(self.number, at + 1, "bad-escape", {"found": sign, "new": f"\\{sign}"})

    def bracket(self) -> Fault | None:
        """Return the fault of a list or group in brackets that does not end in its line."""
        number, column = self.began, self.began_column
        line = self.line(number)
        opening = line[column - 1 : column]
        closing = {"[": "]", "{": "}"}.get(opening, "")
        if not closing or line.count(opening, column - 1) <= line.count(closing, column - 1):
            return None
        new = line[column - 1 :].rstrip().rstrip(",") + closing
        return Fault(
            number, column, "unclosed-bracket", {"found": opening, "closing": closing, "new": new}
        )

    def comma(self) -> Fault | None:
        """Return the fault of a list in brackets with nothing between two commas."""
        line = self.line(self.number)
        is_comma = line[self.column - 1 : self.column] == ","
        return Fault(self.number, self.column, "stray-comma") if is_comma else None

    def start_of_value(self) -> Fault | None:
        """Return the fault of a value that begins with a sign of YAML."""
        line = self.line(self.began)
        sign = line[self.began_column - 1 : self.began_column]
        if sign == "\t":
            return Fault(self.began, self.began_column, "tab")
        if sign == "*" and re.fullmatch(r" *\* +\S.*", line):
            new = f"- {line.strip()[1:].strip()}"
            return Fault(self.began, self.began_column, "wide-dash", {"found": "*", "new": new})
        value = line[self.began_column - 1 :].rstrip()
        values = {"found": sign, "new": quoted(value)}
        return Fault(self.began, self.began_column, "reserved-start", values)

    def directive(self) -> Fault | None:
        """Return the fault of a line that begins with a percent sign."""
        found = {"found": "指令「%」", "found_en": "directives (%)"}
        return Fault(self.began, self.began_column, "yaml-feature", found)

    def dash_on_line(self) -> Fault | None:
        """Return the fault of a list that begins beside its field."""
        line = self.line(self.number)
        match = _STRUCTURE.match(line)
        if match is None or not match["value"]:
            return self.structure()
        column = match.start("value") + 1
        if not re.match(r"-\s+\S", match["value"]):
            values = {"found": match["value"][:1], "new": quoted(match["value"].rstrip())}
            return Fault(self.number, column, "reserved-start", values)
        values = {"found": match["name"], "new": match["value"].rstrip()}
        return Fault(self.number, column, "list-on-key-line", values)

    def block(self) -> Fault | None:
        """Return the fault of a text that begins beside the sign that announces it."""
        sign = self.line(self.began)[self.began_column - 1 : self.began_column]
        return Fault(self.began, self.began_column, "text-beside-sign", {"found": sign})


_FINDERS = {
    "could not find expected ':'": _Diagnosis.key_line,
    "mapping values are not allowed": _Diagnosis.value_line,
    "unknown escape": _Diagnosis.escape,
    "scanning a quoted scalar": _Diagnosis.quote,
    "parsing a quoted scalar": _Diagnosis.escape,
    "scanning a block scalar": _Diagnosis.block,
    "parsing a flow node": _Diagnosis.comma,
    "parsing a flow": _Diagnosis.bracket,
    "scanning a directive": _Diagnosis.directive,
    "block sequence entries are not allowed": _Diagnosis.dash_on_line,
    "cannot start any token": _Diagnosis.start_of_value,
    "scanning an a": _Diagnosis.start_of_value,  # anchors and aliases
    "scanning a tag": _Diagnosis.start_of_value,
    "undefined tag handle": _Diagnosis.start_of_value,
    "mapping keys are not allowed": _Diagnosis.start_of_value,
    "expected node content": _Diagnosis.start_of_value,
    "parsing a block": _Diagnosis.structure,
    "expected <document start>": _Diagnosis.first_line,
}
"""What libyaml says, in parts, with the way to find out what lies behind it; the first that fits is asked."""


def _at(number: int, fault: Fault | None, column: int = 1) -> Fault | None:
    return fault and Fault(number, fault.column + column - 1, fault.code, fault.values)


def _without_colon(number: int, match: re.Match[str]) -> Fault:
    values = {"found": match["name"], "new": f"{match['name']}: {match['value']}"}
    return Fault(number, len(match["lead"]) + 1, "missing-colon", values)


def _colon_in_value(number: int, line: str) -> Fault | None:
    match = _STRUCTURE.match(line)
    if match is None or not re.search(r":(?: |$)", match["value"] or ""):
        return None
    value = match["value"].rstrip()
    new = f"{match['name']}: {quoted(value)}"
    return Fault(
        number, match.start("value") + 1, "colon-in-value", {"found": match["name"], "new": new}
    )


def _value_in_quotes(line: str) -> tuple[str, int, re.Match[str] | None] | None:
    """Return the value of a line that begins with a quote, its offset, and the whole quotation if it ends."""
    match = re.match(rf"{_ITEM}(?:(?:{_NAME}) *: +)?(?P<value>[\"'].*)$", line)
    if match is None:
        return None
    value = match["value"].rstrip()
    return value, match.start("value"), _QUOTES[value[0]].match(value)


def _unclosed(number: int, line: str) -> Fault | None:
    found = _value_in_quotes(line)
    if found is None or found[2] is not None:
        return None
    value, offset, _ = found
    return Fault(
        number,
        offset + 1,
        "unclosed-quote",
        {"found": value[0], "new": f"{line[:offset]}{value}{value[0]}".strip()},
    )


def _after_quote(number: int, line: str) -> Fault | None:
    found = _value_in_quotes(line)
    if found is None or found[2] is None:
        return None
    value, offset, quotation = found
    assert quotation is not None
    rest = value[quotation.end() :]
    if not rest.strip() or rest.lstrip().startswith(("#", ":")):
        return None
    marks = "“{}”" if value[0] == '"' else "‘{}’"
    whole = quoted(value[1:-1]) if rest.endswith(value[0]) else marks.format(quotation[1]) + rest
    new = f"{line[:offset]}{whole}".strip()
    return Fault(number, offset + quotation.end() + 1, "text-after-quote", {"new": new})


def quoted(value: str) -> str:
    r"""Return a value as it is written in quotes.

    >>> quoted("时间: 九点"), quoted('写 "a: b"')
    ('"时间: 九点"', '\'写 "a: b"\'')
    """
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _indentation_of_block(lines: list[str], key: str, number: int) -> int:
    """Return how far the text below a key is indented."""
    start = next(i for i, line in enumerate(lines) if line == key and i < number)
    inside = [line for line in lines[start + 1 : number - 1] if line.strip()]
    smallest = len(key) - len(key.lstrip(" ")) + 2
    return len(inside[0]) - len(inside[0].lstrip(" ")) if inside else smallest
