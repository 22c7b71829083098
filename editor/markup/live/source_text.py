"""The worker's own copy of a body: lines, edited at UTF-16 offsets without touching the rest of the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineChange:
    """Lines `first` to `first + removed` (half-open, before the edit) became `inserted` lines."""

    first: int
    removed: int
    inserted: int


class SourceText:
    """A text as a list of lines. Offsets and lengths are UTF-16 code units, Qt's; the only line end is LF.

    Finding an offset walks from the place of the last edit, so typing costs the distance between two edits
    and not the length of the text.
    """

    def __init__(self, text: str = "") -> None:
        self.lines: list[str] = text.split("\n")
        self._units: list[int] = [_units(line) for line in self.lines]
        self.length = sum(self._units) + len(self.lines) - 1
        """Length of the whole text in UTF-16 code units, line ends included."""
        self._line, self._start = 0, 0

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def replace(self, start: int, removed: int, inserted: str) -> LineChange:
        """Replace `removed` units from `start` by `inserted`; raises IndexError outside the text."""
        if start < 0 or removed < 0 or start + removed > self.length:
            raise IndexError(f"edit at {start}, {removed} removed, in a text of {self.length} units")
        first, column = self._locate(start)
        last, last_column = first, column + removed
        while last_column > self._units[last]:
            last_column -= self._units[last] + 1
            last += 1
        head, tail = _cut(self.lines[first], column)[0], _cut(self.lines[last], last_column)[1]
        lines = [_joined(line) for line in (head + inserted + tail).split("\n")]
        units = [_units(line) for line in lines]
        old = self._units[first : last + 1]
        self.length += sum(units) + len(units) - sum(old) - len(old)
        self.lines[first : last + 1] = lines
        self._units[first : last + 1] = units
        return LineChange(first, last + 1 - first, len(lines))

    def _locate(self, offset: int) -> tuple[int, int]:
        """The line that holds `offset`, and the column in it; remembers the line for the next call."""
        line, start = self._line, self._start
        if offset < start // 2:
            line, start = 0, 0
        while offset < start:
            line -= 1
            start -= self._units[line] + 1
        while offset > start + self._units[line]:
            start += self._units[line] + 1
            line += 1
        self._line, self._start = line, start
        return line, offset - start


def _units(line: str) -> int:
    return len(line) if line.isascii() else len(line.encode("utf-16-le", "surrogatepass")) // 2


def _cut(line: str, column: int) -> tuple[str, str]:
    """The parts of `line` before and after `column` units; half a surrogate pair stays a lone surrogate."""
    if line.isascii():
        return line[:column], line[column:]
    data = line.encode("utf-16-le", "surrogatepass")
    return (
        data[: 2 * column].decode("utf-16-le", "surrogatepass"),
        data[2 * column :].decode("utf-16-le", "surrogatepass"),
    )


def _joined(line: str) -> str:
    """The line with surrogate halves that an edit brought together made one character again."""
    return (
        line
        if line.isascii()
        else line.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    )
