"""Which texts may hold a link to some files: a search for their names, which costs far less than rendering."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from urllib.parse import unquote

_MAY_LEAD = (re.compile(r"\](?:\(|:)\s*(?:<[^>\n]*>|\S*)"), re.compile(r"\{\{[<%][^{]{0,2000}"))
"""Where a destination can stand: behind the text of a link or in a definition, and in a shortcode."""
_MOST_WORDS = 400
"""Names to look for in a text before it is rendered; with more of them every text is."""


def pattern_of(words: Collection[str]) -> re.Pattern[str]:
    """Return what finds one of these names as a whole part of a path."""
    if len(words) > _MOST_WORDS:
        return re.compile("")
    names = (re.escape(word).replace(r"\-", "[- ]") for word in sorted(words))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])") if words else re.compile("(?!)")


def mentions(data: bytes, pattern: re.Pattern[str]) -> bool:
    """Whether a link or shortcode of a text may lead to one of the names."""
    whole = data.decode("utf-8", "replace")
    found = [part for places in _MAY_LEAD for part in places.findall(whole)]
    text = unquote(unescape("\n".join(found).replace("\\", ""))).casefold()
    return bool(found) and pattern.search(text) is not None


def folded(text: str) -> str:
    """Return a name as it is compared: without case, and with hyphens for spaces."""
    return text.casefold().replace(" ", "-")
