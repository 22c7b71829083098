"""Draws one line of the library: a section, or an article with its date, state and unsaved mark."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.site.catalogue.search import folded
from editor.site.catalogue.summary import Summary
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line
from editor.ui.library.model import ROW_ROLE, LibraryModel
from editor.ui.library.query import ArticleIndex, SectionRow
from editor.ui.library.row_words import section_label, state_label

EDGE = 12
"""Room at the sides of a line, in pixels."""
_LONGEST = 400  # characters of a title that are looked at
_GAP = 8
_ABOVE = 6
"""Room above and below an article's two lines: with them it makes whole steps of the grid."""
_BAR = 3
_DOT = 7
_ICON = 16

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_State = QStyle.StateFlag


class LibraryDelegate(QStyledItemDelegate):
    """Paints both kinds of lines in the palette; heights follow the font on a 4 px grid."""

    def __init__(self, palette: Palette, model: LibraryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette, self._model = palette, model
        self.front: Path | None = None
        """The article in front of the author."""
        self.unsaved: Set[Path] = frozenset()
        self._shows_language = False
        self.right_edge = EDGE
        """Room at the right side: less where a scroll bar gives some of its own."""

    def take(self, article_index: ArticleIndex) -> None:
        """Name each article's language from now on if the index has several."""
        self._shows_language = len(article_index.languages()) > 1

    def fill_ground(self, painter: QPainter, rect: QRect) -> None:
        """Draw the list's own ground."""
        painter.fillRect(rect, self._palette.colour("panel"))

    def article_height(self, font: QFont) -> int:
        """Height of an article's two lines, in pixels."""
        return 2 * _ABOVE + _line(font) + _line(small_font(font))

    def section_height(self, font: QFont) -> int:
        """Height of a section's line, in pixels."""
        return _GAP + _line(font) + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_section = isinstance(index.data(ROW_ROLE), SectionRow)
        font = option.font
        return QSize(200, self.section_height(font) if is_section else self.article_height(font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, SectionRow):
            self._paint_section(painter, option, row)
        elif isinstance(row, Summary):
            self._paint_article(painter, option, row)
        painter.restore()

    # -- a section -----------------------------------------------------------------------------------

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, row: SectionRow) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font = QFont(option.font)
        painter.fillRect(rect, self._palette.colour("panel"))
        line = rect.adjusted(0, _GAP, 0, -4)
        if state & _State.State_HasFocus and state & _State.State_Selected:
            painter.fillRect(line, self._palette.colour("selection"))
        chevron = self._palette.icon("chevron-right" if row.is_folded else "chevron-down", "ink_faint")
        chevron.paint(painter, QRect(EDGE - 4, line.center().y() - _ICON // 2 + 1, _ICON, _ICON))
        count = str(row.count)
        small = small_font(font)
        count_width = QFontMetrics(small).horizontalAdvance(count)
        left = EDGE + _ICON
        font.setWeight(QFont.Weight.DemiBold)
        room = rect.width() - left - self.right_edge - count_width - _GAP
        name = QFontMetrics(font).elidedText(
            one_line(section_label(row.section)), Qt.TextElideMode.ElideRight, room
        )
        hot = bool(state & _State.State_MouseOver)
        painter.setFont(font)
        painter.setPen(self._palette.colour("ink" if hot else "ink_soft"))
        painter.drawText(QRect(left, line.top(), room, line.height()), _LEFT, name)
        painter.setFont(small)
        painter.setPen(self._palette.colour("ink_faint"))
        right = QRect(rect.width() - self.right_edge - count_width, line.top(), count_width, line.height())
        painter.drawText(right, _LEFT, count)

    # -- an article ----------------------------------------------------------------------------------

    def _paint_article(self, painter: QPainter, option: QStyleOptionViewItem, summary: Summary) -> None:
        rect: QRect = option.rect
        font: QFont = option.font
        self._paint_ground(painter, option, summary)
        small = small_font(font)
        title = QRect(EDGE, rect.top() + _ABOVE, rect.width() - EDGE - self.right_edge, _line(font))
        meta = QRect(EDGE, title.top() + title.height(), title.width(), _line(small))
        if summary.path in self.unsaved:
            self._paint_dot(painter, title)
            title.setWidth(title.width() - _DOT - _GAP)
        self._paint_title(painter, title, font, summary)
        painter.setFont(small)
        left = self._paint_badge(painter, meta, small, summary)
        self._paint_facts(painter, QRect(meta.left(), meta.top(), left - _GAP, meta.height()), summary)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, summary: Summary) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_front = summary.path == self.front
        if state & _State.State_Selected and state & _State.State_Active:
            painter.fillRect(rect, self._palette.colour("selection"))
        elif is_front or state & _State.State_Selected:
            painter.fillRect(rect, self._palette.colour("pressed"))
        elif state & _State.State_MouseOver:
            painter.fillRect(rect, self._palette.colour("hover"))
        if is_front:
            painter.fillRect(QRect(0, rect.top(), _BAR, rect.height()), self._palette.colour("accent"))

    def _paint_dot(self, painter: QPainter, title: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.colour("accent"))
        centre = QPointF(title.right() + 1 - _DOT / 2, title.center().y() + 1)
        painter.drawEllipse(centre, _DOT / 2, _DOT / 2)

    def _paint_title(self, painter: QPainter, room: QRect, font: QFont, summary: Summary) -> None:
        metrics = QFontMetrics(font)
        # A title may hold line breaks and other marks that move the pen: they show as spaces.
        whole = one_line(" ".join(summary.display_title[:_LONGEST].split()), _LONGEST)
        shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room.width())
        for word in folded(self._model.query.text).split():
            self._paint_find(painter, room, metrics, shown, word)
        painter.setFont(font)
        painter.setPen(self._palette.colour("ink" if summary.title.strip() else "ink_soft"))
        painter.drawText(room, _LEFT | Qt.TextFlag.TextSingleLine, shown)

    def _paint_find(
        self, painter: QPainter, room: QRect, metrics: QFontMetrics, shown: str, word: str
    ) -> None:
        place = _find_folded(shown, word)
        if place is None:
            return
        left = metrics.horizontalAdvance(shown[: place[0]])
        width = metrics.horizontalAdvance(shown[: place[1]]) - left
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.colour("warn_soft"))
        painter.drawRoundedRect(QRectF(room.left() + left - 1, room.top(), width + 2, room.height()), 2, 2)

    def _paint_badge(self, painter: QPainter, meta: QRect, font: QFont, summary: Summary) -> int:
        """Draw why the article is not published, and return where it begins from the left."""
        label = state_label(summary)
        if not label:
            return meta.right() + 1
        is_broken = bool(summary.problem) or summary.publication.state == "broken"
        width = QFontMetrics(font).horizontalAdvance(label) + 10
        seal = QRectF(meta.right() + 1 - width, meta.top(), width, meta.height()).adjusted(
            0.5, 0.5, -0.5, -0.5
        )
        painter.setBrush(self._palette.colour("accent_soft") if is_broken else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._palette.colour("accent" if is_broken else "line"), 1))
        painter.drawRoundedRect(seal, 3, 3)
        painter.setPen(self._palette.colour("accent" if is_broken else "ink_soft"))
        painter.drawText(seal, Qt.AlignmentFlag.AlignCenter, label)
        return int(seal.left()) - meta.left()

    def _paint_facts(self, painter: QPainter, room: QRect, summary: Summary) -> None:
        parts = []
        if summary.is_branch:
            # Its date would be the newest of its articles': Hugo's doing, not the author's.
            parts.append(self.tr("Section page") if "/" in summary.logical_path else self.tr("Home page"))
        elif summary.date is not None:
            parts.append(summary.date.date().isoformat())
        if self._model.is_found_in_text(summary):
            parts.append(self.tr("in the text"))
        if self._shows_language and summary.language:
            parts.append(one_line(summary.language))
        if summary.date is None and not summary.is_branch:
            parts.append(one_line(summary.logical_path.rpartition("/")[2]))
        painter.setPen(self._palette.colour("ink_faint"))
        text = painter.fontMetrics().elidedText("  ".join(parts), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT | Qt.TextFlag.TextSingleLine, text)


def small_font(font: QFont) -> QFont:
    """Return the font of secondary text beside another."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(11, round(font.pixelSize() * 0.86)))
    else:
        small.setPointSizeF(max(8.25, font.pointSizeF() * 0.86))
    return small


def _line(font: QFont) -> int:
    """Height of one line, on the 4 px grid: Han letters are higher than the font's own measure says."""
    return -(-round(QFontMetrics(font).height() * 1.2) // 4) * 4


def _find_folded(shown: str, word: str) -> tuple[int, int] | None:
    """Return where a folded word stands in a text as written; folding may change the number of letters."""
    origins = [number for number, letter in enumerate(shown) for _ in folded(letter)]
    start = "".join(map(folded, shown)).find(word)
    return (origins[start], origins[start + len(word) - 1] + 1) if start >= 0 else None
