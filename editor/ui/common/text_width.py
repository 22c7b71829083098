"""Measures text as search engines cut it: in half-width units, a Han character counting two."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Return the width of `text` in half-width units.

    Wide and full-width characters (East Asian Width W and F, Unicode Annex 11) count 2; combining marks,
    variation selectors and joined emoji parts count nothing.
    """
    width = 0
    joined = False
    for char in text:
        if char == "\u200d":
            joined = True
            continue
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
            continue
        if joined:
            joined = False
            continue
        width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width


def is_mostly_wide(text: str) -> bool:
    """Whether Han and other wide characters fill most of the text's width."""
    wide = sum(2 for char in text if unicodedata.east_asian_width(char) in "WF")
    return wide * 2 > display_width(text)
