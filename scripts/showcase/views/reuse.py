"""What readers can do with the page of a record: cite it, pass it on, mend it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from showcase.codes import code
from showcase.model import Brand, Record
from showcase.views.shapes import Reuse


class Addresses(NamedTuple):
    """Where the site and its records are published; empty where that is not known.

    Args:
        site: Address of the site, with a slash at its end.
        repository: Address of the repository.
    """

    site: str = ""
    repository: str = ""


def reuse(record: Record, addresses: Addresses, city: str) -> Reuse:
    """Return what readers can do with the page of a record.

    Brands alone have a code: it takes a millisecond, and there may be thousands of other records.

    Source: the citation follows GB/T 7714-2015: who. title[EB/OL]. (brought up to date)[looked at]. address.
    """
    address = f"{addresses.site}{record.url}" if addresses.site else ""
    return Reuse(
        citation=f"{city}志愿服务品牌. {record.name}[EB/OL]. ({record.assured_date})",
        cited_on=str(record.assured_date),
        address=address,
        code=code(address, "本页网址的二维码") if address and isinstance(record, Brand) else "",
        edit=f"{addresses.repository}/edit/main/{quote(record.path)}"
        if addresses.repository
        else "",
        report=_report(record, addresses.repository),
    )


def _report(record: Record, repository: str) -> str:
    """Return where to tell what is wrong: the form of the repository, or the page that says how."""
    if not repository:
        return "contribute/"
    asked = {"template": "1-correction.yml", "title": f"纠正：{record.name}", "page": record.name}
    return f"{repository}/issues/new?{urlencode(asked)}"
