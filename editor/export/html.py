"""Writes a document as one HTML file that stands alone: styles and pictures inside, nothing loaded, nothing run."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence

from lxml import etree, html

from editor.export.document import typography
from editor.export.document.cleaning import Element, elements
from editor.export.document.document import Document
from editor.export.document.long_words import break_long_words
from editor.export.document.metadata import Metadata
from editor.export.document.title_block import byline
from editor.export.pdf_details import OutlineEntry
from editor.resources import resource_path

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
"""The file's own content security policy: whatever slipped into it can neither load nor send anything."""

_STYLES = ("styles/article.css", "styles/export.css")


def write_html(document: Document) -> bytes:
    """Return the whole page as UTF-8."""
    return _serialise(_page(document))


def write_print_html(document: Document, outline: Sequence[OutlineEntry]) -> bytes:
    """Return the page for the PDF printer: as `write_html`, with the title on every sheet and each heading linked to.

    The links are not shown; the web engine writes down the places of headings only where a link leads to them.
    """
    root = _page(document)
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        raise ValueError("a page has a head and a body")
    running = html.Element("style")
    running.text = f"@page{{@top-left{{content:{_css_string(_shortened(document.metadata.title))}}}}}"
    head.append(running)
    for closed in elements(body, "details"):
        closed.set("open", "")
    break_long_words(body)
    links = etree.SubElement(body, "nav", {"hidden": "hidden"})
    for entry in outline:
        etree.SubElement(links, "a", {"href": f"#{entry.id}"})
    return _serialise(root)


def palette_css(name: str) -> str:
    """Return one palette as CSS custom properties, named like the window's."""
    palette = json.loads(resource_path("styles/palette.json").read_text("utf-8"))[name]
    return "".join(f"--{key.replace('_', '-')}:{value};" for key, value in palette.items() if key != "scheme")


def _page(document: Document) -> Element:
    metadata = document.metadata
    root = html.Element("html", {"lang": metadata.language, "dir": metadata.direction})
    root.append(_head(metadata))
    body = etree.SubElement(root, "body")
    article = etree.SubElement(body, "article", {"class": "article"})
    header = etree.SubElement(article, "header", {"class": "article-header"})
    if metadata.title:
        etree.SubElement(header, "h1").text = metadata.title
    for row in byline(metadata):
        line = etree.SubElement(header, "p", {"class": "byline"})
        line.append(row)
    content = copy.deepcopy(document.body)
    content.set("class", "article-content")
    typography.prepare(content, metadata.language)
    for image in elements(content, "img"):
        picture = document.picture_of(image)
        if picture is None:
            image.drop_tree()
        else:
            image.set("src", picture.data_uri())
    article.append(content)
    return root


def _head(metadata: Metadata) -> Element:
    head = html.Element("head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    etree.SubElement(head, "title").text = metadata.title
    named = [
        ("viewport", "width=device-width, initial-scale=1"),
        ("referrer", "no-referrer"),
        ("generator", "Inkstone"),
        ("description", metadata.description),
        *(("author", author) for author in metadata.authors),
        ("keywords", ", ".join(metadata.keywords)),
        ("date", metadata.date.isoformat() if metadata.date else ""),
        ("source", metadata.source_url or metadata.source_name),
    ]
    for name, content in named:
        if content:
            etree.SubElement(head, "meta", {"name": name, "content": content})
    if metadata.address.startswith(("http://", "https://")):
        etree.SubElement(head, "link", {"rel": "canonical", "href": metadata.address})
    style = etree.SubElement(head, "style")
    style.text = _style_sheet()
    return head


def _style_sheet() -> str:
    screen = f":root{{color-scheme:light dark;{palette_css('light')}}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{palette_css('dark')}}}}}"
    sheets = "\n".join(resource_path(name).read_text("utf-8") for name in _STYLES)
    # An end tag in a style sheet would end the style element.
    return f"{screen}\n{dark}\n{sheets}".replace("</", "<\\/")


def _shortened(title: str, longest: int = 60) -> str:
    title = " ".join(title.split())
    return title if len(title) <= longest else title[: longest - 1] + "…"


def _css_string(text: str) -> str:
    """Return a text as a CSS string: everything but letters and digits escaped."""
    return '"' + re.sub(r"[^\w ]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _serialise(root: Element) -> bytes:
    text = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode("utf-8", "replace")
