"""Characters that Hugo takes and libyaml does not: private ones stand in for them while libyaml reads."""

from __future__ import annotations

import re

# What libyaml refuses or takes for a line end, and Hugo does not: passed through as characters of its own.
_FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# What no file can hold, but an input or an argument can; libyaml cannot even be given it.
_HALF = re.compile("[\ud800-\udfff]")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_FIRST = 0x10F000
_FILLER = chr(0x10FFFD)
_PLACEHOLDERS = re.compile("[\U0010f000-\U0010fffd]")


class Placeholders:
    """What stands for what in one text. Lengths stay, so that places in the text are the same."""

    def __init__(self) -> None:
        self.used: dict[str, tuple[str, str]] = {}
        """Placeholder -> (what is written, what it means inside double quotes)."""

    def put(self, text: str) -> str:
        """The text with placeholders; unchanged when it needs none, or holds private characters of its own."""
        if text.isascii() and text.isprintable():
            return text
        if not (_FOREIGN.search(text) or "\\u" in text):
            return text
        if _PLACEHOLDERS.search(text):
            return _HALF.sub("\ufffd", text)
        text = _FOREIGN.sub(lambda found: self._placeholder(found[0], found[0]), text)
        # goccy joins two escaped halves of a character, which libyaml refuses.
        return _PAIR.sub(self._whole, text)

    def _whole(self, found: re.Match[str]) -> str:
        meant = bytes.fromhex(found[1] + found[2]).decode("utf-16-be")
        return self._placeholder(found[0], meant).ljust(len(found[0]), _FILLER)

    def _placeholder(self, written: str, meant: str) -> str:
        sign = chr(_FIRST + len(self.used))
        if sign >= _FILLER:
            return _HALF.sub("\ufffd", written)
        self.used[sign] = (written, meant)
        return sign

    def restored(self, value: str, quoted: bool) -> str:
        """A value that was read, with the characters that were meant; escapes count in double quotes only."""
        return _PLACEHOLDERS.sub(lambda found: self.used[found[0]][quoted], value.replace(_FILLER, ""))
