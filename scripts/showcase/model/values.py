"""Simple values that fields hold: texts of a certain length, days, addresses, ids of other things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from showcase.dates import read_day, read_time
from showcase.urls import is_public


def plain(text: str) -> str:
    """Refuse the brackets of markup in a text; return it as it is."""
    if "<" in text or ">" in text:
        raise PydanticCustomError("markup", "")
    return text


def public(url: str) -> str:
    """Refuse an address that readers may not be sent to; return it as it is."""
    if not is_public(url):
        raise PydanticCustomError("bad-url", "")
    return url


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of another record or of a term of a vocabulary."""

    kind: str


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(plain)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(plain)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(plain)]
Markdown = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Url = Annotated[str, StringConstraints(max_length=500), AfterValidator(public)]
Day = Annotated[date, BeforeValidator(read_day)]
Clock = Annotated[time, BeforeValidator(read_time)]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]

BrandRef = Annotated[Id, Ref("brand")]
ProjectRef = Annotated[Id, Ref("project")]
ActivityRef = Annotated[Id, Ref("activity")]
OrganizationRef = Annotated[Id, Ref("organization")]
PlaceRef = Annotated[Id, Ref("place")]
NodeRef = Annotated[Id, Ref("node")]
CategoryRef = Annotated[Id, Ref("category")]
AudienceRef = Annotated[Id, Ref("audience")]
AreaRef = Annotated[Id, Ref("area")]
LevelRef = Annotated[Id, Ref("level")]
SourceRef = Annotated[Id, Ref("source")]
CallRef = Annotated[Id, Ref("call")]
