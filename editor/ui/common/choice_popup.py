"""A small window to pick one of many names: type a few letters, choose."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from editor.ui.common.plain_text import one_line, tooltip
from editor.ui.common.raw_text import RawLineEdit

_WIDTH = 240
_ROWS = 12
_ROW = 24
_SEARCH_FROM = 8
"""From this many names on a search field helps more than it takes room."""
_VALUE = Qt.ItemDataRole.UserRole + 1


class ChoicePopup(QFrame):
    """Offers names with their counts, the most frequent first, under one entry that lifts the choice.

    `chosen` carries the value: a name, or None for that entry. Escape and a click elsewhere choose nothing.
    """

    chosen = Signal(object)

    def __init__(
        self,
        every: str,
        names: Mapping[str, int],
        labels: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`every` is the text of the entry that lifts the choice; `labels` are names as shown where they differ."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._search = RawLineEdit(self)
        self._search.setPlaceholderText(self.tr("Find…"))
        self._search.setAccessibleName(self.tr("Find in the list"))
        self._search.setVisible(len(names) >= _SEARCH_FROM)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._names = QSortFilterProxyModel(self)
        self._names.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._names.setSourceModel(_model(every, names, labels or {}, self))
        self._list = self._build_list()
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.setSpacing(4)
        box.addWidget(self._search)
        box.addWidget(self._list)
        self._list.setFixedHeight(_ROW * min(_ROWS, len(names) + 1))
        self.setFixedWidth(_WIDTH)

    def show_at(self, place: QPoint, current: str | None) -> None:
        """Open with the upper left corner at a place of the screen, on the present choice."""
        for row in range(self._names.rowCount()):
            index = self._names.index(row, 0)
            if index.data(_VALUE) == current:
                self._list.setCurrentIndex(index)
                self._list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.adjustSize()
        self.move(place)
        self.show()
        (self._list if self._search.isHidden() else self._search).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                row = max(0, min(self._names.rowCount() - 1, self._list.currentIndex().row() + step))
                self._list.setCurrentIndex(self._names.index(row, 0))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _build_list(self) -> QTreeView:
        view = QTreeView(self)
        view.setModel(self._names)
        view.setRootIsDecorated(False)
        view.setHeaderHidden(True)
        view.setUniformRowHeights(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Choices"))
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(lambda _index: self._choose())
        return view

    def _narrow(self, text: str) -> None:
        self._names.setFilterFixedString(text.strip())
        self._list.setCurrentIndex(self._names.index(0, 0))

    def _choose(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            value = index.siblingAtColumn(0).data(_VALUE)
            self.close()
            self.chosen.emit(value)


def _model(
    every: str, names: Mapping[str, int], labels: Mapping[str, str], parent: QObject
) -> QStandardItemModel:
    model = QStandardItemModel(0, 2, parent)
    first = QStandardItem(every)
    first.setSizeHint(QSize(0, _ROW))
    model.appendRow([first, QStandardItem("")])
    for name, count in sorted(names.items(), key=lambda pair: (-pair[1], pair[0].casefold())):
        item, number = QStandardItem(one_line(labels.get(name, name))), QStandardItem(str(count))
        item.setData(name, _VALUE)
        item.setToolTip(tooltip(name))
        item.setSizeHint(QSize(0, _ROW))
        number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        model.appendRow([item, number])
    return model
