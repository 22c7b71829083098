"""Code blocks, fenced and indented: markdown-it's rules, with blank lines in list items as Goldmark leaves them."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, code, fence

_BLANK_LINES = re.compile(r"^[ \t]+$", re.MULTILINE)


def fenced_code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code between fences."""
    return _without_blanks(state, fence(state, start, end, silent), silent)


def indented_code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code indented by four columns."""
    return _without_blanks(state, code(state, start, end, silent), silent)


def _without_blanks(state: StateBlock, matched: bool, silent: bool) -> bool:
    if matched and not silent and state.listIndent >= 0:
        token = state.tokens[-1]
        if " \n" in token.content or "\t\n" in token.content:
            token.content = _BLANK_LINES.sub("", token.content)
    return matched
