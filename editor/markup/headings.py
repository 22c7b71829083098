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


def unique(name: str, taken: dict[str, int]) -> str:
    """`name`, or with the first free of `-1`, `-2` … when it is taken; the result is then taken.

    `taken` maps each name to the number tried last for it, so that thousands of equal headings stay linear.
    """
    if name not in taken:
        taken[name] = 0
        return name
    number = taken[name] + 1
    while f"{name}-{number}" in taken:
        number += 1
    taken[name] = number
    taken[f"{name}-{number}"] = 0
    return f"{name}-{number}"
