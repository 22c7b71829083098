"""Bare addresses in running text: what Goldmark's linkify accepts, and where such an address ends."""

from __future__ import annotations

import re

_PATH = r"[-a-zA-Z0-9@:%_\+.~#!?&/=\(\);,'\">\^{}\[\]`{EXTRA}]*"
URL = re.compile(
    r"(?:https?|ftp)://[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?::\d+)?(?:[/#?]"
    + _PATH.replace("{EXTRA}", "$")
    + ")?",
    re.ASCII,
)
WWW = re.compile(r"www\.[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+(?:[/#?]" + _PATH.replace("{EXTRA}", "") + ")?")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
EMAIL = re.compile(r"[!#-'*+\-/-9=?A-Z^-~.]{1,320}@(" + _LABEL + r"(?:\." + _LABEL + r")*)")
EMAIL_START = r"[!#-'*+\-/-9=?A-Z^-~.]{1,320}@"
URL_START = r"https?://|ftp://|www\."
_TRAILING = "?!.,:*_~"
_ENTITY_TAIL = re.compile(r"&[A-Za-z0-9]+;$")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def address_at(text: str, start: int) -> tuple[int, str] | None:
    """(end, kind) of the bare address that begins at `start`; kind is "url", "www" or "email"."""
    match, kind = URL.match(text, start), "url"
    if match is None:
        match, kind = WWW.match(text, start), "www"
    if match is None:
        end = _email_end(text, start)
        if end < 0:
            return None
        kind = "email"
    else:
        end = _url_end(text, start, _trimmed(text, start, match.end()))
    return _trimmed(text, start, end) if kind == "email" else end, kind


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in _TRAILING:
        end -= 1
    return end


def _url_end(text: str, start: int, end: int) -> int:
    last = text[end - 1]
    if last == ")":
        surplus = text.count(")", start, end) - text.count("(", start, end)
        return end - max(0, surplus)
    if last == ";":
        tail = _ENTITY_TAIL.search(text[start:end])
        return start + tail.start() if tail else end
    return end


def _email_end(text: str, start: int) -> int:
    if start >= len(text) or text[start] in _PUNCTUATION:
        return -1
    match = EMAIL.match(text, start)
    if match is None:
        return -1
    end = match.end()
    if "." not in text[match.start(1) - 1 : end - 1]:
        return -1
    if text[end - 1] == ".":
        end -= 1
    return -1 if text[end : end + 1] in ("-", "_") else end
