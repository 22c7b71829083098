"""A label for one line of text: what has no room is cut with dots, and whole in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOption, QWidget

from editor.ui.common.plain_text import PlainLabel, tooltip

_LEAST = 80  # pixels: a beginning, the dots, an end


class ElidedLabel(PlainLabel):
    """Cut in the middle, since the beginning and the end of a path say most, or where `mode` says.

    `text` stays whole for screen readers.
    """

    def __init__(
        self, parent: QWidget | None = None, *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__(parent)
        self._mode = mode

    def shown_text(self) -> str:
        """Return the text as it has room."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._mode, room)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._explain()

    def minimumSizeHint(self) -> QSize:
        """Less than the text (asked by Qt)."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """No text, however long, makes its window wider (asked by Qt)."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown_text())

    def _explain(self) -> None:
        shown, whole = self.shown_text(), self.text()
        self.setToolTip(tooltip("" if shown == whole else whole))
