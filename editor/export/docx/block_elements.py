"""Which elements of a finished article become paragraphs or tables in Word."""

from __future__ import annotations

from typing import Final

from editor.export.document.cleaning import Element

_BLOCKS: Final = frozenset(
    {
        *(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "table",
            "hr",
            "div",
            "figure",
        ),
        *(
            "figcaption",
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
            "section",
            "header",
            "footer",
            "article",
            "aside",
            "main",
        ),
        *("nav", "address", "center", "hgroup"),
    }
)


def is_block(element: Element) -> bool:
    """Whether an element makes blocks of its own, or an inline one holds some."""
    if element.tag in _BLOCKS:
        return True
    return isinstance(element.tag, str) and any(inner.tag in _BLOCKS for inner in element.iterdescendants())
