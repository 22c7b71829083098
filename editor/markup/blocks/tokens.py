"""What the block rules share: lines of the state, and the tokens for headings and paragraphs."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from editor.markup.attributes import Attributes, parse_attributes
from editor.markup.characters import ASCII_PUNCTUATION, MARKDOWN_SPACES

_DEFINITION = re.compile(r":(?=[ \t])")


def line_text(state: StateBlock, line: int) -> str:
    """A line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def next_content(state: StateBlock, line: int, end: int) -> int:
    """The first line from `line` on that is not blank, `end` if all are."""
    while line < end and state.isEmpty(line):
        line += 1
    return line


def definition_at(state: StateBlock, line: int, end: int) -> int:
    """The line of the `:` that follows (blank lines skipped) in the same container, or -1."""
    line = next_content(state, line, end)
    if line >= end or state.sCount[line] != state.blkIndent:
        return -1
    at = state.bMarks[line] + state.tShift[line]
    return line if _DEFINITION.match(state.src, at, state.eMarks[line] + 1) else -1


def indent_width(state: StateBlock, line: int, at: int, column: int) -> tuple[int, int]:
    """(columns of blanks from `at`, position of the first other character)."""
    start = column
    while at < state.eMarks[line]:
        character = state.src[at]
        if character == "\t":
            column += 4 - (column + state.bsCount[line]) % 4
        elif character == " ":
            column += 1
        else:
            break
        at += 1
    return column - start, at


def hide_first_paragraph(state: StateBlock, start: int) -> None:
    """Make the first paragraph directly inside the open container tight; Goldmark leaves the others alone."""
    for index in range(start, len(state.tokens)):
        token = state.tokens[index]
        if token.type == "paragraph_open" and token.level == state.level:
            token.hidden = state.tokens[index + 2].hidden = True
            return


def push_paragraph(state: StateBlock, start: int, stop: int, content: str) -> None:
    """A paragraph of the lines `start` to `stop`."""
    state.push("paragraph_open", "p", 1).map = [start, stop]
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [start, stop]
    state.push("paragraph_close", "p", -1)


def push_heading(
    state: StateBlock, level: int, content: str, attributes: Attributes, lines: tuple[int, int]
) -> None:
    """A heading with the author's attributes."""
    token = state.push("heading_open", f"h{level}", 1)
    token.map = list(lines)
    if attributes:
        token.meta = {"attributes": attributes}
    token = state.push("inline", "", 0)
    token.content = content
    token.map = list(lines)
    state.push("heading_close", f"h{level}", -1)


def heading_attributes(text: str) -> tuple[str, Attributes]:
    """Split `Title {#id .class}` into title and attributes."""
    position = text.find("{")
    if position < 0 or "}" not in text:
        return text, {}
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 2 if text[position + 1 : position + 2] in ASCII_PUNCTUATION else 1
            continue
        if character == "{":
            found = parse_attributes(text, position)
            if found and not text[found[1] :].strip(MARKDOWN_SPACES):
                return text[:position].rstrip(MARKDOWN_SPACES), found[0]
        position += 1
    return text, {}
