"""Destinations and titles of links, inline and in reference definitions."""

from __future__ import annotations

import re

from editor.markup.characters import ASCII_PUNCTUATION, MARKDOWN_SPACES, find_closing, link_label

DEEPEST_PARENTHESES = 32  # in a bare link destination; CommonMark's least, it keeps hostile input linear
_BRACKETED = re.compile(r"<((?:[^\\>\n]|\\.|\\(?=\n))*)>")


def parse_inline_target(text: str, start: int) -> tuple[str, str | None, int] | None:
    """`(destination "title")` from behind its opening parenthesis: (destination, title, position after)."""
    position = skip_spaces(text, start)
    if text.startswith(")", position):
        return "", None, position + 1
    destination = parse_destination(text, position)
    if destination is None:
        return None
    position = skip_spaces(text, destination[1])
    if text.startswith(")", position):
        return destination[0], None, position + 1
    title = parse_title(text, position)
    if title is None:
        return None
    position = skip_spaces(text, title[1])
    return (destination[0], title[0], position + 1) if text.startswith(")", position) else None


def skip_spaces(text: str, position: int) -> int:
    """The first position from `position` on that is no blank or line end."""
    while position < len(text) and text[position] in MARKDOWN_SPACES:
        position += 1
    return position


def parse_destination(text: str, start: int) -> tuple[str, int] | None:
    """A link destination at `start`, bare or in angle brackets: (destination as written, position after)."""
    if text.startswith("<", start):
        if text.find(">", start) < 0:
            return None
        match = _BRACKETED.match(text, start)
        return (match[1], match.end()) if match else None
    depth, position = 0, start
    while position < len(text):
        character = text[position]
        if character == "\\" and text[position + 1 : position + 2] in ASCII_PUNCTUATION:
            position += 2
            continue
        if character == "(":
            depth += 1
            if depth > DEEPEST_PARENTHESES:
                return None
        elif character == ")":
            depth -= 1
            if depth < 0:
                break
        elif character in MARKDOWN_SPACES:
            break
        position += 1
    return (text[start:position], position) if position > start else None


def parse_title(text: str, start: int) -> tuple[str, int] | None:
    """A link title at `start`, in double or single quotes or parentheses: (title as written, position after)."""
    opener = text[start : start + 1]
    if opener not in ('"', "'", "("):
        return None
    end = find_closing(text, start + 1, "(" if opener == "(" else "", ")" if opener == "(" else opener)
    return (text[start + 1 : end], end + 1) if end >= 0 else None


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
