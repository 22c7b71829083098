"""The tree of a table, with the blanks of Hugo's own table template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown_it.token import Token

WIDEST_TABLE = 200

Fill = Callable[[Element, str, int], None]
"""Puts the text of a cell, which stands on some line of the block, into its element."""


def append_table(parent: Element, token: Token, fill: Fill, *, line_marks: bool) -> None:
    """Append the table of a token; with `line_marks` each row says on which line of the block it stands."""
    table = SubElement(parent, "table")
    table.text, table.tail = "\n\t", "\n"
    alignments = token.meta["alignments"]
    line = token.map[0] if token.map else 0

    def add_row(section: Element, tag: str, cells: Sequence[str], number: int) -> None:
        row = SubElement(section, "tr", {"data-line": str(number)} if line_marks else {})
        for element, cell in _cells(row, tag, cells, alignments):
            fill(element, cell, number)

    head = SubElement(table, "thead")
    add_row(head, "th", token.meta["header"], line)
    body = SubElement(table, "tbody")
    for number, cells in enumerate(token.meta["rows"]):
        add_row(body, "td", cells, line + 2 + number)
    head.text, head.tail, head[-1].tail = "\n\t\t\t", "\n\t", "\n\t"
    body.text, body.tail = "\n\t\t\t" if len(body) else "\n\t", "\n"
    if len(body):
        body[-1].tail = "\n\t"


def _cells(
    row: Element, tag: str, cells: Sequence[str], alignments: Sequence[str]
) -> list[tuple[Element, str]]:
    """Add the cells of a row; returns those that have a text, with it."""
    row.text, row.tail = "\n\t\t\t\t\t", "\n\t\t\t"
    # Filling up every short row of a very wide table is how to exhaust memory.
    wide = len(alignments) > WIDEST_TABLE
    filled = []
    for number, alignment in enumerate(alignments[: max(len(cells), 1)] if wide else alignments):
        cell = cells[number] if number < len(cells) else ""
        alignment = alignment if number < len(cells) else ""  # cells that were left out have none
        element = SubElement(row, tag, {"style": f"text-align: {alignment}"} if alignment else {})
        element.tail = "\n\t\t\t\t\t"
        if cell:
            filled.append((element, cell))
    row[-1].tail = "\n\t\t\t"
    return filled
