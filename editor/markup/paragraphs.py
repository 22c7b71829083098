"""The block rule for paragraphs and for what Goldmark makes of them: references, tables, underlined headings, definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from .attributes import Attributes, parse_attributes
from .characters import ASCII_PUNCTUATION, MARKDOWN_SPACES, find_closing, link_label
from .containers import inside, relative_indent
from .inline import parse_destination, skip_spaces
from .settings import MarkupSettings

BLOCK_STARTERS = frozenset("-=*+_#`~><[:{0123456789")
"""Only a line beginning with one of these can be anything but a paragraph (or code), or end one."""
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r":(?=[ \t])")
_ALIGNMENTS = (
    (re.compile(r"\s*:-+\s*$", re.ASCII), "left"),
    (re.compile(r"\s*-+:\s*$", re.ASCII), "right"),
    (re.compile(r"\s*:-+:\s*$", re.ASCII), "center"),
    (re.compile(r"\s*-+\s*$", re.ASCII), ""),
)
_WINDOW = 8  # lines tried first for one reference definition, so that thousands of them stay linear
_DELIMITER_ROW = re.compile(r"[ \t\r|:-]+$")


class ParagraphRule:
    """Consumes the lines of a paragraph and pushes what they mean."""

    def __init__(self, settings: MarkupSettings) -> None:
        self._settings = settings

    def __call__(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """The markdown-it rule. Never refuses a line that no other rule took."""
        if silent:
            return False
        stop, ending = self._extent(state, start, end)
        lines = [line_text(state, line) for line in range(start, stop)]
        lines[-1] = lines[-1].rstrip(MARKDOWN_SPACES)
        taken = self._references(state, lines)
        first = start + taken
        rest = lines[taken:]
        state.line = stop
        if not rest:
            return True
        table = self._table(state, first, rest) if self._settings.table else None
        if table is not None and table.map:
            rest = rest[: table.map[0] - first]
        self._text(state, first, stop, end, rest, ending, table)
        return True

    def _text(
        self,
        state: StateBlock,
        first: int,
        stop: int,
        end: int,
        lines: list[str],
        ending: str,
        table: Token | None,
    ) -> None:
        """What the lines before a table (or all lines) are: heading, terms of a definition list, or a paragraph."""
        marker = definition_at(state, stop, end) if self._settings.definition_list and not ending else -1
        if table is not None and marker != stop:
            marker = -1
        turned = bool(lines) and (marker >= 0 or ending == "underline")
        if table is not None and turned:
            state.tokens.append(table)  # Goldmark puts it before what its first lines become
        if lines and ending == "underline":
            self._underlined(state, first, stop, lines)
            state.line = stop + 1
        elif lines and marker >= 0:
            self._definitions(state, first, lines, marker, end)
        elif lines:
            push_paragraph(state, first, first + len(lines), "\n".join(lines).rstrip(MARKDOWN_SPACES))
        if table is not None and not turned:
            state.tokens.append(table)

    def _extent(self, state: StateBlock, start: int, end: int) -> tuple[int, str]:
        """(first line that does not belong, why): why is "underline", or "" for a blank line or another block."""
        terminators = state.md.block.ruler.getRules("paragraph")
        old_parent = state.parentType
        state.parentType = "paragraph"
        line, reason = start + 1, ""
        while line < end:
            at = state.bMarks[line] + state.tShift[line]
            if at >= state.eMarks[line]:
                break
            indent = state.sCount[line]
            if state.src[at] in BLOCK_STARTERS and indent >= 0 and relative_indent(state, line) <= 3:
                character = state.src[at]
                if (
                    character in "=-"
                    and indent >= state.blkIndent
                    and _UNDERLINE.match(state.src[at : state.eMarks[line]])
                ):
                    reason = "underline"
                    break
                if (
                    character == ":"
                    and self._settings.definition_list
                    and self._interrupts_as_definition(state, line, at)
                ):
                    break
                if any(rule(state, line, end, True) for rule in terminators):
                    break
            line += 1
        state.parentType = old_parent
        return line, reason

    @staticmethod
    def _interrupts_as_definition(state: StateBlock, line: int, at: int) -> bool:
        if not _DEFINITION.match(state.src, at, state.eMarks[line] + 1):
            return False
        indent = state.sCount[line]
        return indent == state.blkIndent or indent in state.env.get("definition_indents", ())

    # -- link reference definitions --

    def _references(self, state: StateBlock, lines: list[str]) -> int:
        """Take leading reference definitions off; the number of lines they held."""
        taken = 0
        while taken < len(lines) and lines[taken].startswith("["):
            found = parse_reference("\n".join(lines[taken : taken + _WINDOW]))
            if found is None or found[4] or found[3] >= _WINDOW:
                found = parse_reference("\n".join(lines[taken:]))
            if found is None:
                break
            label, destination, title, used, is_last = found
            state.env["references"].setdefault(label, (destination, title))
            state.push("reference", "", 0)  # shows nothing, yet counts as a child of a list item
            taken += used
            if is_last:
                break
        return taken

    # -- headings --

    def _underlined(self, state: StateBlock, start: int, stop: int, lines: list[str]) -> None:
        at = state.bMarks[stop] + state.tShift[stop]
        level = 1 if state.src[at] == "=" else 2
        attributes: Attributes = {}
        if self._settings.attribute_title:
            lines[-1], attributes = heading_attributes(lines[-1])
        push_heading(state, level, "\n".join(lines), attributes, (start, stop + 1))

    # -- tables --

    @staticmethod
    def _table(state: StateBlock, first: int, lines: Sequence[str]) -> Token | None:
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

    # -- definition lists --

    def _definitions(
        self, state: StateBlock, first: int, terms: Sequence[str], marker: int, limit: int
    ) -> None:
        opening = state.push("dl_open", "dl", 1)
        opening.map = [first, marker]
        while True:
            for number, term in enumerate(terms):
                self._term(state, first + number, term)
            end = marker
            while marker >= 0:
                end = self._description(state, marker, limit)
                marker = definition_at(state, end, limit)
            first = next_content(state, end, limit)
            if (
                first >= limit
                or state.sCount[first] < state.blkIndent
                or self._starts_other_block(state, first, limit)
            ):
                break
            stop, ending = self._extent(state, first, limit)
            marker = definition_at(state, stop, limit) if not ending else -1
            if marker < 0:
                break
            terms = [line_text(state, line) for line in range(first, stop)]
        state.push("dl_close", "dl", -1)
        opening.map[1] = state.line = end

    @staticmethod
    def _starts_other_block(state: StateBlock, line: int, limit: int) -> bool:
        old_parent, state.parentType = state.parentType, "root"
        try:
            rules = state.md.block.ruler.getRules("paragraph")
            return state.is_code_block(line) or any(rule(state, line, limit, True) for rule in rules)
        finally:
            state.parentType = old_parent

    @staticmethod
    def _term(state: StateBlock, line: int, text: str) -> None:
        token = state.push("dt_open", "dt", 1)
        token.map = [line, line + 1]
        token = state.push("inline", "", 0)
        token.content = text.rstrip(MARKDOWN_SPACES)
        token.map = [line, line + 1]
        state.push("dt_close", "dt", -1)

    @staticmethod
    def _description(state: StateBlock, line: int, limit: int) -> int:
        """One `: …` with everything indented below it; the line after its last content."""
        tight = not state.isEmpty(line - 1)
        at = state.bMarks[line] + state.tShift[line] + 1
        columns, content = indent_width(state, line, at, state.sCount[line] + 1)
        old = (state.tShift[line], state.sCount[line], state.blkIndent, state.tight)
        state.tShift[line] = content - state.bMarks[line]
        state.sCount[line] += 1 + columns
        state.blkIndent += 1 + (5 if columns >= 8 else columns)
        indents = state.env.setdefault("definition_indents", [])
        indents.append(old[2])
        token = state.push("dd_open", "dd", 1)
        token.map = [line, line]
        token.meta = {"tight": tight}
        opened = len(state.tokens)
        with inside(state, state.blkIndent):
            state.md.block.tokenize(state, line, limit)
        indents.pop()
        if tight:
            hide_first_paragraph(state, opened)
        state.push("dd_close", "dd", -1)
        state.tShift[line], state.sCount[line], state.blkIndent, state.tight = old
        end = max(state.line, line + 1)
        while end > line + 1 and state.isEmpty(end - 1):
            end -= 1
        token.map[1] = end
        return end


# --- helpers that other block rules share --------------------------------------------------------------------------


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


def parse_reference(text: str) -> tuple[str, str, str | None, int, bool] | None:
    """A link reference definition at the start: (label, destination, title, lines used, nothing may follow it)."""
    end = find_closing(text, 1, "[", "]")
    if end < 0 or not text.startswith(":", end + 1):
        return None
    label = text[1:end]
    if not label.strip(MARKDOWN_SPACES):
        return None
    destination = parse_destination(text, skip_spaces(text, end + 2))
    if destination is None:
        return None
    target, position = destination
    used = text.count("\n", 0, position) + 1
    line_end = text.find("\n", position)
    ends_line = not text[position : len(text) if line_end < 0 else line_end].strip(MARKDOWN_SPACES)
    after = skip_spaces(text, position)
    opener = text[after : after + 1]
    plain = (link_label(label), target, None, used)
    if opener not in ('"', "'", "("):
        return (*plain, False) if ends_line else None
    if after == position:
        return None
    closing = find_closing(text, after + 1, "(" if opener == "(" else "", ")" if opener == "(" else opener)
    if closing < 0:
        return (*plain, True) if ends_line else None
    title = text[after + 1 : closing]
    line_end = text.find("\n", closing)
    if text[closing + 1 : len(text) if line_end < 0 else line_end].strip(MARKDOWN_SPACES):
        # Goldmark keeps the title although it then shows its line as text.
        return (link_label(label), target, title, max(used - 1, 1), True) if ends_line else None
    return link_label(label), target, title, text.count("\n", 0, closing) + 1, False


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
