"""Tables of a Word document: rows, joined cells, the heading row repeated on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from editor.export.document.cleaning import Element
from editor.export.docx.styles import CODE_PAPER, LINE
from editor.export.docx.xml import new

MOST_COLUMNS = 63
"""Word opens no table with more columns."""

_CELL_MARGIN = 100  # twentieths of a point
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


@dataclass(frozen=True, slots=True)
class _Slot:
    """One cell of the grid: its source, and whether it begins there or is covered by a cell above."""

    source: Element
    columns: int
    covered: bool


@dataclass(frozen=True, slots=True)
class TableShape:
    """An HTML table as a grid."""

    rows: tuple[tuple[_Slot, ...], ...]
    heading_rows: int
    columns: int

    @classmethod
    def of(cls, table: Element) -> TableShape:
        """Lay out the cells of a table; cells past Word's limit of columns are left out."""
        rows: list[tuple[_Slot, ...]] = []
        heading_rows = 0
        hanging: dict[int, tuple[int, _Slot]] = {}
        for row in _rows(table):
            cells = iter([cell for cell in row if cell.tag in ("td", "th")])
            slots: list[_Slot] = []
            column = 0
            while column < MOST_COLUMNS:
                if column in hanging:
                    left, above = hanging.pop(column)
                    slots.append(_Slot(above.source, above.columns, covered=True))
                    if left > 1:
                        hanging[column] = (left - 1, above)
                    column += above.columns
                    continue
                cell = next(cells, None)
                if cell is None:
                    if not any(later > column for later in hanging):
                        break
                    column += 1
                    slots.append(_Slot(row, 1, covered=False))
                    continue
                span = min(_count(cell.get("colspan")), MOST_COLUMNS - column)
                slot = _Slot(cell, span, covered=False)
                slots.append(slot)
                if (down := _count(cell.get("rowspan"))) > 1:
                    hanging[column] = (down - 1, slot)
                column += span
            rows.append(tuple(slots))
            parent = row.getparent()
            if parent is not None and parent.tag == "thead" and heading_rows == len(rows) - 1:
                heading_rows = len(rows)
        columns = max((sum(slot.columns for slot in row) for row in rows), default=0)
        return cls(tuple(rows), heading_rows, columns)

    @staticmethod
    def alignment(cell: Element) -> str:
        """Return "left", "right", "center" or ""."""
        match = _ALIGN.search(cell.get("style") or "")
        return match[1] if match else ""

    def build(self, indent: int) -> tuple[BaseOxmlElement, list[tuple[Element, BaseOxmlElement]]]:
        """Return the table element, and each cell's source with the element its paragraphs go into.

        Cells that only continue the one above come filled already.
        """
        table = new("w:tbl", None, _table_properties(indent), _grid(self.columns))
        cells: list[tuple[Element, BaseOxmlElement]] = []
        for number, row in enumerate(self.rows):
            heading = number < self.heading_rows
            marks = [new("w:cantSplit")] + ([new("w:tblHeader")] if heading else [])
            line = new("w:tr", None, new("w:trPr", None, *marks))
            for slot in row:
                cell = new("w:tc", None, self._cell_properties(slot, heading=heading))
                line.append(cell)
                if slot.covered:
                    cell.append(new("w:p"))
                else:
                    cells.append((slot.source, cell))
            missing = self.columns - sum(slot.columns for slot in row)
            line.extend(new("w:tc", None, new("w:tcPr"), new("w:p")) for _ in range(missing))
            table.append(line)
        return table, cells

    @staticmethod
    def _cell_properties(slot: _Slot, *, heading: bool) -> BaseOxmlElement:
        properties = new("w:tcPr")
        if slot.columns > 1:
            properties.append(new("w:gridSpan", {"val": slot.columns}))
        if slot.covered:
            properties.append(new("w:vMerge"))
        elif _count(slot.source.get("rowspan")) > 1:
            properties.append(new("w:vMerge", {"val": "restart"}))
        if heading:
            properties.append(new("w:shd", {"val": "clear", "color": "auto", "fill": CODE_PAPER}))
        return properties


def _rows(table: Element) -> Iterator[Element]:
    """The rows of this table, not those of tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _table_properties(indent: int) -> BaseOxmlElement:
    edge: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = [new(f"w:{side}", {"w": _CELL_MARGIN, "type": "dxa"}) for side in ("left", "right")]
    top_bottom = [new(f"w:{side}", {"w": 50, "type": "dxa"}) for side in ("top", "bottom")]
    return new(
        "w:tblPr",
        None,
        new("w:tblW", {"w": 5000 if not indent else 0, "type": "pct" if not indent else "auto"}),
        new("w:tblInd", {"w": indent + _CELL_MARGIN, "type": "dxa"}),
        new("w:tblBorders", None, *(new(f"w:{side}", edge) for side in sides)),
        new("w:tblLayout", {"type": "autofit"}),
        new("w:tblCellMar", None, top_bottom[0], margins[0], top_bottom[1], margins[1]),
    )


def _grid(columns: int) -> BaseOxmlElement:
    # Twentieths of a point; the word processor fits them to the content.
    return new("w:tblGrid", None, *(new("w:gridCol", {"w": 9000 // max(1, columns)}) for _ in range(columns)))


def _count(value: str | None) -> int:
    match = re.fullmatch(r"\s*(\d{1,4})\s*", value or "")
    return max(1, int(match[1])) if match else 1
