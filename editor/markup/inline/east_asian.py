"""Line breaks between East Asian characters, for Hugo's CJK extension: which ones become no space."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

# Unicode blocks that discard a space beside them (CSS Text level 3, "space-discarding").
_DISCARDING = (
    (0x2E80, 0x2FDF), (0x2FF0, 0x30FF), (0x3130, 0x319F), (0x31C0, 0x31FF), (0x3300, 0x4DBF), (0x4E00, 0xA4CF),
    (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF), (0x1B000, 0x1B16F), (0x20000, 0x2EBEF),
    (0x2F800, 0x2FA1F), (0x30000, 0x3134F),
)  # fmt: skip
_HANGUL = (
    (0x1100, 0x11FF), (0x302E, 0x302F), (0x3131, 0x318E), (0x3200, 0x321E), (0x3260, 0x327E), (0xA960, 0xA97C),
    (0xAC00, 0xD7A3), (0xD7B0, 0xD7FB), (0xFFA0, 0xFFDC),
)  # fmt: skip
# Hiragana, Katakana and Han as scripts, and the block of CJK symbols and punctuation.
_SCRIPTS = (
    (0x2E80, 0x2FD5), (0x3000, 0x303F), (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FD, 0x30FF),
    (0x31F0, 0x31FF), (0x32D0, 0x32FE), (0x3300, 0x3357), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9),
    (0xFF66, 0xFF6F), (0xFF71, 0xFF9D), (0x1B000, 0x1B167), (0x20000, 0x3134A),
)  # fmt: skip


def keeps_soft_break(before: str, after: str, style: str) -> bool:
    """Whether a line end between two characters stays, for `eastAsianLineBreaksStyle` simple or css3draft."""
    if style != "css3draft":
        return not (_is_wide_letter(before) and _is_wide_letter(after))
    if "\u200b" in (before, after):
        return False
    if _is_wide(before) and _is_wide(after):
        return _within(before, _HANGUL) or _within(after, _HANGUL)
    return not any(_within(c, _DISCARDING) or unicodedata.category(c)[0] == "P" for c in (before, after))


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(character)
    at = bisect_right(ranges, (code, 0x110000)) - 1
    return at >= 0 and ranges[at][0] <= code <= ranges[at][1]


def _is_wide_letter(character: str) -> bool:
    return (
        _within(character, _SCRIPTS) or _within(character, _HANGUL) or unicodedata.category(character) == "Lm"
    )


def _is_wide(character: str) -> bool:
    """Full-width, wide or half-width in the older sense, which leaves emoji out."""
    code = ord(character)
    if 0x1F252 <= code < 0x20000 or 0x2300 <= code < 0x2329 or 0x232A < code < 0x2E80:
        return False
    return unicodedata.east_asian_width(character) in ("F", "W", "H")
