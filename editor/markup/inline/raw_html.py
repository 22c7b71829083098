"""Raw HTML in running text: where a tag, comment or the like ends."""

from __future__ import annotations

import re

ATTRIBUTE_PATTERN = r"(?:[\r\n \t]+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:[\r\n \t]*=[\r\n \t]*(?:[^\"'=<>`\x00-\x20]+|'[^']*'|\"[^\"]*\"))?)"
_OPEN_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9-]*" + ATTRIBUTE_PATTERN + r"*[ \t\r\n]*/?>")
_CLOSE_TAG = re.compile(r"</[A-Za-z][A-Za-z0-9-]*[ \t\r\n]*>")


class TagEndings:
    """Finds endings such as `-->` in one text, and remembers those that do not occur any more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.absent: set[str] = set()

    def raw_html(self, at: int) -> int:
        """The position behind the HTML that begins at `at`, or -1."""
        text = self.text
        following = text[at + 1 : at + 2]
        if following.isascii() and following.isalnum():
            return self._tag_end(_OPEN_TAG, at)
        if following == "/":
            return self._tag_end(_CLOSE_TAG, at)
        if text.startswith("<!--", at):
            if text.startswith("<!-->", at):
                return at + 5
            return at + 6 if text.startswith("<!--->", at) else self.after("-->", at + 4)
        if following == "?":
            return self.after("?>", at)
        if following == "!" and "A" <= text[at + 2 : at + 3] <= "Z":
            return self.after(">", at)
        return self.after("]]>", at) if text.startswith("<![CDATA[", at) else -1

    def _tag_end(self, pattern: re.Pattern[str], at: int) -> int:
        if self.after(">", at) < 0:
            return -1
        match = pattern.match(self.text, at)
        return match.end() if match else -1

    def after(self, ending: str, start: int) -> int:
        """The position behind the next `ending` from `start` on, or -1."""
        if ending in self.absent:
            return -1
        found = self.text.find(ending, start)
        if found < 0:
            self.absent.add(ending)
            return -1
        return found + len(ending)
