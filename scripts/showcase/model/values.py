"""Simple values that fields hold: texts of a certain length, days, addresses, ids of other things."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, get_args

from borax.calendars.lunardate import TermUtils
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from showcase.dates import read_day, read_time
from showcase.markup import markup_faults
from showcase.urls import LONGEST, fault_of


def plain(text: str) -> str:
    """Refuse the brackets of markup in a text; return it as it is."""
    if "<" in text or ">" in text:
        raise PydanticCustomError("markup", "")
    return text


def public(url: str) -> str:
    """Refuse an address that readers cannot be sent to; return it as it is."""
    if fault := fault_of(url):
        raise PydanticCustomError("address", "", {"fault": fault})
    return url


def sound(text: str) -> str:
    """Refuse what a Markdown text may not hold; return it as it is."""
    if faults := tuple(markup_faults(text)):
        raise PydanticCustomError("markdown", "", {"faults": faults})
    return text


def whole(number: Any) -> Any:
    """Refuse a number that is not written in plain digits; return it as it is."""
    if isinstance(number, str) and not re.fullmatch(r"0|-?[1-9][0-9]*", number):
        raise PydanticCustomError("not-a-number", "")
    return number


def decimal(number: Any) -> Any:
    """Refuse a coordinate that is not written as a decimal number; return it as it is."""
    if isinstance(number, str) and not re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?", number):
        raise PydanticCustomError("bad-coordinate", "")
    return number


def not_zero(number: int) -> int:
    """Refuse 0 where the first is 1 and the last is -1; return the number as it is."""
    if number == 0:
        raise PydanticCustomError("zero", "")
    return number


def _every_year(month_day: str) -> str:
    """Refuse a day that does not exist in each year; return it as it is."""
    month, day = map(int, month_day.split("-"))
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2001, month)[1]:  # noqa: PLR2004
        raise PydanticCustomError("no-such-month-day", "")
    return month_day


def _every_lunar_year(month_day: str) -> str:
    """Refuse a day that lunar months do not have, or only some of them; return it as it is."""
    month, day = map(int, month_day.split("-"))
    if not 1 <= month <= 12 or not 1 <= day <= 29:  # noqa: PLR2004
        raise PydanticCustomError("no-such-lunar-day", "")
    return month_day


def _known_term(name: str) -> str:
    """Refuse what is no solar term; return it as it is."""
    if name not in SOLAR_TERMS:
        raise PydanticCustomError("bad-solar-term", "")
    return name


SOLAR_TERMS = frozenset(TermUtils.get_name_for_index(i) for i in range(24))


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of another record or of a term of a vocabulary."""

    kind: str


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(plain)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(plain)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(plain)]
Markdown = Annotated[str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(sound)]
Url = Annotated[str, AfterValidator(public), StringConstraints(max_length=LONGEST)]
Day = Annotated[date, BeforeValidator(read_day)]
Clock = Annotated[time, BeforeValidator(read_time)]
Whole = Annotated[int, BeforeValidator(whole)]
Count = Annotated[Whole, Field(ge=0, le=2_000_000_000)]
Degrees = Annotated[float, BeforeValidator(decimal)]
Telephone = Annotated[
    str,
    StringConstraints(
        pattern=r"^0[0-9]{2,3}-[0-9]{7,8}$|^[48]00-[0-9]{3}-[0-9]{4}$|^(1[0-9]{2,4}|9[0-9]{4,5})$"
    ),
]
Pinyin = Annotated[str, StringConstraints(pattern=r"^[a-zü ]{1,200}$")]
AreaCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
MonthDay = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_every_year)
]
LunarDay = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_every_lunar_year)
]
SolarTerm = Annotated[str, StringConstraints(pattern=r"^[一-龥]{2}$"), AfterValidator(_known_term)]
PATTERNS = {
    constraints.pattern: code
    for value, code in (
        (Telephone, "bad-telephone"),
        (Pinyin, "bad-pinyin"),
        (AreaCode, "bad-area-code"),
        (MonthDay, "bad-month-day"),
        (SolarTerm, "bad-solar-term"),
    )
    for constraints in get_args(value)
    if isinstance(constraints, StringConstraints)
}
"""Patterns of texts that are neither prose nor ids, each with the kind of problem."""

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
