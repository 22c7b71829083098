"""Pieces of a tree that Markdown needs and ElementTree lacks: raw HTML, and slots that are filled later."""

from __future__ import annotations

from typing import cast
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

SLOT_OPEN, SLOT_CLOSE = "\x02", "\x03"


def Raw(text: str = "") -> Element:
    """An element whose text reaches the page as it is. Its tag is this very function, as with `ElementTree.Comment`."""
    element = cast(Element, Element(Raw))
    element.text = AtomicString(text)
    return element


def slot(kind: str, value: str | int) -> str:
    """A place that `assemble` fills: "h" heading id, "f" and "n" footnote reference shown and not, "q" closing quote."""
    return f"{SLOT_OPEN}{kind}:{value}{SLOT_CLOSE}"


def add_text(parent: Element, text: str) -> None:
    """Append text after the last child (or as the first text) of `parent`."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
