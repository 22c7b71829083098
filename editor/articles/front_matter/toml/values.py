"""TOML front matter to values, by TOML 1.1 as Hugo's parser has it (Python's own tomllib knows 1.0 only)."""

from __future__ import annotations

import math
import re

import tomli

from editor.articles.front_matter.nodes import MAX_DEPTH, MAX_LENGTH, SourceError
from editor.articles.values import Value

_WORDS_FOR = (
    (
        "Invalid statement",
        "A line that is no “key = value”: check the key, and quote it when it holds more than A-Z a-z 0-9 - _.",
    ),
    ("Invalid value", "This value cannot be read: put text in quotes."),
    ("Expected '=' after a key", "An equals sign is missing after the key."),
    ("Expected newline or end of document", "Something follows the value on this line: put text in quotes."),
    ("Unescaped '\\'", "An unknown escape after a backslash: write \\\\, or use single quotes."),
    ("Cannot overwrite a value", "A key appears twice."),
    ("Cannot declare", "A table or a key appears twice."),
    ("Cannot mutate", "A key adds to a table that is already complete."),
    ("Illegal character", "A line end or another control character inside the quotes."),
    ("Unterminated", "A quote that is opened is never closed."),
    ("Unclosed array", "A comma or the closing ] of this list is missing."),
    ("Unclosed inline table", "A comma or the closing } of this table is missing."),
)
_LONG_NUMBER = re.compile(r"[0-9_]{19}|[eE][+-]?[0-9]{3}")


def read_toml(text: str) -> dict[str, Value]:
    """Parse a block; raises SourceError."""
    if len(text) > MAX_LENGTH:
        raise SourceError("The front matter is larger than one megabyte.", 0)
    try:
        fields: dict[str, Value] = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _explain(text, error) from None
    except RecursionError:
        raise SourceError("The values are nested too deep.", 0) from None
    except ValueError as error:
        # Python's own limit on the digits of a number.
        raise SourceError(f"A value cannot be read: {error}.", 0) from None
    if _is_deeper(fields, MAX_DEPTH):
        raise SourceError(f"The values are nested more than {MAX_DEPTH} deep.", 0)
    if _LONG_NUMBER.search(text) and not _fits(fields):
        raise SourceError("A number is larger than Hugo can hold.", 0)
    return fields


def _is_deeper(value: Value, depth: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return bool(inside) and (depth == 0 or any(_is_deeper(item, depth - 1) for item in inside))


def _fits(value: Value) -> bool:
    """Whether all numbers have 64 bits at most, as Hugo requires."""
    if isinstance(value, dict):
        return all(map(_fits, value.values()))
    if isinstance(value, list):
        return all(map(_fits, value))
    if type(value) is int:
        return -(1 << 63) <= value < 1 << 63
    # A written `inf` is rarer than a number that overflows; telling them apart is left to Hugo.
    return not (type(value) is float and math.isinf(value))


def _explain(text: str, error: tomli.TOMLDecodeError) -> SourceError:
    # tomli counts in a text whose CRLF are one character.
    offset = error.pos
    if "\r\n" in text:
        lines = text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: error.lineno - 1]) + error.colno - 1
    for part, words in _WORDS_FOR:
        if part in error.msg:
            return SourceError(words, min(offset, len(text)))
    return SourceError(f"The TOML cannot be read here: {error.msg}.", min(offset, len(text)))
