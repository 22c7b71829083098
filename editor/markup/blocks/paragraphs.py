"""The block rule for paragraphs and for what Goldmark makes of them: references, tables, underlined headings, definitions."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.markup.attributes import Attributes
from editor.markup.blocks.containers import relative_indent
from editor.markup.blocks.definitions import push_definitions
from editor.markup.blocks.tables import find_table
from editor.markup.blocks.tokens import (
    definition_at,
    heading_attributes,
    line_text,
    push_heading,
    push_paragraph,
)
from editor.markup.characters import MARKDOWN_SPACES
from editor.markup.inline.link_targets import parse_reference
from editor.markup.settings import MarkupSettings

BLOCK_STARTERS = frozenset("-=*+_#`~><[:{0123456789")
"""Only a line beginning with one of these can be anything but a paragraph (or code), or end one."""
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r":(?=[ \t])")
_WINDOW = 8  # lines tried first for one reference definition, so that thousands of them stay linear


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
        table = find_table(state, first, rest) if self._settings.table else None
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
            push_definitions(state, first, lines, marker, end, self._extent)
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
