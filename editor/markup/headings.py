"""Heading ids as Hugo makes them: `autoIDType` github, github-ascii and blackfriday, made unique over the article."""

from __future__ import annotations

import unicodedata


def anchor(text: str, id_type: str, *, fallback: str = "heading") -> str:
    """The id that a heading with this plain text asks for; `fallback` when nothing of the text is left."""
    if id_type == "blackfriday":
        name = _blackfriday(text)
    else:
        name = _github(
            _without_accents(text) if id_type == "github-ascii" else text, id_type == "github-ascii"
        )
    return name or fallback


def _github(text: str, ascii_only: bool) -> str:
    out: list[str] = []
    for character in text.strip():
        if ascii_only and not character.isascii():
            continue
        if character in "- ":
            out.append("-")
        elif character == "_" or character.isalpha() or character.isdecimal():
            out.append(character.lower()[0])
    return "".join(out)


def _blackfriday(text: str) -> str:
    out: list[str] = []
    pending = False
    for character in text:
        if character.isalpha() or unicodedata.category(character)[0] == "N":
            if pending and out:
                out.append("-")
            pending = False
            out.append(character.lower()[0])
        else:
            pending = True
    return "".join(out)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if unicodedata.category(c) != "Mn"))


def unique(name: str, taken: set[str]) -> str:
    """`name`, or with `-1`, `-2` … appended when it is taken already; the result is then taken."""
    candidate, number = name, 1
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    taken.add(candidate)
    return candidate
