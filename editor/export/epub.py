"""Writes a document as an EPUB 3 book of one chapter: package, navigation, notes that pop up, pictures."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from editor.articles.dates import in_zone
from editor.export.document.cleaning import MATHML, Element
from editor.export.document.document import PICTURE_SCHEME, Document
from editor.export.document.metadata import Metadata
from editor.export.document.pictures import Picture, PictureError
from editor.export.document.title_block import byline
from editor.resources import resource_path

_XHTML = "http://www.w3.org/1999/xhtml"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_OPS = "http://www.idpf.org/2007/ops"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_EPUB_TYPE = f"{{{_OPS}}}type"

# EPUB 3.3, 3.2: the kinds of pictures that every reading system shows.
_CORE_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp"})
# Elements that HTML has dropped; a reading system may refuse them.
_RENAMED = {"center": "div", "tt": "code", "big": "span", "strike": "s"}
# Two books of one article have one identity: made from the article's own.
_NAMESPACE = uuid.UUID("5f0b8c5e-4a0e-4f2f-9d7c-3f1a6d2b7c11")

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the book, as the package lists it."""

    identity: str
    name: str
    media_type: str
    data: bytes
    properties: str = ""


def write_epub(document: Document) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of the book, and warnings about what it could not hold."""
    warnings: list[str] = []
    pictures = dict(_pictures(document, warnings))
    names = {key: file.name for key, file in pictures.items()}
    article = _article(document, names)
    has_math = article.find(f".//{{{_MATHML}}}math") is not None
    files = [
        _File("nav", "nav.xhtml", "application/xhtml+xml", _markup(_navigation(document)), "nav"),
        _File(
            "article",
            "article.xhtml",
            "application/xhtml+xml",
            _markup(article),
            "mathml" if has_math else "",
        ),
        _File("style", "style.css", "text/css", resource_path("styles/epub.css").read_bytes()),
        *pictures.values(),
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        # OCF 3.3, 4.2: the type comes first and is not compressed.
        _put(book, "mimetype", b"application/epub+zip", compressed=False)
        _put(book, "META-INF/container.xml", _CONTAINER.encode())
        _put(book, "EPUB/package.opf", _package(document.metadata, files))
        for file in files:
            _put(book, f"EPUB/{file.name}", file.data, compressed=not file.media_type.startswith("image/"))
    return buffer.getvalue(), tuple(warnings)


def _put(book: zipfile.ZipFile, name: str, data: bytes, *, compressed: bool = True) -> None:
    # A fixed time: the same article gives the same bytes.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    book.writestr(entry, data)


def _pictures(document: Document, warnings: list[str]) -> Iterator[tuple[str, _File]]:
    for key, picture in document.pictures.items():
        kept: Picture = picture
        if picture.media_type not in _CORE_PICTURES:
            try:
                kept = picture.as_png()
            except PictureError as error:
                warnings.append(f"picture {picture.name!r} left out: {error}")
                continue
        yield key, _File(f"picture{key}", f"images/{key}{kept.suffix}", kept.media_type, kept.data)


def _article(document: Document, names: Mapping[str, str]) -> etree._Element:
    metadata = document.metadata
    root, body = _page(metadata, metadata.title)
    header = etree.SubElement(body, f"{{{_XHTML}}}header")
    etree.SubElement(header, f"{{{_XHTML}}}h1", {"id": "title-of-article"}).text = metadata.title
    for row in byline(metadata):
        line = etree.SubElement(header, f"{{{_XHTML}}}p", {"class": "byline"})
        _copy(row, line, names)
    _copy_content(document.body, body, names)
    _name_notes(body)
    _drop_dead_links(root)
    return root


def _page(metadata: Metadata, title: str) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(
        f"{{{_XHTML}}}html",
        {"lang": metadata.language, _XML_LANG: metadata.language},
        nsmap={None: _XHTML, "epub": _OPS},
    )
    if metadata.direction == "rtl":
        root.set("dir", "rtl")
    head = etree.SubElement(root, f"{{{_XHTML}}}head")
    etree.SubElement(head, f"{{{_XHTML}}}title").text = title or "Untitled"
    etree.SubElement(
        head, f"{{{_XHTML}}}link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"}
    )
    return root, etree.SubElement(root, f"{{{_XHTML}}}body")


def _copy_content(source: Element, target: etree._Element, names: Mapping[str, str]) -> None:
    _add_text(target, source.text)
    for child in source:
        if isinstance(child.tag, str):
            _copy(child, target, names)
        _add_text(target, child.tail)


def _copy(source: Element, target: etree._Element, names: Mapping[str, str]) -> None:
    """Copy one element of the HTML tree into the XHTML one."""
    tag = str(source.tag)
    attributes = {key: value for key, value in source.attrib.items() if _is_valid(key)}
    if tag == "img":
        name = names.get((source.get("src") or "").removeprefix(PICTURE_SCHEME))
        if name is None:
            _add_text(target, source.get("alt") or "")
            return
        attributes["src"] = name
        attributes.setdefault("alt", "")
        for side in ("width", "height"):
            if side in attributes and not attributes[side].isdecimal():
                del attributes[side]
    if tag in MATHML and (tag == "math" or str(target.tag).startswith(f"{{{_MATHML}}}")):
        element = etree.SubElement(
            target, f"{{{_MATHML}}}{tag}", attributes, nsmap={None: _MATHML} if tag == "math" else None
        )
    else:
        element = etree.SubElement(target, f"{{{_XHTML}}}{_RENAMED.get(tag, tag)}", attributes)
    _copy_content(source, element, names)


def _is_valid(attribute: str) -> bool:
    return attribute.replace("-", "").isalnum() and attribute not in ("tabindex",)


def _add_text(target: etree._Element, content: str | None) -> None:
    if not content:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + content
    else:
        target.text = (target.text or "") + content


def _name_notes(body: etree._Element) -> None:
    """Tell reading systems which links lead to notes, so that they can show them in place."""
    for anchor in body.iter(f"{{{_XHTML}}}a"):
        if "footnote-ref" in (anchor.get("class") or "").split():
            anchor.set(_EPUB_TYPE, "noteref")
    for section in body.iter(f"{{{_XHTML}}}div"):
        if section.get("role") == "doc-endnotes":
            section.set(_EPUB_TYPE, "footnotes")
            for item in section.iter(f"{{{_XHTML}}}li"):
                item.set(_EPUB_TYPE, "footnote")


def _drop_dead_links(root: etree._Element) -> None:
    """A link to a place that the book does not have makes it invalid."""
    places = {element.get("id") for element in root.iter() if element.get("id")}
    for anchor in root.iter(f"{{{_XHTML}}}a"):
        href = anchor.get("href")
        if href is not None and href.startswith("#") and href[1:] not in places:
            del anchor.attrib["href"]


def _navigation(document: Document) -> etree._Element:
    metadata = document.metadata
    root, body = _page(metadata, metadata.title)
    nav = etree.SubElement(body, f"{{{_XHTML}}}nav", {_EPUB_TYPE: "toc", "id": "toc"})
    top = etree.SubElement(nav, f"{{{_XHTML}}}ol")
    first = etree.SubElement(top, f"{{{_XHTML}}}li")
    etree.SubElement(first, f"{{{_XHTML}}}a", {"href": "article.xhtml"}).text = metadata.title or "Untitled"
    # Each entry: the heading's level and the list its followers go into.
    stack: list[tuple[int, etree._Element]] = [(0, first)]
    for heading in document.body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        identity, shown = heading.get("id"), " ".join((heading.text_content() or "").split())
        if not identity or not shown:
            continue
        level = int(str(heading.tag)[1])
        while stack[-1][0] >= level:
            stack.pop()
        parent = stack[-1][1]
        entries = parent.find(f"{{{_XHTML}}}ol")
        if entries is None:
            entries = etree.SubElement(parent, f"{{{_XHTML}}}ol")
        entry = etree.SubElement(entries, f"{{{_XHTML}}}li")
        etree.SubElement(entry, f"{{{_XHTML}}}a", {"href": f"article.xhtml#{identity}"}).text = shown
        stack.append((level, entry))
    return root


def _package(metadata: Metadata, files: list[_File]) -> bytes:
    root = etree.Element(
        f"{{{_OPF}}}package",
        {"version": "3.0", "unique-identifier": "id", _XML_LANG: metadata.language},
        nsmap={None: _OPF},
    )
    if metadata.direction == "rtl":
        root.set("dir", "rtl")
    _describe(etree.SubElement(root, f"{{{_OPF}}}metadata", nsmap={"dc": _DC}), metadata)
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    for file in files:
        item = etree.SubElement(
            manifest,
            f"{{{_OPF}}}item",
            {"id": file.identity, "href": file.name, "media-type": file.media_type},
        )
        if file.properties:
            item.set("properties", file.properties)
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    if metadata.direction == "rtl":
        spine.set("page-progression-direction", "rtl")
    etree.SubElement(spine, f"{{{_OPF}}}itemref", {"idref": "article"})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _describe(about: etree._Element, metadata: Metadata) -> None:
    """Write what is known of the article, in Dublin Core's words."""
    identity = uuid.uuid5(_NAMESPACE, metadata.address or metadata.identity)
    _dublin(about, "identifier", f"urn:uuid:{identity}").set("id", "id")
    _dublin(about, "title", metadata.title or "Untitled")
    _dublin(about, "language", metadata.language)
    for author in metadata.authors:
        _dublin(about, "creator", author)
    for keyword in metadata.keywords:
        _dublin(about, "subject", keyword)
    if metadata.description:
        _dublin(about, "description", metadata.description)
    if metadata.site_title:
        _dublin(about, "publisher", metadata.site_title)
    if metadata.date is not None:
        _dublin(about, "date", metadata.date.isoformat())
    if metadata.source_url or metadata.source_name:
        _dublin(about, "source", metadata.source_url or metadata.source_name)
    changed = metadata.modified or metadata.date or datetime(2000, 1, 1, tzinfo=UTC)
    modified = etree.SubElement(about, f"{{{_OPF}}}meta", {"property": "dcterms:modified"})
    modified.text = in_zone(changed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _dublin(parent: etree._Element, name: str, content: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_DC}}}{name}")
    element.text = " ".join(content.split())
    return element


def _markup(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
