"""Turns titles and names into the forms Hugo gives them: in addresses, and with capitals."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from editor.site.content_path import lower

# Words that stay small inside a title (Hugo's titleCaseStyle ap and chicago).
_SMALL = {
    "ap": re.compile(r"an?|and|as|at|but|by|en|for|if|in|nor|of|on|or|per|the|to|v|via|vs", re.IGNORECASE),
    "chicago": re.compile(
        r"an?|and|as|at|but|by|en|for|from|if|in|into|nor|of|on|or|over|per|the|to|upon|v|via|vs|with",
        re.IGNORECASE,
    ),
}

# Hugo's library parts words at ASCII spaces only.
_WORD = re.compile(r"[^\W_][^ \t\n\r\f\v\-/]*")

# Kept in an address besides letters, digits and marks (hugo, common/paths/path.go).
_KEPT = frozenset("./\\_#+~-@")


def sanitized_path(path: str, *, to_lower: bool = True, remove_accents: bool = False) -> str:
    """Return a path as Hugo writes it: runs of spaces become one hyphen, what is no letter, digit or mark goes.

    Han characters stay. Dots, slashes and ``\\_#+~-@`` stay, and ``%`` before two hexadecimal digits.
    """
    out: list[str] = []
    pending = after_hyphen = False
    for index, char in enumerate(path):
        if _is_kept(path, index, char):
            after_hyphen = char == "-"
            if pending and not after_hyphen:
                out.append("-")
            pending = False
            out.append(char)
        elif out and not after_hyphen and char.isspace():
            pending = True
    text = "".join(out)
    if remove_accents:
        plain = (char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
        text = unicodedata.normalize("NFC", "".join(plain))
    return lower(text) if to_lower else text


def urlize(text: str, *, to_lower: bool = True, remove_accents: bool = False) -> str:
    """Return a text as a part of an address, with percent signs for what is not ASCII."""
    path, mark, fragment = sanitized_path(text, to_lower=to_lower, remove_accents=remove_accents).partition(
        "#"
    )
    # The first # begins a fragment for Hugo, and within one it must be escaped.
    return escaped_path(path) + mark + escaped_path(fragment.replace("#", "%23"))


def escaped_path(path: str) -> str:
    """Return a path with percent signs for the characters that an address cannot hold."""
    return quote(path, safe="/%#$&+,:;=@~!*'()?._-", errors="surrogateescape")


def title_case(text: str, style: str = "ap") -> str:
    """Return a text with the capitals of a title; `style` is Hugo's titleCaseStyle, AP where unknown."""
    style = style.lower()
    if style == "none":
        return text
    if style == "firstupper":
        return text[:1].upper() + text[1:]
    if style == "go":
        return "".join(
            char.upper() if index == 0 or _parts_words(text[index - 1]) else char
            for index, char in enumerate(text)
        )
    small = _SMALL.get(style, _SMALL["ap"])
    words = list(_WORD.finditer(text))
    out = list(text)
    for number, word in enumerate(words):
        start, token = word.start(), word.group()
        is_inner = number > 0 and word.end() < len(text)
        after_break = start >= 2 and text[start - 2] in ":-"
        joined = start >= 1 and text[start - 1] not in " \t\n\r" and text[start - 1] != "-"
        if is_inner and small.fullmatch(token) and not after_break and not joined:
            out[start : word.end()] = token.lower()
        else:
            out[start] = token[0].upper()[:1] or token[0]
    return "".join(out)


def _is_kept(path: str, index: int, char: str) -> bool:
    if char in _KEPT:
        return True
    if char == "%":
        pair = path[index + 1 : index + 3]
        return len(pair) == 2 and all(digit in "0123456789abcdefABCDEF" for digit in pair)
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _parts_words(char: str) -> bool:
    # strings.Title of Go: in ASCII everything but letters, digits and the underscore, beyond it only spaces.
    if char.isascii():
        return not (char.isalnum() or char == "_")
    return char.isspace()
