"""The vocabularies and the city that the site is about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from showcase.model.choices import AreaKind
from showcase.model.parts import AnySource, Figure, Part, SharedSource
from showcase.model.values import Count, Day, Id, Markdown, Name, OrganizationRef, Summary, Text


class Term(Part):
    """A word of a vocabulary."""

    id: Id
    name: Name
    name_en: Name
    summary: Summary | None = None


class Area(Term):
    """One of the units of the city."""

    short: Name | None = None
    kind: AreaKind
    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None
    row: Annotated[int, Field(ge=1, le=20)]
    column: Annotated[int, Field(ge=1, le=20)]


class Terms(Part):
    """The file of a vocabulary."""

    label = ("词表", "a vocabulary")
    term: Annotated[tuple[Term, ...], Field(min_length=1)]


class Areas(Part):
    """The file of the units."""

    label = ("词表", "a vocabulary")
    term: Annotated[tuple[Area, ...], Field(min_length=1)]


class SharedSources(Part):
    """The file of sources that several records name."""

    label = ("来源表", "the list of sources")
    source: tuple[SharedSource, ...]


class MechanismPart(Part):
    """One element of a mechanism."""

    name: Name
    summary: Text | None = None


class Mechanism(Part):
    """How the city's volunteer service works, in one aspect."""

    id: Id
    name: Name
    summary: Text
    part: tuple[MechanismPart, ...] = ()


class Call(Part):
    """A call for projects."""

    id: Id
    name: Name
    summary: Text
    entries: Figure | None = None
    next_step: Text | None = None
    organization: OrganizationRef | None = None


class RuleSet(Part):
    """Rules of conduct, as far as they are published."""

    name: Name
    summary: Text
    clause_count: Count
    published_heading: tuple[Name, ...]


class CityFigure(Figure):
    """A headline figure of the city."""

    id: Id


class City(Part):
    """The city that the site is about."""

    label = ("城市资料", "the city file")
    name: Name
    name_en: Name
    slogan: Name
    summary: Text
    description: Markdown | None = None
    figure: tuple[CityFigure, ...] = ()
    mechanism: tuple[Mechanism, ...] = ()
    call: tuple[Call, ...] = ()
    rule_set: RuleSet | None = None
    source: Annotated[tuple[AnySource, ...], Field(min_length=1)]
    assured_date: Day
