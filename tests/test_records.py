"""The real records: what they must hold and what they may never hold."""

import re

import pytest

from conftest import ROOT
from showcase.catalog import Catalog
from showcase.model import BrandKind, Project

ARTICLE_BRANDS = {
    "青春暖邢",
    "玉兰扶智",
    "浴见美好",
    "孝老同邢",
    "邢小暖",
    "爱心敲门情暖万家",
    "太行泉城 暖心工会",
    "七彩连心送温暖",
    "冀南红小宣",
    "南小青",
    "爱心爸妈",
}
TEXTS = sorted(
    [*ROOT.glob("brands/*.yaml"), *ROOT.glob("content/**/*.yaml"), *ROOT.glob("content/**/*.md")]
)


def test_every_named_brand_has_a_record(catalog: Catalog) -> None:
    assert {brand.name for brand in catalog.brands} >= ARTICLE_BRANDS


def test_enough_further_brands_projects_and_dated_activities(catalog: Catalog) -> None:
    assert len(catalog.brands) + len(catalog.projects) - len(ARTICLE_BRANDS) >= 25
    assert sum(activity.start is not None for activity in catalog.activities) >= 17


def test_brands_are_labelled_as_they_call_themselves(catalog: Catalog) -> None:
    kinds = {brand.name: brand.kind for brand in catalog.brands}
    assert kinds["邢小暖"] is BrandKind.SERVICE
    assert kinds["太行泉城 暖心工会"] is BrandKind.UNION
    assert kinds["青春暖邢"] is BrandKind.VOLUNTEER


@pytest.mark.parametrize("id", ["yulan-fuzhi", "yujian-meihao", "xiaolao-tongxing"])
def test_unpublished_hosts_and_contents_stay_out(catalog: Catalog, id: str) -> None:
    brand = catalog.records[id]
    assert not brand.model_dump(
        include={
            "organization",
            "category",
            "audience",
            "founding_date",
            "impact",
            "contact_point",
        },
        exclude_defaults=True,
    )


def test_names_used_elsewhere_say_so(catalog: Catalog) -> None:
    for name in ("爱心爸妈", "爱心敲门情暖万家"):
        brand = next(brand for brand in catalog.brands if brand.name == name)
        assert brand.name_note


def test_the_city_has_five_figures_with_their_date(catalog: Catalog) -> None:
    figures = {figure.id: figure.value for figure in catalog.city.figure}
    assert figures == {
        "national-projects": 6,
        "provincial-projects": 20,
        "municipal-projects": 40,
        "volunteers": 1_170_000,
        "organizations": 4800,
    }
    assert all(figure.as_of or figure.as_of_note for figure in catalog.city.figure)


def test_twenty_units(catalog: Catalog) -> None:
    assert len(catalog.areas) == 20
    assert len({(area.row, area.column) for area in catalog.areas.values()}) == 20


def test_figures_and_awards_name_their_source(catalog: Catalog) -> None:
    for record in (*catalog.brands, *catalog.projects):
        supported = {field for source in catalog.sources_of(record) for field in source.supports}
        claims = {f"impact.{i}" for i in range(len(record.impact))}
        claims |= {f"award.{i}" for i in range(len(record.award))}
        assert len(catalog.sources_of(record)) == 1 or claims <= supported, record.path


def test_no_project_claims_elements_without_a_source(catalog: Catalog) -> None:
    assert all(project.source for project in catalog.of_kind(Project))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_personal_data(path) -> None:
    text = re.sub(r"https?://\S+", "", path.read_text("utf-8"))
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text), "mobile number"
    assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", text), "identity card"
    assert not re.search(r"[\w.]+@[\w.]+", text), "mail address"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_chinese_text_uses_chinese_punctuation(path) -> None:
    text = re.sub(
        r"https?://\S+|`[^`]*`|^```.*?^```|^ *- \{.*\}$",
        "",
        path.read_text("utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    assert not re.findall(r"[\u4e00-\u9fff][,;!?][^\s]|[\u4e00-\u9fff]\([\u4e00-\u9fff]", text)
