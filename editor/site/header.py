"""Reads only the front matter of a content file, fast enough for thousands of files."""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from editor.articles.article import Article, FrontMatterBlock, find_block
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.articles.values import Value
from editor.site.casting import lowered

# Most articles are read whole in one call; of a longer one the front matter is in the first piece.
FIRST_PIECE = 64 * 1024

# Bytes within which the front matter of nearly every article ends.
_MOST_HEADERS = 4096

# Front matter longer than this is none; the file is listed with a problem and not read further.
LONGEST_HEADER = 4 * 1024 * 1024

NO_FIELDS: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class HeaderProblem:
    """Why front matter cannot be read; `line` and `column` are 1-based in the file, 0 when unknown."""

    message: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter of one file: fields with keys in lower case, or a problem."""

    fields: Mapping[str, Value] = field(default_factory=lambda: NO_FIELDS)
    keys: tuple[str, ...] = ()
    """The top-level keys as written, in file order."""
    format: str = ""
    problem: HeaderProblem | None = None
    signature: tuple[int, ...] = ()
    """Equal when the file holds the same content (for long files: the same start, size and time)."""
    modified: float = 0.0
    """The file's modification time, seconds since 1970, where the site takes dates from it, else 0."""


def read_header(path: str | os.PathLike[str], *, with_time: bool = False) -> Header:
    """Read a file's front matter, and its time if asked to.

    Never raises and never blocks: what is wrong stands in `problem`.
    """
    try:
        data, status = _read_start(path, FIRST_PIECE)
        if _is_cut(data, status):
            data, status = _read_start(path, LONGEST_HEADER)
    except OSError as error:
        return Header(problem=HeaderProblem(f"The file cannot be read: {error.strerror or error}."))
    if not stat.S_ISREG(status.st_mode):
        return Header(
            problem=HeaderProblem("This is no regular file (a pipe, socket or device): it is not opened.")
        )
    return parse_header(data, _signature(data, status), status.st_mtime if with_time else 0.0)


def parse_header(data: bytes, signature: tuple[int, ...] = (), modified: float = 0.0) -> Header:
    """Read the front matter from a file's bytes, or from as many as hold it."""
    # Front matter is short: for most articles this much is enough, and decoding the rest takes as long as reading it.
    text, block = _find_header(data[:_MOST_HEADERS])
    if block.problem and len(data) > _MOST_HEADERS:
        text, block = _find_header(data)
    if block.problem:
        return _broken(HeaderProblem(block.problem, 1, 1), block.format, signature, modified)
    if not block.format:
        return Header(signature=signature, modified=modified)
    if block.format == "toml" and "\ufffd" in text[: block.stop]:
        # YAML and JSON with bytes that are no UTF-8 Hugo publishes, such letters replaced.
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        problem = HeaderProblem("The front matter is not UTF-8 text.", line, 1)
        return _broken(problem, block.format, signature, modified)
    try:
        front_matter = FrontMatter.read(text[: block.stop])
    except FrontMatterError as error:
        problem = HeaderProblem(error.message, error.line, error.column)
        return _broken(problem, block.format, signature, modified)
    fields = front_matter.fields
    return Header(
        fields={key.lower(): lowered(value) for key, value in fields.items()},
        keys=tuple(fields),
        format=block.format,
        signature=signature,
        modified=modified,
    )


def _find_header(data: bytes) -> tuple[str, FrontMatterBlock]:
    text = data.decode("utf-8-sig", "replace")
    return text, find_block(text)


def read_body(path: str | os.PathLike[str], limit: int) -> str:
    """Return a file's text after the front matter, at most about `limit` bytes of it, "" when unreadable."""
    try:
        data, status = _read_start(path, limit)
    except OSError:
        return ""
    if not stat.S_ISREG(status.st_mode):
        return ""
    return Article.from_bytes(data).body if len(data) == status.st_size else data.decode("utf-8", "replace")


def _broken(problem: HeaderProblem, name: str, signature: tuple[int, ...], modified: float) -> Header:
    return Header(format=name, problem=problem, signature=signature, modified=modified)


def _read_start(path: str | os.PathLike[str], limit: int) -> tuple[bytes, os.stat_result]:
    # O_NONBLOCK: opening a FIFO without a writer would wait for one for ever.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return b"", status
        pieces = []
        wanted = min(limit, status.st_size)
        while wanted > 0 and (piece := os.read(descriptor, wanted)):
            pieces.append(piece)
            wanted -= len(piece)
        return b"".join(pieces), status
    finally:
        os.close(descriptor)


def _is_cut(data: bytes, status: os.stat_result) -> bool:
    """Whether the front matter may go on behind what was read."""
    if len(data) >= status.st_size or not stat.S_ISREG(status.st_mode):
        return False
    block = find_block(data.decode("utf-8-sig", "ignore"))
    return bool(block.format and block.problem)


def _signature(data: bytes, status: os.stat_result) -> tuple[int, ...]:
    if len(data) == status.st_size:
        return (status.st_size, zlib.crc32(data))
    return (status.st_size, zlib.crc32(data), status.st_mtime_ns)
