"""Two states of an article side by side, row by row, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import cast

from PySide6.QtGui import QColor, QTextCursor, QTextTable, QTextTableCellFormat
from PySide6.QtWidgets import QWidget

from editor.articles.differences import Comparison, LinePair, Span, altered
from editor.ui.common.counted import counted
from editor.ui.common.palette import Palette
from editor.ui.common.raw_reading import RawTextBrowser
from editor.ui.common.tokens import Token

_MOST_ROWS = 600
"""Rows that are shown whole; of a longer article, the places that differ with their surroundings."""
_AROUND = 3  # rows before and after a place
_GAP = "⋯"
Shown = tuple[LinePair | None, str]
"""A row, or None for a stretch left out, of which the text tells."""


class VersionView(RawTextBrowser):
    """A table of two columns whose rows stand beside each other however long their lines are."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._rows: Sequence[Shown] = ()
        self._place = -1
        self.setOpenLinks(False)
        palette.changed.connect(self._draw_again)
        self.setAccessibleName(self.tr("The chosen version and the article now"))

    def show_rows(self, rows: Sequence[Shown], page: str) -> None:
        """Show rows and the page that `page_of` made of them."""
        self._rows, self._place = rows, -1
        self.document().setDocumentMargin(0)
        self.setHtml(page)
        # Not by the page itself: there, a cell's colour goes on behind its text and hides what is marked later.
        for place in {row.place for row, _ in rows if row is not None and row.place is not None}:
            self._colour(place, "warn_soft")

    def sides(self) -> tuple[list[str], list[str]]:
        """Return the lines that are shown, the older state's and the present one's."""
        rows = [row for row, _ in self._rows if row is not None]
        return [row.old for row in rows if row.old is not None], [
            row.now for row in rows if row.now is not None
        ]

    def _draw_again(self) -> None:
        """The page holds colours of its own."""
        place, top = self._place, self.verticalScrollBar().value()
        self.show_rows(self._rows, page_of(self._rows, self._palette))
        if place >= 0:
            self._place = place
            self._colour(place, "accent_soft")
        self.verticalScrollBar().setValue(top)

    def selection(self) -> str:
        """Return what is selected: a part of one line, or whole lines of one side; both sides with a tab between."""
        # Its stubs know the places only that C++ fills in.
        first, rows, column, columns = cast(tuple[int, int, int, int], self.textCursor().selectedTableCells())
        if rows == columns == 1:
            return super().selection()
        if rows < 1:
            if self.textCursor().currentTable() is not None:
                return super().selection()  # within one cell
            first, rows, column, columns = 0, len(self._rows), 0, 2
        lines = []
        for row, _words in self._rows[first : first + rows]:
            if row is None:
                continue
            sides = (row.old, row.now)[column : column + columns]
            if any(side is not None for side in sides):
                lines.append("\t".join(side or "" for side in sides))
        return "\n".join(lines)

    def go_to(self, place: int) -> None:
        """Bring a place that differs in sight, and set it off from the others."""
        former, self._place = self._place, place
        self._colour(former, "warn_soft")
        self._colour(place, "accent_soft")
        table = self._table()
        first = next(iter(self._rows_of(place)), None)
        if table is not None and first is not None:
            # The last row in between, so that a little of what comes before stays in sight.
            self.setTextCursor(QTextCursor(self.document().lastBlock()))
            self.setTextCursor(table.cellAt(max(0, first - _AROUND), 0).firstCursorPosition())
            self.ensureCursorVisible()

    def _table(self) -> QTextTable | None:
        frames = self.document().rootFrame().childFrames()
        return frames[0] if frames and isinstance(frames[0], QTextTable) else None

    def _rows_of(self, place: int) -> Iterator[int]:
        return (n for n, (row, _) in enumerate(self._rows) if row is not None and row.place == place >= 0)

    def _colour(self, place: int, token: Token) -> None:
        table = self._table()
        if table is None:
            return
        for number in self._rows_of(place):
            row = self._rows[number][0]
            for column, text in enumerate((row.old, row.now) if row is not None else ()):
                form = QTextTableCellFormat()
                form.setBackground(self._palette.colour(token if text is not None else "panel"))
                table.cellAt(number, column).setFormat(form)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What to say in the place of rows that are not shown, of one and of ``{0}``: alike ones, and those beyond measure."""

    alike: tuple[str, str]
    more: tuple[str, str]


def shown_rows(comparison: Comparison, left_out: LeftOut) -> list[Shown]:
    """Return the rows to show: not those far from any difference, nor more than anybody reads."""
    rows = comparison.rows
    if len(rows) <= _MOST_ROWS:
        return [(row, "") for row in rows]
    near = bytearray(len(rows))
    for number, row in enumerate(rows):
        if row.place is not None:
            start = max(0, number - _AROUND)
            near[start : number + _AROUND + 1] = b"\1" * (min(len(rows), number + _AROUND + 1) - start)
    shown: list[Shown] = []
    skipped = 0
    for number, row in enumerate(rows):
        if not near[number]:
            skipped += 1
            continue
        if skipped:
            shown.append((None, counted(skipped, *left_out.alike)))
            skipped = 0
        if len(shown) >= _MOST_ROWS:
            shown.append((None, counted(len(rows) - number, *left_out.more)))
            break
        shown.append((row, ""))
    if skipped:
        shown.append((None, counted(skipped, *left_out.alike)))
    return shown


def page_of(rows: Sequence[Shown], palette: Palette) -> str:
    """Return the rows as rich text of Qt's kind. Touches no widget: may be made in a thread."""
    colours = {name: palette.colour(name).name() for name in ("panel", "ink_faint")}
    mark = _between(palette.colour("warn"), palette.colour("paper"), 0.35).name()
    parts = [
        '<table width="100%" cellspacing="0" cellpadding="4" style="white-space: pre-wrap">',
    ]
    for row, words in rows:
        if row is None:
            cell = f'<td colspan="2" align="center" bgcolor="{colours["panel"]}">'
            parts.append(
                f'<tr>{cell}<span style="color:{colours["ink_faint"]}">{_GAP} {escape(words)}</span></td></tr>'
            )
        elif row.place is None:
            cell = f'<td width="50%">{escape(row.old or "")}</td>'
            parts.append(f"<tr>{cell}{cell}</tr>")
        else:
            parts.append(f"<tr>{_cells(row, mark)}</tr>")
    parts.append("</table>")
    return "".join(parts)


def _cells(row: LinePair, mark: str) -> str:
    if row.old is None or row.now is None:
        spans: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    else:
        spans = altered(row.old, row.now)
    out = []
    for text, places in zip((row.old, row.now), spans, strict=True):
        out.append(f'<td width="50%">{_marked(text or "", places, mark)}</td>')
    return "".join(out)


def _marked(text: str, places: Sequence[Span], mark: str) -> str:
    out, end = [], 0
    for start, stop in places:
        out.append(escape(text[end:start]))
        out.append(f'<span style="background-color:{mark}">{escape(text[start:stop])}</span>')
        end = stop
    return "".join([*out, escape(text[end:])])


def _between(colour: QColor, ground: QColor, part: float) -> QColor:
    """Mix two colours: Qt's rich text knows no transparent ones."""
    pairs = (
        (colour.red(), ground.red()),
        (colour.green(), ground.green()),
        (colour.blue(), ground.blue()),
    )
    return QColor(*(round(part * one + (1 - part) * other) for one, other in pairs))
