"""Definition lists: a paragraph's lines as terms, and every `: …` below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock

from editor.markup.blocks.containers import inside
from editor.markup.blocks.tokens import (
    definition_at,
    hide_first_paragraph,
    indent_width,
    line_text,
    next_content,
)
from editor.markup.characters import MARKDOWN_SPACES

Extent = Callable[[StateBlock, int, int], tuple[int, str]]


def push_definitions(
    state: StateBlock, first: int, terms: Sequence[str], marker: int, limit: int, extent: Extent
) -> None:
    """The list whose first terms stand from line `first` on and whose first description is at line `marker`.

    It goes on over further terms. `extent(state, line, limit)` says where the paragraph at a line ends, and why.
    """
    opening = state.push("dl_open", "dl", 1)
    opening.map = [first, marker]
    while True:
        for number, term in enumerate(terms):
            _push_term(state, first + number, term)
        end = marker
        while marker >= 0:
            end = _push_description(state, marker, limit)
            marker = definition_at(state, end, limit)
        first = next_content(state, end, limit)
        if (
            first >= limit
            or state.sCount[first] < state.blkIndent
            or _starts_other_block(state, first, limit)
        ):
            break
        stop, ending = extent(state, first, limit)
        marker = -1 if ending else definition_at(state, stop, limit)
        if marker < 0:
            break
        terms = [line_text(state, line) for line in range(first, stop)]
    state.push("dl_close", "dl", -1)
    opening.map[1] = state.line = end


def _starts_other_block(state: StateBlock, line: int, limit: int) -> bool:
    old_parent, state.parentType = state.parentType, "root"
    try:
        rules = state.md.block.ruler.getRules("paragraph")
        return state.is_code_block(line) or any(rule(state, line, limit, True) for rule in rules)
    finally:
        state.parentType = old_parent


def _push_term(state: StateBlock, line: int, text: str) -> None:
    state.push("dt_open", "dt", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content = text.rstrip(MARKDOWN_SPACES)
    token.map = [line, line + 1]
    state.push("dt_close", "dt", -1)


def _push_description(state: StateBlock, line: int, limit: int) -> int:
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
    token.map = [line, end]
    return end
