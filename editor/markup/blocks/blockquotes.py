"""The block rule for quotations. markdown-it's own takes indented `>` lines in, and loses lines that go on lazily two levels deep."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from editor.markup.blocks.containers import inside, relative_indent

_Margins = tuple[int, int, int, int]
"""Where a line begins, in markdown-it's four measures."""
LAZY = -1
"""The indentation given to a line without its `>`: only a paragraph may take it."""


def blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`> …`, with lines that go on without the mark while a paragraph is open."""
    if not _is_marked(state, start):
        return False
    if silent:
        return True
    old_parent, old_max, old_indent = state.parentType, state.lineMax, state.blkIndent
    state.parentType = "blockquote"
    saved = _take_lines(state, start, end)
    state.blkIndent = 0
    token = state.push("blockquote_open", "blockquote", 1)
    token.map = [start, start + len(saved)]
    with inside(state, 0, fresh=True):
        state.md.block.tokenize(state, start, start + len(saved))
    state.push("blockquote_close", "blockquote", -1)
    state.lineMax, state.parentType, state.blkIndent = old_max, old_parent, old_indent
    token.map[1] = state.line
    for number, values in enumerate(saved):
        at = start + number
        state.bMarks[at], state.tShift[at], state.sCount[at], state.bsCount[at] = values
    return True


def _take_lines(state: StateBlock, start: int, end: int) -> list[_Margins]:
    """Take the marks off the quotation's lines; returns where each line began before."""
    saved: list[_Margins] = []
    terminators = state.md.block.ruler.getRules("blockquote")
    line, blank = start, False
    while line < end and not state.isEmpty(line):
        lazy_already = state.sCount[line] < 0
        marked = not lazy_already and state.sCount[line] >= state.blkIndent and _is_marked(state, line)
        if not marked:
            if blank:
                break
            if (
                not lazy_already
                and relative_indent(state, line) <= 3
                and any(rule(state, line, end, True) for rule in terminators)
            ):
                # Paragraphs look below the lines given to them for their end: stop them here.
                state.lineMax = line
                break
        saved.append((state.bMarks[line], state.tShift[line], state.sCount[line], state.bsCount[line]))
        if marked:
            blank = _enter(state, line)
        elif not lazy_already:
            state.env.setdefault("lazy_indents", {})[line] = relative_indent(state, line)
            state.sCount[line] = LAZY
        line += 1
    return saved


def _is_marked(state: StateBlock, line: int) -> bool:
    at = state.bMarks[line] + state.tShift[line]
    return at < state.eMarks[line] and state.src[at] == ">" and not state.is_code_block(line)


def _enter(state: StateBlock, line: int) -> bool:
    """Move the line's start behind its `>` and one blank; says whether nothing follows."""
    at = state.bMarks[line] + state.tShift[line] + 1
    end = state.eMarks[line]
    column = state.sCount[line] + 1
    initial = column
    split_tab = False
    has_blank = at < end and state.src[at] in " \t"
    if has_blank:
        split_tab = state.src[at] == "\t" and (state.bsCount[line] + column) % 4 != 3
        if not split_tab:
            at, column, initial = at + 1, column + 1, initial + 1
    start = at
    while at < end and state.src[at] in " \t":
        width = 4 - (column + state.bsCount[line] + split_tab) % 4 if state.src[at] == "\t" else 1
        column += width
        at += 1
    state.bsCount[line] = state.sCount[line] + 1 + has_blank
    state.sCount[line] = column - initial
    state.tShift[line] = at - start
    state.bMarks[line] = start
    return at >= end
