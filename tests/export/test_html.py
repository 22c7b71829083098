"""Standalone HTML: everything inside, nothing asked for, the article's text unchanged."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import html5lib
import pytest

from editor.rendering.site_reader import SiteReader
from editor.site.site import Site

LOADING = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping")


def parse(data: bytes):
    return html5lib.parse(data, treebuilder="etree", namespaceHTMLElements=False, transport_encoding="utf-8")


def words(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def page(rich: Path, export, tmp_path: Path):
    export(rich, form="html")
    return parse((tmp_path / "out" / "index.html").read_bytes())


def test_the_text_is_the_articles(page, rich: Path) -> None:
    reader = SiteReader(Site.find(rich))
    content = html5lib.parseFragment(
        reader.render(reader.read(rich)).html, treebuilder="etree", namespaceHTMLElements=False
    )
    shown = page.find(".//*[@class='article-content']")
    # The picture that lies on another machine became a link with its alternative text.
    assert words("".join(shown.itertext())).replace("遠圖", "") == words("".join(content.itertext()))


def test_nothing_outside_is_asked_for(page) -> None:
    for element in page.iter():
        for name in LOADING:
            assert element.get(name, "data:").startswith("data:"), (element.tag, name, element.get(name))
    assert [
        e.tag for e in page.iter() if e.tag in ("script", "iframe", "object", "embed", "base", "form")
    ] == []
    assert [e.get("rel") for e in page.iter("link")] == ["canonical"]
    styles = "".join("".join(e.itertext()) for e in page.iter("style"))
    assert "@import" not in styles
    assert [
        address
        for address in re.findall(r"url\(([^)]*)", styles)
        if not address.strip("\"'").startswith("data:")
    ] == []


def test_the_policy_forbids_what_might_have_slipped_in(page) -> None:
    [policy] = [
        e.get("content") for e in page.iter("meta") if e.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "script-src" not in rules


def test_pictures_are_inside(page, rich: Path) -> None:
    sources = [image.get("src") for image in page.iter("img")]
    assert (
        sources[0]
        == "data:image/png;base64," + base64.b64encode((rich.parent / "near.png").read_bytes()).decode()
    )
    assert sources[1].startswith("data:image/svg+xml;base64,")
    assert len(sources) == 2


def test_front_matter_becomes_title_and_metadata(page) -> None:
    assert page.get("lang") == "zh-TW"
    assert page.find(".//title").text == '標題 & <b>"引號"</b>'
    assert page.find(".//header/h1").text == '標題 & <b>"引號"</b>'
    meta = {e.get("name"): e.get("content") for e in page.iter("meta") if e.get("name")}
    assert meta["description"] == "一段「說明」"
    assert meta["author"] == "王小明"
    assert meta["keywords"] == "寫作, Hugo"
    assert meta["date"] == "2026-01-05T10:00:00+08:00"
    header = words("".join(page.find(".//header").itertext()))
    assert "2026年1月5日·王小明" in header
    assert "來源：來源&社" in header
    assert page.find(".//header//a").get("href") == "https://example.org/source?a=1&b=2"
    assert page.find(".//link").get("href") == "https://example.org/blog/posts/rich/"


def test_a_warning_names_the_picture_left_out(rich: Path, export) -> None:
    [outcome] = export(rich, form="html")
    assert outcome.warnings == (
        "picture 'https://example.org/far.png' left out: it lies outside the site and was not fetched",
    )


def test_stressed_han_is_marked_and_latin_is_not(rich: Path, export, tmp_path: Path) -> None:
    rich.write_text("---\ntitle: t\n---\n\n*斜體 and italic 字*\n")
    export(rich, form="html")
    page = parse((tmp_path / "out" / "index.html").read_bytes())
    stressed = page.find(".//em")
    assert [span.text for span in stressed.iter("span")] == ["斜體", "字"]
    assert "".join(stressed.itertext()) == "斜體 and italic 字"


def test_a_fragment_is_hugos_content_and_nothing_else(rich: Path, export, tmp_path: Path) -> None:
    export(rich, form="html", fragment=True)
    reader = SiteReader(Site.find(rich))
    assert (tmp_path / "out" / "index.html").read_text("utf-8") == reader.render(reader.read(rich)).html


def test_html_content_is_published_as_it_is(site: Path, export, tmp_path: Path) -> None:
    path = site / "content" / "raw.html"
    path.write_text("---\ntitle: Raw\n---\n<p class=x>As <b>is</b> *here*</p>\n")
    export(path, form="html", fragment=True)
    assert (tmp_path / "out" / "raw.html").read_text() == "<p class=x>As <b>is</b> *here*</p>\n"
