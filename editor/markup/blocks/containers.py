"""Where the containers around a line begin: needed for lines that go on a paragraph from further out ("lazily")."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock


@contextmanager
def inside(state: StateBlock, indent: int, *, fresh: bool = False) -> Iterator[None]:
    """While the content of a container is read that begins at column `indent`; `fresh` columns count anew (quotations)."""
    outer = state.env.get("indents", ())
    state.env["indents"] = (indent,) if fresh else (*outer, indent)
    try:
        yield
    finally:
        state.env["indents"] = outer


def relative_indent(state: StateBlock, line: int) -> int:
    """How far a line is indented in the innermost container whose content it could be."""
    indent = state.sCount[line]
    if indent < 0:  # a quotation's line without its mark
        return int(state.env.get("lazy_indents", {}).get(line, 0))
    if indent >= state.blkIndent:
        return indent - state.blkIndent
    base = 0
    for start in state.env.get("indents", ()):
        if start <= indent:
            base = start
    return indent - base
