"""Every text that the window shows, as a reader sees it: labels, buttons, tabs, menus, tooltips, rows, titles, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QMenu,
    QTabBar,
    QWidget,
)

MOST_ROWS = 50


@dataclass(frozen=True)
class Shown:
    """A text and where it stands; `text` is what Qt makes of it."""

    where: str
    text: str


def read_as_html(text: str) -> str:
    """What a label or tooltip shows of a text when it may guess that it is HTML."""
    if not _is_guessed_to_be_html(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def _is_guessed_to_be_html(text: str) -> bool:
    """As Qt guesses, or more readily: a tag, or an escaped one, in the first line."""
    first = text.split("\n", 1)[0]
    before, mark, rest = first.partition("<")
    return "&lt;" in before or bool(mark and ">" in rest and (rest[:1].isalpha() or rest[:1] in "!?/"))


def read_with_keys(text: str) -> str:
    """What a button, tab or menu shows: "&" marks a key, "&&" is one of it, and what follows a tab stands apart."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def shown_texts() -> Iterator[Shown]:
    """All of them, of all widgets there are."""
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        yield Shown(f"{where}: tooltip", read_as_html(widget.toolTip()))
        yield Shown(f"{where}: spoken", widget.accessibleName())
        yield Shown(f"{where}: described", widget.accessibleDescription())
        yield Shown(f"{where}: help", read_as_html(widget.whatsThis() + widget.statusTip()))
        if widget.isWindow():
            yield Shown(f"{where}: title", widget.windowTitle())
        for action in widget.actions():
            yield from _action(where, action)
        yield from _own(where, widget)


def _own(where: str, widget: QWidget) -> Iterator[Shown]:
    match widget:
        case QLabel():
            is_plain = widget.textFormat() == Qt.TextFormat.PlainText
            text = widget.text() if is_plain else read_as_html(widget.text())
            yield Shown(f"{where}: text", read_with_keys(text) if widget.buddy() else text)
        case QAbstractButton():
            yield Shown(f"{where}: text", _button_text(widget))
        case QGroupBox():
            yield Shown(f"{where}: text", read_with_keys(widget.title()))
        case QTabBar():
            for index in range(widget.count()):
                yield Shown(f"{where}: tab", read_with_keys(widget.tabText(index)))
                yield Shown(f"{where}: tab's tooltip", read_as_html(widget.tabToolTip(index)))
        case QMenu():
            yield Shown(f"{where}: title", read_with_keys(widget.title()))
        case QComboBox():
            for row in range(min(widget.count(), MOST_ROWS)):
                yield Shown(f"{where}: choice", widget.itemText(row))
        case QAbstractItemView() if widget.model() is not None:
            yield from _rows(where, widget.model())


def _button_text(button: QAbstractButton) -> str:
    # A term's chip holds the term as it is, and draws itself what it says.
    return button.accessibleName() if type(button).__name__ == "Chip" else read_with_keys(button.text())


def _action(where: str, action: QAction) -> Iterator[Shown]:
    yield Shown(f"{where}: action", read_with_keys(action.text()))
    yield Shown(f"{where}: action's tooltip", read_as_html(action.toolTip()))


def _rows(where: str, model: QAbstractItemModel) -> Iterator[Shown]:
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        index = model.index(row, 0)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            yield Shown(f"{where}: row", str(index.data(role) or ""))
        yield Shown(
            f"{where}: row's tooltip", read_as_html(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
        )
