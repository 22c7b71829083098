"""Text from anywhere as XML and HTML can hold it."""

from __future__ import annotations

# XML 1.0, production 2; lone surrogates come from escapes in JSON.
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def printable(text: str) -> str:
    """Return text without the characters that no XML, hence neither DOCX nor EPUB, can hold."""
    return text.translate(_NOT_IN_XML)


def one_line(text: str) -> str:
    """Return a text on one line, every run of white space as one space."""
    return " ".join(printable(text).split())
