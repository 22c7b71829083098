"""Brackets in one text: links, images, footnote calls, task boxes."""

from __future__ import annotations

import re
from typing import Final

from editor.markup.characters import MARKDOWN_SPACES, find_closing
from editor.markup.inline.link_targets import parse_inline_target
from editor.markup.inline.pieces import LINK_END, Bracket, FootnoteCall, TaskBox
from editor.markup.inline.scan import Scan

_LABEL_LIMIT: Final = 999
_TASK = re.compile(r"\[([ \t\f\rxX])\][ \t\n\f\r]*")


def open_bracket(scan: Scan, at: int) -> int:
    """A `[`: a task's box, a footnote's call, or what may become a link."""
    if scan.task and not scan.items and at == scan.start == 0:
        match = _TASK.match(scan.text)
        if match:
            return scan.append(TaskBox(match[1] in "xX"), at, match.end())
    if scan.text.startswith("[^", at):
        after = _footnote(scan, at, at)
        if after >= 0:
            return after
    return _bracket(scan, False, at, at + 1)


def open_image(scan: Scan, at: int) -> int:
    """A `![`: a mark before a footnote's call, or what may become an image."""
    if scan.text.startswith("![^", at):
        after = _footnote(scan, at + 1, at + 1)
        if after >= 0:
            return after
    return _bracket(scan, True, at, at + 2)


def _bracket(scan: Scan, image: bool, at: int, after: int) -> int:
    scan.flush(at)
    bracket = Bracket(image, at, after, len(scan.items), scan.delimiters.last)
    scan.items.append(bracket)
    scan.brackets.append(bracket)
    scan.start = after
    return after


def _footnote(scan: Scan, at: int, text_end: int) -> int:
    if not scan.dialect.settings.footnotes.enable:
        return -1
    line_end = scan.text.find("\n", at)
    end = find_closing(scan.text, at + 2, "[", "]", len(scan.text) if line_end < 0 else line_end)
    if end < 0:
        return -1
    label = scan.text[at + 2 : end]
    if not scan.lookups.has_footnote(label):
        return -1
    return scan.append(FootnoteCall(label), text_end, end + 1)


def close_bracket(scan: Scan, at: int) -> int:
    """A `]`: the end of a link or image, if it has a target."""
    if not scan.brackets:
        return -1
    bracket = scan.brackets.pop()
    if _label_too_long(scan) or (not bracket.image and scan.last_link > bracket.start):
        return -1
    found = _target(scan, bracket, at)
    if found is None:
        return -1
    destination, title, after = found
    bracket.destination, bracket.title = destination, title
    scan.flush(at)
    scan.delimiters.match(bracket.bottom)
    bracket.end = len(scan.items)
    scan.items.append(LINK_END)
    if not bracket.image:
        scan.last_link = bracket.start
    scan.start = after
    return after


def _label_too_long(scan: Scan) -> bool:
    """Goldmark gives up on links while brackets are open over more than 998 bytes."""
    if len(scan.brackets) < 2:
        return False
    start, end = scan.brackets[0].start, scan.brackets[-1].text_start
    return end - start > 998 or len(scan.text[start:end].encode("utf-8", "replace")) > 998


def _target(scan: Scan, bracket: Bracket, at: int) -> tuple[str, str | None, int] | None:
    """(destination, title, position after) of the link whose text ends at `at`."""
    text = scan.text
    if text.startswith("(", at + 1):
        inline = parse_inline_target(text, at + 2)
        if inline is not None:
            return inline
    elif text.startswith("[", at + 1):
        end = find_closing(text, at + 2, "[", "]", at + 2 + 2 * _LABEL_LIMIT)
        if end >= 0:
            label = text[at + 2 : end]
            if not label.strip(MARKDOWN_SPACES):
                label = text[bracket.text_start : at]
            return _reference(scan, label, end + 1)
    if at - bracket.text_start > _LABEL_LIMIT:
        return None
    return _reference(scan, text[bracket.text_start : at], at + 1)


def _reference(scan: Scan, label: str, after: int) -> tuple[str, str | None, int] | None:
    if len(label) > _LABEL_LIMIT or len(label.encode("utf-8", "replace")) > _LABEL_LIMIT:
        return None
    reference = scan.lookups.reference(label)
    return (reference[0], reference[1], after) if reference else None
