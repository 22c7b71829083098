"""Tables as Goldmark finds them in a paragraph's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.markup.blocks.containers import relative_indent
from editor.markup.characters import MARKDOWN_SPACES

_ALIGNMENTS = (
    (re.compile(r"\s*:-+\s*$", re.ASCII), "left"),
    (re.compile(r"\s*-+:\s*$", re.ASCII), "right"),
    (re.compile(r"\s*:-+:\s*$", re.ASCII), "center"),
    (re.compile(r"\s*-+\s*$", re.ASCII), ""),
)
_DELIMITER_ROW = re.compile(r"[ \t\r|:-]+$")


def find_table(state: StateBlock, first: int, lines: Sequence[str]) -> Token | None:
    """The table that these lines end with, or None."""
    for index in range(1, len(lines)):
        if relative_indent(state, first + index) > 3:
            continue
        at_end = state.eMarks[first + index] == len(state.src)
        alignments = table_alignments(lines[index], at_end=at_end)
        if alignments is None:
            continue
        header = table_row(lines[index - 1], len(alignments), is_header=True)
        if len(header) > len(alignments):
            return None
        rows = [table_row(line, len(alignments)) for line in lines[index + 1 :]]
        token = Token("table", "table", 0, block=True, level=state.level)
        token.map = [first + index - 1, first + len(lines)]
        token.meta = {"alignments": alignments, "header": header, "rows": rows}
        return token
    return None


def table_alignments(line: str, *, at_end: bool = False) -> list[str] | None:
    """The alignments of a delimiter row ("", "left", "right", "center"), or None when it is none.

    Hyphens alone count, except on a line that ends the text without a line end (so Goldmark has it).
    """
    if not _DELIMITER_ROW.match(line) or (at_end and not line.strip("-")):
        return None
    columns = line.split("|")
    if not columns[0].strip(MARKDOWN_SPACES):
        columns = columns[1:]
    if columns and not columns[-1].strip(MARKDOWN_SPACES):
        columns = columns[:-1]
    alignments: list[str] = []
    for column in columns:
        for pattern, name in _ALIGNMENTS:
            if pattern.match(column):
                alignments.append(name)
                break
        else:
            return None
    return alignments or None


def table_row(line: str, columns: int, *, is_header: bool = False) -> list[str]:
    """The cells of a row, at most `columns` of them (a header may have more, and is then no header)."""
    line = line.strip(MARKDOWN_SPACES)
    position = 1 if line.startswith("|") else 0
    limit = len(line) - 1 if line.endswith("|") else len(line)
    cells: list[str] = []
    while position < limit and (is_header or len(cells) < columns):
        end = position
        while True:
            end = line.find("|", end, limit)
            if end < 0:
                end = limit
                break
            if end == 0 or line[end - 1] != "\\":
                break
            end += 1
        cells.append(line[position:end].strip(MARKDOWN_SPACES))
        position = end + 1
    return cells
