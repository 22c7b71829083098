"""Writes the blocks of an article into a Word document: headings, lists, tables, code, quotations, notes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from docx.shared import Cm

from editor.export.document.cleaning import Element, elements
from editor.export.document.metadata import Metadata
from editor.export.document.title_block import byline
from editor.export.docx.block_elements import is_block
from editor.export.docx.code_pieces import code_pieces
from editor.export.docx.inline import PLAIN, LineWriter, Look, Shared
from editor.export.docx.lists import INDENT, Numbering, number_paragraph
from editor.export.docx.notes import own_number_runs
from editor.export.docx.styles import TEXT_WIDTH, bar_at_left, line_below
from editor.export.docx.tables import TableShape
from editor.export.docx.xml import new, place

_TWIP = 635  # English Metric Units of a twentieth of a point


@dataclass(slots=True)
class _Item:
    """The list item whose first paragraph is still to come."""

    number: int
    level: int
    pending: bool = True


@dataclass(frozen=True, slots=True)
class BlockContext:
    """Where a block stands: indent in twentieths of a point, the list it belongs to, inside a quotation or not."""

    indent: int = 0
    level: int = -1
    quoted: bool = False
    style: str = "Normal"
    item: _Item | None = None
    width: int = TEXT_WIDTH
    look: Look = PLAIN


class BlockWriter:
    """Walks the tree of blocks and adds paragraphs and tables to a Word element."""

    def __init__(self, shared: Shared, numbering: Numbering) -> None:
        self._shared, self._numbering = shared, numbering

    def title_block(self, metadata: Metadata) -> None:
        """Write the title and, under it, date, author and source."""
        body, part = self._shared.word.element.body, self._shared.word.part
        if metadata.title:
            line = self._line(body, part, BlockContext(style="Title"))
            line.text(metadata.title, PLAIN)
            line.finish()
        rows = byline(metadata)
        for number, row in enumerate(rows, 1):
            paragraph = self._paragraph(body, BlockContext(style="Byline"))
            line = LineWriter(self._shared, part, paragraph, TEXT_WIDTH)
            line.element(row, PLAIN)
            line.finish()
            if number == len(rows):
                properties = _properties(paragraph)
                line_below(properties)
                place(properties, new("w:spacing", {"after": 360}))

    def write_note(self, source: Element, note: BaseOxmlElement) -> None:
        """Write one footnote's text into its element."""
        part = self._shared.footnotes.part
        self.children(source, note, part, BlockContext(style="Footnote Text"))
        paragraph = note.find(qn("w:p"))
        if paragraph is None:
            paragraph = self._paragraph(note, BlockContext(style="Footnote Text"))
        after = 1 if paragraph.find(qn("w:pPr")) is not None else 0
        paragraph[after:after] = own_number_runs()

    def children(
        self, element: Element, container: BaseOxmlElement, part: StoryPart, at: BlockContext
    ) -> None:
        """Write what an element holds: its blocks, and a paragraph for each stretch of text between them."""
        line: LineWriter | None = None

        def inline() -> LineWriter:
            return line if line is not None else self._line(container, part, at)

        if (element.text or "").strip():
            line = inline()
            line.text(element.text or "", at.look)
        for child in element:
            if is_block(child):
                _close(line)
                line = None
                self._block(child, container, part, at)
            elif isinstance(child.tag, str):
                line = inline()
                line.element(child, at.look)
            tail = child.tail or ""
            if tail.strip() or (tail and line is not None):
                line = inline()
                line.text(tail, at.look)
        _close(line)

    def _block(self, element: Element, container: BaseOxmlElement, part: StoryPart, at: BlockContext) -> None:
        tag = str(element.tag)
        classes = (element.get("class") or "").split()
        if tag in ("ul", "ol"):
            self._list(element, container, part, at)
        elif tag == "pre":
            self._code(element, container, part, at)
        elif tag == "table" and "lntable" in classes:
            self._code(list(element.iter("pre"))[-1], container, part, at)
        elif tag == "table":
            self._table(element, container, part, at)
        elif tag == "hr":
            line_below(_properties(self._paragraph(container, at)))
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._line_of(element, container, part, replace(at, style=f"Heading {tag[1]}"))
        elif tag == "blockquote":
            quoted = replace(
                at, quoted=True, indent=at.indent + INDENT, style="Quote", width=at.width - INDENT * _TWIP
            )
            self.children(element, container, part, quoted)
        elif tag in ("dt", "summary"):
            self._line_of(element, container, part, replace(at, look=replace(at.look, bold=True)), keep=True)
        elif tag == "dd":
            inner = replace(at, indent=at.indent + INDENT, width=at.width - INDENT * _TWIP)
            self.children(element, container, part, inner)
        elif tag == "figcaption":
            self.children(element, container, part, replace(at, style="Caption", indent=0))
        else:
            self.children(element, container, part, at)

    def _line_of(
        self,
        element: Element,
        container: BaseOxmlElement,
        part: StoryPart,
        at: BlockContext,
        *,
        keep: bool = False,
    ) -> None:
        paragraph = self._paragraph(container, at)
        line = LineWriter(self._shared, part, paragraph, at.width)
        line.mark_place(element)
        line.content(element, at.look)
        line.finish()
        if keep:
            place(_properties(paragraph), new("w:keepNext"))

    def _list(self, element: Element, container: BaseOxmlElement, part: StoryPart, at: BlockContext) -> None:
        level = at.level + 1
        number = self._numbering.start_list(
            ordered=element.tag == "ol",
            level=level,
            first=_whole(element.get("start"), 1),
            kind=element.get("type") or "1",
        )
        for child in element:
            if child.tag in ("ul", "ol"):
                self._list(child, container, part, replace(at, level=level, item=None))
            elif isinstance(child.tag, str):
                item = _Item(number, level)
                inner = replace(
                    at,
                    level=level,
                    item=item,
                    indent=at.indent + INDENT,
                    width=at.width - INDENT * _TWIP,
                    style="List Paragraph" if at.style in ("Normal", "List Paragraph") else at.style,
                )
                self.children(child, container, part, inner)
                if item.pending:
                    self._paragraph(container, inner)

    def _code(self, element: Element, container: BaseOxmlElement, part: StoryPart, at: BlockContext) -> None:
        paragraph = self._paragraph(container, replace(at, style="Code Block"))
        line = LineWriter(self._shared, part, paragraph, at.width)
        for content, colour in code_pieces(element, self._shared.colours):
            line.literal(content, Look(colour=colour))

    def _table(self, element: Element, container: BaseOxmlElement, part: StoryPart, at: BlockContext) -> None:
        for caption in elements(element, "caption"):
            self.children(caption, container, part, replace(at, style="Caption"))
        shape = TableShape.of(element)
        if not shape.columns:
            return
        table, cells = shape.build(at.indent)
        _append(container, table)
        inner_width = max(Cm(1), at.width // shape.columns - Cm(0.4))
        for source, cell in cells:
            inside = BlockContext(
                width=inner_width, style="Table Text", look=replace(at.look, bold=source.tag == "th")
            )
            self.children(source, cell, part, inside)
            alignment = shape.alignment(source)
            if cell[-1].tag != qn("w:p"):
                # The schema ends every cell with a paragraph.
                self._paragraph(cell, inside)
            if alignment:
                for paragraph in cell.findall(qn("w:p")):
                    place(_properties(paragraph), new("w:jc", {"val": alignment}))
        # Two tables without a paragraph between them would become one.
        gap = self._paragraph(container, BlockContext())
        place(_properties(gap), new("w:spacing", {"after": 0, "line": 200, "lineRule": "exact"}))

    def _line(self, container: BaseOxmlElement, part: StoryPart, at: BlockContext) -> LineWriter:
        return LineWriter(self._shared, part, self._paragraph(container, at), at.width)

    def _paragraph(self, container: BaseOxmlElement, at: BlockContext) -> BaseOxmlElement:
        style = self._shared.word.styles[at.style]
        properties = new("w:pPr")
        if at.style != "Normal":
            properties.append(new("w:pStyle", {"val": style.style_id}))
        if at.item is not None and at.item.pending:
            at.item.pending = False
            number_paragraph(properties, at.item.number, at.item.level)
            place(properties, new("w:ind", {"left": at.indent, "hanging": INDENT}))
        elif at.indent:
            place(properties, new("w:ind", {"left": at.indent}))
        if at.quoted:
            bar_at_left(properties)
        paragraph = new("w:p", None, properties) if len(properties) else new("w:p")
        _append(container, paragraph)
        return paragraph


def _close(line: LineWriter | None) -> None:
    if line is not None:
        line.finish()


def _properties(paragraph: BaseOxmlElement) -> BaseOxmlElement:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = new("w:pPr")
        paragraph.insert(0, properties)
    return properties


def _append(container: BaseOxmlElement, element: BaseOxmlElement) -> None:
    last = container[-1] if len(container) else None
    if last is not None and last.tag == qn("w:sectPr"):
        last.addprevious(element)
    else:
        container.append(element)


def _whole(value: str | None, default: int) -> int:
    try:
        return int(value or default)
    except ValueError:
        return default
