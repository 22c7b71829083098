"""Lists and quotes: continue an item on Enter, end an empty one, indent, toggle bullets, numbers and tasks."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.writing.edit import Edit, Selection

_ITEM = re.compile(r"^([ \t]*(?:>[ \t]?)*[ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"^([ \t]*(?:>[ \t]?)+)")
_ANY = re.compile(r"^([ \t]*)(?:([-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)?)?")


def continue_item(selection: Selection) -> Edit | None:
    """Enter at the end of, or inside, a list item or quote: begin the next one; in an empty one: end it."""
    if selection.start != selection.end or "\n" in selection.text:
        return None
    line, at = selection.text, selection.start
    item = _ITEM.match(line)
    prefix = ""
    if item and at >= item.end():
        if not line[item.end() :].strip():
            kept = item[1].rstrip() + (" " if item[1].strip() else "") if item[1].strip() else ""
            return Edit(0, len(line), kept, len(kept), len(kept))
        mark = item[2]
        if mark[:-1].isdigit():
            mark = f"{int(mark[:-1]) + 1}{mark[-1]}"
        prefix = item[1] + mark + item[3] + ("[ ] " if item[4] else "")
    else:
        quote = _QUOTE.match(line)
        if not quote or at < quote.end():
            return None
        if not line[quote.end() :].strip():
            return Edit(0, len(line), "", 0, 0)
        prefix = quote[1]
    # Spaces before the cursor would end the broken line invisibly, two of them as a hard break.
    start = len(line[:at].rstrip(" ")) if not line[at:].strip() and not line[:at].endswith("  ") else at
    text = "\n" + prefix
    return Edit(start, at, text, start + len(text), start + len(text))


def indent(selection: Selection) -> Edit | None:
    """Tab in list items, or with several lines selected: move them in by the width the list needs."""
    lines = selection.text.split("\n")
    single = selection.start == selection.end
    if single and not _ITEM.match(lines[0]):
        return None
    if not single and len(lines) == 1 and not _ITEM.match(lines[0]):
        return None
    parent = _ITEM.match(selection.line_before)
    item = _ITEM.match(lines[0])
    width = 2
    if item and parent and len(parent[1]) == len(item[1]):
        # CommonMark: a sublist starts at the column of its parent's text.
        width = len(parent[2]) + len(parent[3])
    return _reindent(selection, lines, " " * width)


def outdent(selection: Selection) -> Edit | None:
    """Shift+Tab: move the selected lines out by up to four columns, to the column of the list above."""
    lines = selection.text.split("\n")
    if not any(line[:1] in (" ", "\t") for line in lines):
        return None
    moved = [_strip_indent(line) for line in lines]
    cuts = [len(a) - len(b) for a, b in zip(lines, moved, strict=True)]

    def place(before: int) -> int:
        """Where a place in the lines is afterwards: one inside an indent that is cut stays in its line."""
        line = selection.text.count("\n", 0, before)
        column = before - (selection.text.rfind("\n", 0, before) + 1)
        return before - sum(cuts[:line]) - min(column, cuts[line])

    return Edit(0, len(selection.text), "\n".join(moved), place(selection.start), place(selection.end))


def toggle_bullets(selection: Selection) -> Edit | None:
    """Make the selected lines a bullet list, or plain lines when they all are one."""
    return _toggle(selection, lambda _number: "- ", lambda mark, task: mark in "-*+" and not task)


def toggle_numbers(selection: Selection) -> Edit | None:
    """Make the selected lines a numbered list, or plain lines when they all are one."""
    return _toggle(selection, lambda number: f"{number}. ", lambda mark, _task: mark[:-1].isdigit())


def toggle_tasks(selection: Selection) -> Edit | None:
    """Make the selected lines a task list, or plain lines when they all are one."""
    return _toggle(selection, lambda _number: "- [ ] ", lambda _mark, task: bool(task))


def toggle_quote(selection: Selection) -> Edit | None:
    """Put the selected lines into a block quote, or take them out of one."""
    lines = selection.text.split("\n")
    if all(line.startswith(">") for line in lines):
        made = [line[2:] if line.startswith("> ") else line[1:] for line in lines]
    else:
        made = [f"> {line}" if line else ">" for line in lines]
    return _whole(selection, lines, made)


def _toggle(
    selection: Selection, mark_of: Callable[[int], str], is_such: Callable[[str, str | None], bool]
) -> Edit | None:
    lines = selection.text.split("\n")
    filled = [line for line in lines if line.strip()] or lines
    parts = [_ANY.match(line) for line in filled]
    remove = all(part and part[2] and is_such(part[2], part[3]) for part in parts)
    made, number = [], 1
    for line in lines:
        if not line.strip() and len(lines) > 1:
            made.append(line)
            continue
        part = _ANY.match(line)
        rest = line[part.end() :] if part else line
        lead = part[1] if part else ""
        made.append(lead + ("" if remove else mark_of(number)) + rest)
        number += 1
    return _whole(selection, lines, made)


def _whole(selection: Selection, lines: list[str], made: list[str]) -> Edit:
    text = "\n".join(made)
    if selection.start == selection.end and len(lines) == 1:
        at = max(0, selection.start + len(text) - len(selection.text))
        return Edit(0, len(selection.text), text, at, at)
    return Edit(0, len(selection.text), text, 0, len(text))


def _reindent(selection: Selection, lines: list[str], lead: str) -> Edit:
    made = [lead + line if line.strip() else line for line in lines]
    text = "\n".join(made)
    grown = len(text) - len(selection.text)
    start = selection.start + len(lead)
    return Edit(0, len(selection.text), text, start, selection.end + grown)


def _strip_indent(line: str) -> str:
    if line.startswith("\t"):
        return line[1:]
    return line[min(4, len(line) - len(line.lstrip(" "))) :] if line.startswith("    ") else line.lstrip(" ")
