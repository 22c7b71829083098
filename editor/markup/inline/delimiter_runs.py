"""Runs of `*`, `_` and their kin in one text: what each may open and close."""

from __future__ import annotations

from editor.markup.inline.emphasis import Delimiters, is_mark
from editor.markup.inline.scan import Scan
from editor.markup.inline.typographer import flanking


def delimiters(scan: Scan, at: int) -> int:
    """A run of one of them, for the stack that pairs them."""
    text, character = scan.text, scan.text[at]
    end = at + 1
    while end < len(text) and text[end] == character:
        end += 1
    length = end - at
    before = scan.before(at)
    for least, tags, kind in scan.dialect.marks[character]:
        if length < least or (kind == "mark" and (length > 2 or before == character)):
            continue
        after = text[end : end + 1] or " "
        if tags[0] == "sup" and text[at + 1 : at + 2] in ("+", "-", "'"):
            after = "z"
        left, right = flanking(before, after)
        if character == "_":
            run = Delimiters(
                character,
                tags,
                at,
                left and (not right or is_mark(before)),
                right and (not left or is_mark(after)),
                length,
                length,
            )
        else:
            run = Delimiters(character, tags, at, left, right, length, length)
        scan.delimiters.push(run)
        return scan.append(run, at, end)
    return -1
