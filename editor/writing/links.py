"""Links and images: make Markdown for a target around the selection."""

from __future__ import annotations

import re

from editor.writing.edit import Edit, Selection

_URL = re.compile(r"^(?:https?://|mailto:|www\.)\S+$")


def insert_link(selection: Selection, target: str = "") -> Edit:
    """Turn the selection into a link; a selected address becomes the target, its text is then asked for."""
    chosen = selection.selected
    if not target and _URL.match(chosen):
        made = f"[]({destination(chosen)})"
        at = selection.start + 1
        return Edit(selection.start, selection.end, made, at, at)
    made = f"[{chosen}]({destination(target)})"
    if not chosen:
        at = selection.start + 1
        return Edit(selection.start, selection.end, made, at, at)
    if not target:
        at = selection.start + len(chosen) + 3
        return Edit(selection.start, selection.end, made, at, at)
    at = selection.start + len(made)
    return Edit(selection.start, selection.end, made, at, at)


def insert_image(selection: Selection, target: str) -> Edit:
    """Insert an image; the selection becomes its description, where the cursor goes."""
    made = f"![{selection.selected}]({destination(target)})"
    at = selection.start + 2
    return Edit(selection.start, selection.end, made, at, at + len(selection.selected))


def destination(target: str) -> str:
    """Write a link destination so that CommonMark reads it back: spaces and parentheses need ``<…>``."""
    if re.search(r"[\s()<>]", target):
        return "<" + target.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A") + ">"
    return target
