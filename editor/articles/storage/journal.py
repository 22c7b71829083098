"""The journal of unsaved text: what is typed reaches the disk within a second, whatever happens to the program.

One file per article. Its first record holds the article as it stood when the first unsaved change came, the
records after it the changes since, one JSON line each with a checksum. A crash in the middle of a line costs that
line. Positions count UTF-16 units, as Qt does.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SUFFIX = ".journal"
MOST_BYTES = 64 * 1024 * 1024
"""A journal that would grow beyond this begins anew with the text as it stands."""


_PIECE = 100_000
"""Characters of a long text in one record: while a record is made no other thread runs."""


class JournalError(Exception):
    """A journal could not be written; the message is one sentence for the author."""


@dataclass(frozen=True, slots=True)
class Start:
    """The article as it stood: its file (None: never saved), that file's content hash, and its text."""

    path: Path | None
    fingerprint: str | None
    header: str
    body: str


@dataclass(frozen=True, slots=True)
class BodyChange:
    """`removed` UTF-16 units at `position` of the body became `added`."""

    position: int
    removed: int
    added: str


@dataclass(frozen=True, slots=True)
class HeaderChange:
    """The front matter block became `header`."""

    header: str


Change = BodyChange | HeaderChange


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a journal still knows: the article at its last whole record. `damaged` when later ones were cut off."""

    journal: Path
    path: Path | None
    fingerprint: str | None
    header: str
    body: str
    base_header: str
    base_body: str
    modified: float
    damaged: bool = False

    @property
    def differs(self) -> bool:
        """Whether there is anything to restore."""
        return (self.header, self.body) != (self.base_header, self.base_body)


@dataclass(slots=True)
class Journal:
    """Writes one article's journal. Not safe to use from two threads at once."""

    file: Path
    _descriptor: int = field(default=-1, repr=False)
    _size: int = 0

    def begin(self, start: Start, changes: Iterable[Change] = ()) -> None:
        """Begin anew with a text and the changes since; the old journal stays until the new one is whole.

        Raises JournalError.
        """
        first, *others = (start.body[at : at + _PIECE] for at in range(0, len(start.body) or 1, _PIECE))
        record = {
            "kind": "start",
            "path": os.fspath(start.path) if start.path else None,
            "fingerprint": start.fingerprint,
            "header": start.header,
            "body": first,
            "more": len(others),
        }
        lines = [_line(record), *(_line({"kind": "more", "body": piece}) for piece in others)]
        lines += [_line(_record(change)) for change in _in_pieces(changes)]
        fresh = self.file.with_suffix(".new")
        self._close()
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
            try:
                for line in lines:
                    _write(descriptor, line)
                os.fsync(descriptor)
                fresh.replace(self.file)
            except OSError:
                os.close(descriptor)
                fresh.unlink(missing_ok=True)
                raise
        except OSError as error:
            raise _explain(error, self.file) from error
        self._descriptor, self._size = descriptor, sum(map(len, lines))

    @property
    def is_open(self) -> bool:
        """Whether `append` has something to add to."""
        return self._descriptor >= 0

    @property
    def is_full(self) -> bool:
        """Whether the journal should begin anew."""
        return self._size > MOST_BYTES

    def append(self, changes: Iterable[Change]) -> None:
        """Add changes and force them to the disk; raises JournalError."""
        data = b"".join(_line(_record(change)) for change in _in_pieces(changes))
        if not data:
            return
        try:
            _write(self._descriptor, data)
            os.fsync(self._descriptor)
        except OSError as error:
            raise _explain(error, self.file) from error
        self._size += len(data)

    def remove(self) -> None:
        """The text is safe in its file: the journal goes."""
        self._close()
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)

    def leave(self) -> None:
        """Stop writing, but keep the file for the next start."""
        self._close()

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def read_journal(file: Path) -> Recovered | None:
    """Return what a journal holds, or None when not even its first record is whole. Raises OSError."""
    lines = file.read_bytes().split(b"\n")
    is_cut = bool(lines.pop())
    try:
        found = _read_start(lines)
        if found is None:
            return None
        start, changes = found
        header, body, is_whole = _replayed(start, changes)
    except (KeyError, TypeError, ValueError):
        return None
    return Recovered(
        file,
        start.path,
        start.fingerprint,
        header,
        body,
        start.header,
        start.body,
        file.stat().st_mtime,
        is_cut or not is_whole,
    )


def _read_start(lines: list[bytes]) -> tuple[Start, list[bytes]] | None:
    """Return the article as it stood, and the lines of the changes since; None where that is not whole."""
    start = _read_line(lines[0]) if lines else None
    if start is None or start.get("kind") != "start":
        return None
    more = int(str(start.get("more", 0)))
    pieces = [_read_line(line) for line in lines[1 : 1 + more]]
    if len(pieces) < more or any(not piece for piece in pieces):
        return None
    header = str(start["header"])
    body = str(start["body"]) + "".join(str(piece["body"]) for piece in pieces if piece)
    path, fingerprint = start.get("path"), start.get("fingerprint")
    known = Start(
        Path(path) if isinstance(path, str) else None,
        fingerprint if isinstance(fingerprint, str) else None,
        header,
        body,
    )
    return known, lines[1 + len(pieces) :]


def _replayed(start: Start, lines: list[bytes]) -> tuple[str, str, bool]:
    """Return header and body after all changes up to the first that is damaged, and whether none is."""
    header, text = start.header, start.body.encode("utf-16-le", "surrogatepass")
    is_whole = True
    for line in lines:
        record = _read_line(line)
        if record is None:
            is_whole = False
            break
        if record["kind"] == "header":
            header = str(record["header"])
            continue
        at, removed = int(str(record["at"])) * 2, int(str(record["removed"])) * 2
        if at < 0 or removed < 0 or at + removed > len(text):
            is_whole = False
            break
        added = str(record["added"]).encode("utf-16-le", "surrogatepass")
        text = text[:at] + added + text[at + removed :]
    return header, text.decode("utf-16-le", "surrogatepass"), is_whole


def find_journals(folder: Path) -> tuple[list[Recovered], list[Path]]:
    """Return the journals of a folder, and those that cannot be read, which are set aside under another name."""
    recovered: list[Recovered] = []
    broken: list[Path] = []
    try:
        files = sorted(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return [], []
    for file in files:
        try:
            found = read_journal(file)
        except OSError:
            broken.append(file)
            continue
        if found is not None:
            recovered.append(found)
            continue
        aside = file.with_suffix(".damaged")
        with contextlib.suppress(OSError):
            file.replace(aside)
        broken.append(aside)
    return recovered, broken


def _in_pieces(changes: Iterable[Change]) -> Iterator[Change]:
    """Return the changes, long additions as several that follow each other."""
    for change in changes:
        if isinstance(change, HeaderChange) or len(change.added) <= _PIECE:
            yield change
            continue
        # What is replaced goes last: cut off in between, a journal has both texts and not neither.
        position = change.position
        for at in range(0, len(change.added), _PIECE):
            added = change.added[at : at + _PIECE]
            yield BodyChange(position, 0, added)
            position += len(added.encode("utf-16-le", "surrogatepass")) // 2
        if change.removed:
            yield BodyChange(position, change.removed, "")


def _record(change: Change) -> Mapping[str, object]:
    if isinstance(change, HeaderChange):
        return {"kind": "header", "header": change.header}
    return {"kind": "body", "at": change.position, "removed": change.removed, "added": change.added}


def _line(record: Mapping[str, object]) -> bytes:
    # ASCII JSON also carries lone surrogates, which UTF-8 cannot.
    text = json.dumps(record).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _read_line(line: bytes) -> dict[str, object] | None:
    checksum, _, text = line.partition(b" ")
    try:
        if int(checksum, 16) != zlib.crc32(text):
            return None
        record = json.loads(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _explain(error: OSError, file: Path) -> JournalError:
    return JournalError(
        f"Unsaved text cannot be kept in {file.parent} ({error.strerror or error}): save often until this is mended."
    )
