"""Writes a document as a Word file (DOCX) with real headings, lists, tables, notes and links."""

from __future__ import annotations

import copy
import io
from datetime import UTC

import docx
from docx.document import Document as WordDocument

from editor.articles.dates import in_zone
from editor.export.document.cleaning import Element, elements
from editor.export.document.code_colours import code_colours
from editor.export.document.document import Document
from editor.export.document.metadata import Metadata
from editor.export.docx.blocks import BlockContext, BlockWriter
from editor.export.docx.inline import Shared
from editor.export.docx.lists import Numbering
from editor.export.docx.notes import FootnotesPart
from editor.export.docx.styles import prepare


def write_docx(document: Document) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of the Word file, and warnings about what it could not hold."""
    word = docx.Document()
    fonts = prepare(word, document.metadata.language, document.metadata.direction)
    _describe(word, document.metadata)
    body = copy.deepcopy(document.body)
    notes = _take_notes(body)
    shared = Shared(
        document,
        word,
        fonts,
        FootnotesPart(word),
        notes,
        _bookmarks(body),
        code_colours(),
    )
    writer = BlockWriter(shared, Numbering(word))
    shared.write_note = writer.write_note
    writer.title_block(document.metadata)
    writer.children(body, word.element.body, word.part, BlockContext())
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue(), tuple(shared.warnings)


def _describe(word: WordDocument, metadata: Metadata) -> None:
    properties = word.core_properties
    # Word refuses a document whose properties are longer than 255 characters.
    properties.title = metadata.title[:255]
    properties.author = "; ".join(metadata.authors)[:255]
    properties.comments = metadata.description[:255]
    properties.keywords = ", ".join(metadata.keywords)[:255]
    properties.language = metadata.language[:255]
    properties.last_modified_by = ""
    properties.revision = 1
    moment = metadata.date or metadata.modified
    if moment is not None and moment.year >= 1900:
        properties.created = properties.modified = in_zone(moment, UTC).replace(tzinfo=None)


def _take_notes(body: Element) -> dict[str, Element]:
    """Take the footnotes out of the tree: their text goes to the foot of the page that refers to them."""
    notes: dict[str, Element] = {}
    for section in elements(body, "div", "section"):
        if section.get("role") != "doc-endnotes" and "footnotes" not in (section.get("class") or "").split():
            continue
        for item in section.iter("li"):
            if identity := item.get("id"):
                notes[identity] = item
        section.drop_tree()
    for note in notes.values():
        for anchor in elements(note, "a"):
            if "footnote-backref" in (anchor.get("class") or "").split():
                anchor.drop_tree()
    return notes


def _bookmarks(body: Element) -> dict[str, str]:
    targets = {(a.get("href") or "")[1:] for a in body.iter("a") if (a.get("href") or "").startswith("#")}
    present = [e.get("id") for e in body.iter() if e.get("id")]
    return {name: f"_Place{number}" for number, name in enumerate(present, 1) if name in targets and name}
