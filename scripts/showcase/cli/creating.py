"""`showcase new`: ask for what a record needs, and write it if nothing is wrong with it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import click

from showcase.build import build_day
from showcase.catalog import Catalog, read_catalog
from showcase.cli.options import language_option, root_option, today_option
from showcase.drafting import Draft, NoSuchField, choices_of, propose_id, taken_ids, word_for
from showcase.fields import Field, fields_of
from showcase.model import KINDS, Group
from showcase.problems import FieldPath, Language, ProblemsFound, dotted
from showcase.samples import WRITTEN_TODAY, asked

_ID = re.compile(r"[a-z0-9-]{2,64}")
_FEW = 25


@click.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="种类")
@click.option("--name", help="名称。Its name.")
@click.option("--id", "id", help="编号；不写就用名称的拼音。Its id; pinyin of the name by default.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="字段=内容",
    help="写一个字段，例如 --set source.0.ref=city-paper；可以写几次。Set a field; may be repeated.",
)
@click.option("--no-input", is_flag=True, help="不提问。Ask nothing.")
@root_option
@language_option
@today_option
def new(
    *,
    kind: str,
    name: str | None,
    id: str | None,
    settings: tuple[str, ...],
    no_input: bool,
    root: Path,
    language: Language,
) -> None:
    """新建一条记录。Write a new record.

    种类是 brand 品牌、project 项目、activity 活动、organization 组织、place 地点或 node 时间点。
    一项一项地问，没有问题才写入文件，不会覆盖已有的文件。
    Asks for each field and writes the file if nothing is wrong with it; nothing is overwritten.
    """
    catalog = read_catalog(root)[0]
    if catalog is None:
        _refuse(
            "缺少城市资料；请先运行 showcase check。(the city file is missing; run showcase check)"
        )
    if name is None and not no_input:
        name = _prompt("名称（name）", is_required=True)
    draft = Draft(KINDS[kind], "", {"name": name} if name else {})
    draft = replace(draft, id=_id(root, catalog, name or "", id, no_input=no_input))
    for setting in settings:
        draft = _set(draft, setting, catalog)
    if not no_input:
        draft = _Questions(catalog, language).fill(draft)
    elif "assured_date" not in draft.data:
        draft = draft.with_answer(("assured_date",), build_day().isoformat())
    _write(draft, root, catalog, language, no_input=no_input)


def _id(root: Path, catalog: Catalog, name: str, wanted: str | None, *, no_input: bool) -> str:
    """Return the id of the new record, which must be free."""
    taken = taken_ids(root, catalog)
    if wanted is None and not no_input:
        wanted = _prompt("编号（文件名，也是网址，定了不再改）", default=propose_id(name, taken))
    id = wanted or propose_id(name, taken)
    if not _ID.fullmatch(id):
        _refuse(
            f"「{id}」不能作编号；请用 2 到 64 个小写字母、数字或连字符。"
            f"(“{id}” cannot be an id; use 2 to 64 lower-case letters, digits or hyphens)"
        )
    if id in taken:
        _refuse(
            f"编号「{id}」已经用过，没有改动任何文件；请用 --id 换一个。"
            f"(“{id}” is taken, nothing was changed; choose another with --id)"
        )
    return id


def _set(draft: Draft, setting: str, catalog: Catalog) -> Draft:
    name, equals, answer = setting.partition("=")
    if not equals or not name:
        _refuse(
            f"「{setting}」应写成 字段=内容，例如 --set status=active。"
            f"(write “{setting}” as field=value, such as --set status=active)"
        )
    where = _path(name)
    try:
        return draft.with_answer(where, word_for(draft.field(where), answer, catalog))
    except NoSuchField:
        _refuse(f"「{name}」不是字段；请照 source.0.title 这样写。(“{name}” is no field)")


def _path(name: str) -> FieldPath:
    return tuple(int(part) if part.isdigit() else part for part in name.split("."))


def _write(
    draft: Draft, root: Path, catalog: Catalog, language: Language, *, no_input: bool
) -> None:
    """Write a record, asking again as long as something is wrong with it."""
    while True:
        try:
            draft.changes(root, build_day()).apply(root)
            break
        except ProblemsFound as found:
            click.echo("\n".join(problem.text(language) for problem in found.problems), err=True)
        except OSError as error:
            _refuse(f"写不了 {error.filename}：{error.strerror}。(cannot write)", status=1)
        name = "" if no_input else _prompt("改哪个字段？回车就放弃")
        if not name:
            _refuse(
                "没有写入任何文件；请先改正这些问题。(nothing was written; mend this first)",
                status=1,
            )
        draft = _Questions(catalog, language).ask(draft, _path(name), is_required=True)
    click.echo(
        f"已写好 {draft.path}。(written)\n"
        f"下一步：打开它看一看，补上其他知道的，每个字段怎样写见网站的「编辑手册」（/handbook/#kind-{draft.model.kind_name}）；"
        "再运行 showcase check，然后提交。"
    )


@dataclass(frozen=True)
class _Questions:
    """Asks for the fields of a record in the words of the model."""

    catalog: Catalog
    language: Language

    def fill(self, draft: Draft) -> Draft:
        """Ask for everything that a record needs, then for what it usually has."""
        required = [name for name, field in fields_of(draft.model).items() if field.is_required]
        has_turned = False
        for name in asked(draft.model):
            if name not in required and not has_turned:
                click.echo("\n也可以填下面的；不知道的按回车跳过。")
                has_turned = True
            if name not in draft.data:
                draft = self.ask(draft, (name,), is_required=name in required)
        return draft

    def ask(self, draft: Draft, where: FieldPath, *, is_required: bool) -> Draft:
        """Ask for one field until the answer is right; an empty answer leaves an optional one out."""
        field = draft.field(where)
        if field.parts and not field.values:
            return self._ask_group(draft, where, field, is_required=is_required)
        self._introduce(where, field)
        default = build_day().isoformat() if where[-1] in WRITTEN_TODAY and is_required else None
        while True:
            answer = _prompt(str(where[-1]), is_required=is_required, default=default)
            if not answer:
                return draft
            edited = draft.with_answer(where, self._words(field, answer))
            problems = list(edited.problems_at(where, self.catalog))
            if not problems:
                return edited
            click.echo("\n".join(problem.message(self.language) for problem in problems), err=True)

    def _words(self, field: Field, answer: str) -> str:
        items = re.split("[、，,]", answer) if field.is_list else [answer]
        return "、".join(word_for(field, item.strip(), self.catalog) for item in items)

    def _ask_group(
        self, draft: Draft, where: FieldPath, field: Field, *, is_required: bool
    ) -> Draft:
        """Ask for the fields of a group, the shortest way to write it first."""
        self._introduce(where, field)
        inside = (*where, 0) if field.is_list and isinstance(where[-1], str) else where
        ways = sorted(field.parts, key=lambda part: len(fields_of(part)))
        for i, part in enumerate(ways):
            is_last = i == len(ways) - 1
            edited = self._ask_part(draft, inside, part, is_required=is_required and is_last)
            if edited is not draft:
                return edited
        return draft

    def _ask_part(
        self, draft: Draft, where: FieldPath, part: type[Group], *, is_required: bool
    ) -> Draft:
        fields, before = fields_of(part), draft
        for name in self._names(part):
            if name in part.one_of and any(draft.at((*where, other)) for other in part.one_of):
                continue
            has_begun = draft is not before
            if name == "accessed" and not draft.at((*where, "url")):
                continue
            needed = (is_required or has_begun) and (fields[name].is_required or name == "accessed")
            draft = self.ask(draft, (*where, name), is_required=needed)
            if draft is before and not is_required and fields[name].is_required:
                break
        return draft

    def _names(self, part: type[Group]) -> Iterator[str]:
        """Iterate over the fields of a part that are asked for, those of which one is chosen last."""
        yield from (name for name in asked(part) if name not in part.one_of)
        yield from part.one_of

    def _introduce(self, where: FieldPath, field: Field) -> None:
        """Say what belongs in a field."""
        about = field.about
        if about is None:
            return
        click.echo(f"\n{about.zh}（{dotted(where)}）：{about.meaning}")
        choices = choices_of(field, self.catalog)
        if len(choices) > _FEW:
            click.echo("  写编号或名称。")
        elif choices:
            click.echo(
                "  "
                + "  ".join(
                    f"{i} {label or word}" for i, (word, label) in enumerate(choices.items(), 1)
                )
            )
        elif about.good:
            click.echo(f"  例：{about.good}")


def _prompt(text: str, *, is_required: bool = False, default: str | None = None) -> str:
    """Return an answer; an empty one only where that is allowed."""
    while True:
        answer: str = click.prompt(text, default=default or "", show_default=default is not None)
        if answer.strip() or not is_required:
            return answer.strip()
        click.echo("这一项必须写。(required)", err=True)


def _refuse(sentence: str, *, status: int = 2) -> NoReturn:
    """Say why nothing is written, and leave."""
    click.echo(sentence, err=True)
    sys.exit(status)
