"""YAML scalars as Hugo reads them (goccy/go-yaml), which is neither YAML 1.1 as PyYAML has it nor quite 1.2."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime

from editor.articles.values import Value

_WORDS: dict[str, Value] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_MAY_BE_SPECIAL = frozenset("0123456789+-.~nNtTfF")
_FLOAT = re.compile(r"(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DIGITS = {
    16: re.compile(r"[0-9a-fA-F]+"),
    10: re.compile(r"[0-9]+"),
    8: re.compile(r"[0-7]+"),
    2: re.compile(r"[01]+"),
}
_LINE = re.compile(r"[^\r\n]*")
_TAG_PREFIX = "tag:yaml.org,2002:"


def plain_value(text: str) -> Value:
    """Return what Hugo reads in an unquoted scalar: yes, no, on, off, times and dates are text."""
    if text[:1] not in _MAY_BE_SPECIAL:
        # goccy drops tabs inside plain text.
        return text.replace("\t", "") if text else None
    if text in _WORDS:
        return _WORDS[text]
    number = _number(text)
    return text.replace("\t", "") if number is None else number


def _number(text: str) -> int | float | None:
    if text[0] in "nNtTfF~" or text.count(".") > 1:
        return None
    negative = text[0] == "-"
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    if digits.startswith("0x"):
        digits, base = digits[2:], 16
    elif digits.startswith("0o"):
        digits, base = digits[2:], 8
    elif digits.startswith("0b"):
        digits, base = digits[2:], 2
    elif "." in digits:
        if not _FLOAT.fullmatch(digits):
            return None
        real = float(digits)
        # Go gives up on what a float64 cannot hold, and the scalar stays text.
        return None if real == float("inf") else -real if negative else real
    else:
        base = 8 if digits.startswith("0") and len(digits) > 1 else 10
    # No number of 64 bits has more digits; int() of thousands would be slow.
    if len(digits) > 66 or not _DIGITS[base].fullmatch(digits):
        return None
    whole = int(digits, base)
    if whole > (1 << 63 if negative else (1 << 64) - 1):
        return None
    return -whole if negative else whole


def tagged_value(tag: str, text: str, value: Value) -> Value:
    """Return what Hugo reads in a scalar with a tag; raises ValueError where Hugo refuses it."""
    name = tag.removeprefix(_TAG_PREFIX) if tag.startswith(_TAG_PREFIX) else ""
    if name == "str":
        return text
    if name == "int":
        number = plain_value(text)
        return number if type(number) is int else 0
    if name == "float":
        number = plain_value(text)
        return float(number) if isinstance(number, (int, float)) and not isinstance(number, bool) else 0.0
    if name == "bool":
        return _boolean(text)
    if name == "null":
        return None
    if name == "timestamp":
        return _timestamp(text)
    if name == "binary":
        try:
            return list(base64.b64decode(text, validate=True))
        except (ValueError, binascii.Error):
            return []
    return value


def _boolean(text: str) -> bool:
    word = text.lower()
    if word in ("1", "t", "true", "yes"):
        return True
    if word in ("0", "f", "false", "no"):
        return False
    raise ValueError(f"“{text}” is neither true nor false")


def _timestamp(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime(1, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def block_length(content: str, keep: bool) -> int:
    """Up to the end of a block scalar's last line: libyaml's mark lies past the blank lines that follow it."""
    if keep:
        return len(content.removesuffix("\n").removesuffix("\r"))
    kept = len(content.rstrip(" \t\r\n"))
    line_end = _LINE.match(content, kept)
    return line_end.end() if line_end else kept
