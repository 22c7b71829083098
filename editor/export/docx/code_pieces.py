"""The text of a code block in runs of one colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from editor.export.document.cleaning import Element
from editor.export.document.code_colours import colour_of

# What Chroma wraps the numbers of code lines in.
_LINE_NUMBERS = frozenset({"ln", "lnt", "lnlinks"})


def code_pieces(element: Element, colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return texts with their colours, "" for none; line numbers and the last line end are left out."""
    pieces: list[tuple[str, str]] = []
    for content, colour in _pieces(element, colours):
        if pieces and pieces[-1][1] == colour:
            content = pieces.pop()[0] + content
        pieces.append((content, colour))
    if pieces and pieces[-1][0].endswith("\n"):
        pieces[-1] = (pieces[-1][0].removesuffix("\n"), pieces[-1][1])
    return pieces


def _pieces(element: Element, colours: Mapping[str, str], colour: str = "") -> Iterator[tuple[str, str]]:
    """Yield the text piece by piece, as it is marked up."""
    if element.text:
        yield element.text, colour
    for child in element:
        classes = (child.get("class") or "").split()
        if child.tag == "br":
            yield "\n", colour
        elif isinstance(child.tag, str) and not _LINE_NUMBERS & set(classes):
            yield from _pieces(child, colours, colour_of(classes, colours) or colour)
        if child.tail:
            yield child.tail, colour
