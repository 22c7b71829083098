"""Headings: set the level of the selected line, or take the heading away."""

from __future__ import annotations

import re

from editor.writing.edit import Edit, Selection

_MARK = re.compile(r"^ {0,3}(#{1,6})[ \t]+|^ {0,3}(#{1,6})$")


def set_level(selection: Selection, level: int) -> Edit | None:
    """Make the selected lines headings of `level` (1 to 6); the same level again, or 0, makes them plain."""
    lines = selection.text.split("\n")
    marks = [_MARK.match(line) for line in lines]
    filled = [i for i, line in enumerate(lines) if line.strip() or len(lines) == 1]
    same = all((m := marks[i]) is not None and len(m[1] or m[2]) == level for i in filled)
    target = "" if level == 0 or same else "#" * level + " "
    made = []
    for i, line in enumerate(lines):
        mark = marks[i]
        made.append(target + line[mark.end() if mark else 0 :] if i in filled else line)
    text = "\n".join(made)
    if text == selection.text:
        return None
    shift = len(made[0]) - len(lines[0])
    grown = len(text) - len(selection.text)
    return Edit(0, len(selection.text), text, max(0, selection.start + shift), max(0, selection.end + grown))
