"""Straight punctuation to typographic: the decision for each quote, as Goldmark's typographer takes it."""

from __future__ import annotations

from dataclasses import dataclass

from editor.markup.characters import ASCII_PUNCTUATION, UNICODE_SPACES, is_punctuation, is_strict_punctuation

LEFT, RIGHT, APOSTROPHE, UNDECIDED = "left", "right", "apostrophe", "undecided"
_SPACE_BYTES = b" \t\n\r"
_ASCII_PUNCTUATION_BYTES = bytes(ord(character) for character in ASCII_PUNCTUATION)


@dataclass(slots=True)
class OpenQuotes:
    """Opening quotes still waiting for their closing one.

    Goldmark counts them through the whole article, not per paragraph. A block is rendered alone, so it notes how
    many closing quotes found no opening one inside it: `assemble` decides those from the count that came in.
    """

    opened: int = 0
    """Opened inside this block and not closed yet."""
    borrowed: int = 0
    """Closing quotes that need an opening one from before this block."""

    def close(self) -> int:
        """Use up one opening quote; 0 when it is one of this block, else the number of the borrowed one (from 1)."""
        if self.opened:
            self.opened -= 1
            return 0
        self.borrowed += 1
        return self.borrowed


def flanking(before: str, after: str) -> tuple[bool, bool]:
    """(left-flanking, right-flanking) of a delimiter run between two characters, in CommonMark's sense."""
    before_space, after_space = before in UNICODE_SPACES, after in UNICODE_SPACES
    before_punctuation = not before_space and is_punctuation(before)
    after_punctuation = not after_space and is_punctuation(after)
    left = not after_space and (not after_punctuation or before_space or before_punctuation)
    right = not before_space and (not before_punctuation or after_space or after_punctuation)
    return left, right


def single_quote(before: str, rest: str, can_open: bool, can_close: bool) -> str:
    """What a `'` becomes: LEFT, RIGHT, APOSTROPHE, UNDECIDED (closing, if one is open) or "" (stays).

    `rest` is the line from the quote on, its line end included.
    """
    following = rest[1:2]
    data = rest[:6].encode("utf-8", "replace")
    only_opens = can_open and not can_close
    if only_opens and len(data) > 3 and data[1:3].isdigit() and data[3:4] == b"s":
        after = rest[4:5] or " "
        if after in UNICODE_SPACES or is_punctuation(after):
            return APOSTROPHE
    if len(data) > 1:
        if data[1:2] in (b"t", b"e", b"n", b"l") and (
            is_strict_punctuation(before) or before in UNICODE_SPACES
        ):
            return APOSTROPHE
        if (before.isdecimal() or before.isalpha()) and following.isalpha():
            return APOSTROPHE
    if only_opens:
        return RIGHT if _is_contraction(data) else LEFT
    if len(data) > 2 and not following.isdecimal():
        return RIGHT
    return UNDECIDED if _may_close(following, data, can_open, can_close) else ""


def double_quote(before: str, rest: str, can_open: bool, can_close: bool) -> str:
    """What a `"` becomes: LEFT, UNDECIDED (closing, if one is open) or "" (stays)."""
    if can_open and not can_close:
        return LEFT
    data = rest[:6].encode("utf-8", "replace")
    if not _may_close(rest[1:2], data, can_open, can_close):
        return ""
    if data[1:2] == b'"' and before.isdecimal():
        return ""
    return UNDECIDED


def _is_contraction(data: bytes) -> bool:
    """`'s`, `'m`, `'t`, `'d`, `'ve`, `'ll`, `'re` at the end of a word."""
    if data[1:2] in (b"s", b"m", b"t", b"d") and _ends_word(data, 2):
        return True
    return data[1:3] in (b"ve", b"ll", b"re") and _ends_word(data, 3)


def _ends_word(data: bytes, at: int) -> bool:
    return len(data) <= at or data[at] in _ASCII_PUNCTUATION_BYTES or data[at] in _SPACE_BYTES


def _may_close(following: str, data: bytes, can_open: bool, can_close: bool) -> bool:
    if not can_close:
        return False
    if not can_open:
        return True
    # Goldmark looks at the second byte behind the quote, so a full-width character never counts there.
    return len(data) > 1 and is_strict_punctuation(following) and (len(data) == 2 or _ends_word(data, 2))
