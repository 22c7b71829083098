"""The block rule for lists: CommonMark's, with tabs behind a marker counted as Goldmark counts them."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.markup.blocks.containers import inside

_MARKER = re.compile(r"([-+*])(?=[ \t\r]|$)|([0-9]{1,9})([.)])(?=[ \t\r]|$)")


def list_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Bulleted and numbered lists, tight and loose."""
    if state.is_code_block(start):
        return False
    if (
        state.listIndent >= 0
        and state.sCount[start] - state.listIndent >= 4
        and state.sCount[start] < state.blkIndent
    ):
        return False  # too far in for an item of the list around it, not far enough for its own: goes on the text
    marker = _marker(state, start)
    if marker is None:
        return False
    if silent:
        return not _may_not_interrupt(state, start, marker)
    opening = len(state.tokens)
    token = state.push(
        "ordered_list_open" if marker[2] else "bullet_list_open", "ol" if marker[2] else "ul", 1
    )
    if marker[2] and int(marker[2]) != 1:
        token.attrs = {"start": int(marker[2])}
    token.map = [start, start]
    old_parent, state.parentType = state.parentType, "list"
    line, tight = _items(state, start, end, marker)
    state.push("ordered_list_close" if token.tag == "ol" else "bullet_list_close", token.tag, -1)
    token.map[1] = state.line = line
    state.parentType = old_parent
    if tight:
        _hide_paragraphs(state.tokens, opening, state.level + 2)
    return True


def _items(state: StateBlock, start: int, end: int, first: re.Match[str]) -> tuple[int, bool]:
    """Parse the items of one list, of which the first is marked so; returns the line after it, and if it is tight."""
    symbol, marker = _symbol(first), first
    terminators = state.md.block.ruler.getRules("list")
    tight, blank_before, line = True, False, start
    while True:
        item_tight, after = _item(state, line, end, marker)
        tight = tight and item_tight and not blank_before
        blank_before = after - line > 1 and state.isEmpty(after - 1)
        line = after
        if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
            return line, tight
        if any(rule(state, line, end, True) for rule in terminators):
            return line, tight
        following = _marker(state, line)
        if following is None or _symbol(following) != symbol:
            return line, tight
        marker = following


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    return _MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _symbol(marker: re.Match[str]) -> str:
    return str(marker[1] or marker[3])


def _may_not_interrupt(state: StateBlock, line: int, marker: re.Match[str]) -> bool:
    """A paragraph is ended only by an item with content, numbered 1 if at all."""
    if state.parentType != "paragraph" or state.sCount[line] < state.blkIndent:
        return False
    if marker[2] and int(marker[2]) != 1:
        return True
    # Blank in CommonMark's sense: an ideographic space is content.
    return not state.src[marker.end() : state.eMarks[line]].strip(" \t\n\v\f\r")


def _item(state: StateBlock, line: int, end: int, marker: re.Match[str]) -> tuple[bool, int]:
    """One item: (whether it is tight, the line after it)."""
    base = state.sCount[line] + marker.end() - marker.start()
    column, position = base, marker.end()
    while position < state.eMarks[line] and state.src[position] in " \t":
        # Goldmark counts tab stops from where the list's container begins, not from the line's start.
        column += 4 - (column - state.blkIndent) % 4 if state.src[position] == "\t" else 1
        position += 1
    empty = position >= state.eMarks[line]
    indent = 1 if empty or column - base > 4 else column - base
    opening = len(state.tokens)
    token = state.push("list_item_open", "li", 1)
    token.map = [line, line]
    saved = (state.tShift[line], state.sCount[line], state.tight, state.listIndent)
    state.listIndent = state.blkIndent
    state.blkIndent = base + indent
    state.tight = True
    state.tShift[line] = position - state.bMarks[line]
    state.sCount[line] = column
    if empty and (line + 1 >= end or state.isEmpty(line + 1)):
        state.line = min(line + 2, end)  # an item may begin with one blank line, not two
    else:
        with inside(state, state.blkIndent):
            state.md.block.tokenize(state, line, end)
    tight = state.tight and not _is_spread_by_reference(state, opening, line)
    state.blkIndent = state.listIndent
    state.tShift[line], state.sCount[line], state.tight, state.listIndent = saved
    state.push("list_item_close", "li", -1)
    token.map[1] = state.line
    return tight, state.line


def _is_spread_by_reference(state: StateBlock, opening: int, line: int) -> bool:
    """Goldmark takes an item that begins with a reference definition, after a blank line, for a loose one."""
    if len(state.tokens) <= opening + 2 or state.tokens[opening + 1].type != "reference":
        return False
    return state.tokens[-1].type != "reference" and (line == 0 or state.isEmpty(line - 1))


def _hide_paragraphs(tokens: list[Token], opening: int, level: int) -> None:
    for index in range(opening + 2, len(tokens) - 2):
        token = tokens[index]
        if token.level == level and token.type == "paragraph_open":
            token.hidden = tokens[index + 2].hidden = True
