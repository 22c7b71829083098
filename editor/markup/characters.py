"""Characters as Goldmark reads them: classes, escapes, entities, addresses. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.entities import html5
from urllib.parse import quote

ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
MARKDOWN_SPACES = " \t\n\r"
UNICODE_SPACES = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(c) for c in range(0x2000, 0x200B)
}
REPLACEMENT = "\ufffd"

_ESCAPE_OR_ENTITY = re.compile(
    r"\\([!-/:-@\[-`{-~])|&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z0-9]+));|\x00"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NUMERIC = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]{1,7}));")
_NAMED = re.compile(r"&([A-Za-z0-9]+);")
# Kept as they stand in an address: RFC 3986 characters and `%XX` (Goldmark looks at one digit only).
_ADDRESS = re.compile(r"%(?![0-9a-fA-F].)|[^A-Za-z0-9;/?:@&=+$,\-_.!~*'()#%]", re.DOTALL)
_SPACE_RUN = re.compile(r"[ \t\r\n]+")
_DANGEROUS = re.compile(r"javascript:|vbscript:|file:|data:(?!image/(?:png|gif|jpeg|webp);)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_punctuation(character: str) -> bool:
    """Punctuation or symbol of any script: what decides whether emphasis can open or close."""
    return unicodedata.category(character)[0] in "PS"


@lru_cache(maxsize=8192)
def is_strict_punctuation(character: str) -> bool:
    """Unicode punctuation only, symbols left out."""
    return unicodedata.category(character)[0] == "P"


def valid_character(code: int) -> str:
    """The character of a numeric reference; the replacement character for NUL, surrogates and beyond Unicode."""
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    return chr(code)


def resolved(text: str) -> str:
    """Text as it reaches the page: backslash escapes removed, character references replaced, NUL made visible."""
    if "\\" in text or "&" in text or "\x00" in text:
        return _ESCAPE_OR_ENTITY.sub(_resolve, text)
    return text


def _resolve(match: re.Match[str]) -> str:
    escaped, hexadecimal, decimal, name = match.groups()
    if escaped:
        return escaped
    if hexadecimal:
        return valid_character(int(hexadecimal, 16))
    if decimal:
        return valid_character(int(decimal))
    if name:
        return html5.get(name + ";", match[0])
    return REPLACEMENT


def entities_resolved(text: str) -> str:
    """Named character references replaced, nothing else (Hugo makes heading ids from such text)."""
    if "&" not in text:
        return text
    return _NAMED.sub(lambda match: html5.get(match[1] + ";", match[0]), text)


def escaped_address(destination: str, *, resolve: bool = True) -> str:
    """A link destination as Goldmark writes it into `href` (before HTML escaping).

    With `resolve`, escapes and references are replaced first, one kind after the other. Existing `%XX` stay.
    """
    if resolve and ("\\" in destination or "&" in destination):
        destination = _ESCAPE.sub(r"\1", destination)
        destination = _NUMERIC.sub(
            lambda match: valid_character(min(int(match[1], 16) if match[1] else int(match[2]), 0x110000)),
            destination,
        )
        destination = entities_resolved(destination)
    return _ADDRESS.sub(_percent, destination)


def _percent(match: re.Match[str]) -> str:
    character = match[0]
    return "%25" if character == "%" else quote(character.encode("utf-8", "replace"), safe="")


def is_dangerous(address: str) -> bool:
    """True for an address that Goldmark leaves out unless the site is `unsafe`."""
    return _DANGEROUS.match(address) is not None


def link_label(text: str) -> str:
    """A link label normalised for comparison: spaces collapsed, case folded."""
    return _SPACE_RUN.sub(" ", text.strip(MARKDOWN_SPACES)).casefold()


def find_closing(text: str, start: int, opener: str, closer: str, end: int | None = None) -> int:
    """Position of the unescaped `closer` at or after `start`, or -1; an unescaped `opener` before it also gives -1."""
    end = len(text) if end is None else min(end, len(text))
    position = start
    while position < end:
        character = text[position]
        if character == "\\" and position + 1 < end and text[position + 1] in ASCII_PUNCTUATION:
            position += 2
            continue
        if character == closer:
            return position
        if character == opener:
            return -1
        position += 1
    return -1
