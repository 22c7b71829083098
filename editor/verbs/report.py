"""What all verbs print alike: one line for each error, JSON, and names that cannot upset a terminal."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import TextIO

_ENDED_BY_SIGPIPE = 141


def complain(what: Path | str, message: str) -> None:
    """Print one line to standard error that names a file or an argument."""
    _write(sys.stderr, f"{printable(str(what))}: {printable(message)}\n")


def say(line: str) -> None:
    """Print one line to standard output; control characters are shown, not sent."""
    _write(sys.stdout, printable(line) + "\n")


def print_json(value: object) -> None:
    """Print a value as JSON: UTF-8, indented; a byte of a file name that is no UTF-8 as a lone surrogate escape."""
    _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def printable(text: str) -> str:
    """Return text with what would move a cursor or break a line written as an escape."""
    if text.isprintable():
        return text
    return "".join(_escaped(char) for char in text)


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def padded(text: str, width: int) -> str:
    """Return text filled with spaces to a number of columns."""
    return text + " " * (width - columns(text))


def _escaped(char: str) -> str:
    # The joiners of emoji and Indic letters and wide spaces are harmless; marks that turn the direction are not.
    if char.isprintable() or char in "\u200c\u200d" or unicodedata.category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode("ascii")


def _write(stream: TextIO, text: str) -> None:
    # A terminal or pipe of another encoding must not end the program over a file name.
    data = text.encode("utf-8", "backslashreplace")
    buffer = getattr(stream, "buffer", None)
    try:
        if buffer is None:
            stream.write(data.decode("utf-8"))
        else:
            stream.flush()
            buffer.write(data)
            buffer.flush()
    except BrokenPipeError:
        # Whoever read has gone (`| head`). Python would complain again when it closes the stream at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise SystemExit(_ENDED_BY_SIGPIPE) from None
