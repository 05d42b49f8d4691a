"""The built site: valid pages, no broken link, nothing from another host."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from conftest import ROOT
from showcase.catalog import Catalog

HOST = "https://site.example/"


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, html.HtmlElement]:
    """Every page by its address."""
    return {
        page.relative_to(site).as_posix().removesuffix("index.html"): html.parse(page).getroot()
        for page in sorted(site.rglob("*.html"))
    }


def links(document: html.HtmlElement, address: str) -> Iterator[tuple[str, str]]:
    for element in document.iter("a", "link", "script", "img", "form", "use", "source"):
        for attribute in ("href", "src", "action"):
            if target := element.get(attribute):
                yield element.tag, urljoin(HOST + address, target)


def test_every_link_and_anchor_leads_somewhere(documents, site: Path) -> None:
    broken = []
    ids = {address: set(document.xpath("//@id")) for address, document in documents.items()}
    for address, document in documents.items():
        if address == "404.html":
            continue
        for _, target in links(document, address):
            if not target.startswith(HOST):
                continue
            plain, anchor = urldefrag(target.removeprefix(HOST))
            path = unquote(urlsplit(plain).path)
            if path in documents:
                if anchor and unquote(anchor) not in ids[path]:
                    broken.append((address, target))
            elif not (site / path).is_file():
                broken.append((address, target))
    assert broken == []


def test_editors_are_led_to_the_repository_where_it_is_known(
    documents, build: Callable[..., Path]
) -> None:
    known = build(ROOT, REPOSITORY_URL="https://git.example/city")
    page = html.parse(known / "contribute" / "index.html").getroot()
    article = page.xpath("//article")[0]
    led = {a.get("href"): a.text for a in article.iter("a") if "git.example" in a.get("href")}
    assert led["https://git.example/city/"] == "仓库"
    assert led["https://git.example/city/issues/new/choose"] == "仓库的 Issues"
    unknown = documents["contribute/"].xpath("//article")[0]
    assert "仓库的 Issues" in unknown.text_content()
    assert not [a for a in unknown.iter("a") if "repository" in a.get("href")]


def test_every_page_can_be_reached_from_the_home_page(documents) -> None:
    reached, todo = set(), [""]
    while todo:
        address = todo.pop()
        if address in reached or address not in documents:
            continue
        reached.add(address)
        todo += [
            urldefrag(t)[0].removeprefix(HOST)
            for tag, t in links(documents[address], address)
            if tag == "a"
        ]
    assert set(documents) - reached == {"404.html", "zh-hant/404.html"}


def test_nothing_is_loaded_from_another_host(documents) -> None:
    foreign = [
        (address, target)
        for address, document in documents.items()
        for tag, target in links(document, address)
        if tag != "a" and not target.startswith(HOST)
    ]
    assert foreign == []


def test_every_record_has_its_page(documents, catalog: Catalog) -> None:
    for record in catalog.records.values():
        document = documents[record.url]
        assert [" ".join(h.text_content().split()) for h in document.iter("h1")] == [record.name]
        text = document.text_content()
        assert record.summary in text
        assert f"{record.assured_date:%Y} 年" in text
        for source in catalog.sources_of(record):
            assert source.title in text
            assert source.publisher in text


def test_every_term_has_its_page(documents, catalog: Catalog) -> None:
    folders = {
        "category": "categories",
        "audience": "audiences",
        "area": "areas",
        "level": "levels",
    }
    expected = {f"{folders[kind]}/{id}/" for kind, terms in catalog.terms.items() for id in terms}
    assert expected <= set(documents)
    xiangdu = documents["areas/xiangdu/"].text_content()
    assert "七彩连心送温暖" in xiangdu


def test_what_is_unknown_is_said(documents, catalog: Catalog) -> None:
    text = documents["brands/yulan-fuzhi/"].text_content()
    assert text.count("尚未公开") >= 4
    assert "还不知道的" in text
    for record in catalog.records.values():
        assert (
            "待核实" in documents[record.url].xpath("string(//article//header)")
        ) == catalog.is_unverified(record)


def test_pages_have_their_own_title_and_description(documents) -> None:
    titles = [document.findtext(".//title") for document in documents.values()]
    assert len(set(titles)) == len(titles)
    for address, document in documents.items():
        assert document.xpath("//meta[@name='description']/@content")[0].strip(), address
        assert document.get("lang") == (
            "zh-Hant" if address.startswith("zh-hant/") else "zh-Hans"
        ), address


def test_the_nu_checker_finds_no_error(site: Path) -> None:
    jar = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
    result = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--skip-non-html", site],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert result.stderr == ""
    assert result.returncode == 0


def test_records_say_what_they_are_to_machines(documents, catalog: Catalog) -> None:
    """The words of schema.org stand in every record that it has a word for, and are JSON."""
    found = {}
    for record in catalog.records.values():
        for script in documents[record.url].xpath("//script[@type='application/ld+json']"):
            found[record.id] = json.loads(script.text)
            assert found[record.id]["name"] == record.name
    assert found["qingchun-nuanxing"]["@type"] == "Brand"
    assert found["xingtai-malasong-2024"]["eventStatus"].startswith("https://schema.org/Event")
    assert "laba" not in found
