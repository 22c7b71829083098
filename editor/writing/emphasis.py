"""Bold, italic, strikethrough and inline code: put marks around the selection, or take them away."""

from __future__ import annotations

import re
import unicodedata

from editor.writing.edit import Edit, Selection

_WORD = re.compile(r"\w+")
# Punctuation that Chinese writers include when they select a phrase, but that keeps CommonMark from seeing the
# emphasis: it stays outside the marks.
_OPENING, _CLOSING = "「『（《〈【〔“‘([{", "」』）》〉】〕”’)]},，。、；：！？!?;:."


def toggle(selection: Selection, mark: str) -> Edit | None:
    """Wrap the selection, or the word at the cursor, in `mark` (``**``, ``*``, ``~~``, a backtick), or unwrap it.

    An empty place gets both marks with the cursor between them. Marks never span a line end in the middle of
    which CommonMark would end the emphasis: a selection over a blank line is left alone.
    """
    start, end = selection.start, selection.end
    text = selection.text
    if start == end:
        inside = _surrounded(text, start, mark)
        if inside:
            return _unwrap(text, *inside, mark, start)
        start, end = _word_at(text, start)
        if start == end:
            at = start + len(mark)
            return Edit(start, start, mark * 2, at, at)
    if "\n\n" in text[start:end]:
        return None
    start, end = _trim(text, start, end)
    if start >= end:
        return None
    width = len(mark)
    chosen = text[start:end]
    if len(chosen) > 2 * width and chosen.startswith(mark) and chosen.endswith(mark) and _exact(chosen, mark):
        inner = chosen[width:-width]
        return Edit(start, end, inner, start, start + len(inner))
    if (
        text[max(0, start - width) : start] == mark
        and text[end : end + width] == mark
        and _outer(text, start, end, mark)
    ):
        return Edit(start - width, end + width, chosen, start - width, end - width)
    if mark != "`":
        start, end = _leave_punctuation(text, start, end)
    chosen = text[start:end]
    made = mark + chosen + mark
    return Edit(start, end, made, start + width, start + width + len(chosen))


def _exact(chosen: str, mark: str) -> bool:
    # `**x**` is bold, not italic in italic.
    return not (mark == "*" and chosen.startswith("**") and not chosen.startswith("***"))


def _outer(text: str, start: int, end: int, mark: str) -> bool:
    if mark != "*":
        return True
    runs = len(text[:start]) - len(text[:start].rstrip("*"))
    return runs in (1, 3)


def _surrounded(text: str, at: int, mark: str) -> tuple[int, int] | None:
    pattern = re.escape(mark)
    char = re.escape(mark[0])
    for match in re.finditer(
        rf"(?<!{char}){pattern}(?!{char})(?=\S)(.+?)(?<=\S)(?<!{char}){pattern}(?!{char})", text
    ):
        if match.start(1) <= at <= match.end(1):
            return match.start(), match.end()
    return None


def _unwrap(text: str, start: int, end: int, mark: str, at: int) -> Edit:
    width = len(mark)
    place = max(start, at - width)
    return Edit(start, end, text[start + width : end - width], place, place)


def _word_at(text: str, at: int) -> tuple[int, int]:
    for match in _WORD.finditer(text):
        # Han has no spaces between words: a whole clause at the cursor is not what the author means.
        if match.start() < at < match.end() and match[0].isascii():
            return match.start(), match.end()
    return at, at


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _leave_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the marks inside of punctuation that would keep Hugo from rendering them."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    inner_start, inner_end = start, end
    if before and not before.isspace() and not _is_punctuation(before):
        while inner_start < inner_end and text[inner_start] in _OPENING:
            inner_start += 1
    if after and not after.isspace() and not _is_punctuation(after):
        while inner_end > inner_start and text[inner_end - 1] in _CLOSING:
            inner_end -= 1
    if inner_start != start and text[inner_end - 1 : inner_end] in _CLOSING and inner_end == end:
        # `「文字」` at the end of a line: keep the pair together, outside.
        inner_end -= 1
    elif inner_end != end and inner_start == start and text[start] in _OPENING:
        inner_start += 1
    return (inner_start, inner_end) if inner_start < inner_end else (start, end)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
