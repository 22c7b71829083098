"""The library's button for the order of the list, its grouping and its language."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.settings.choices import LibraryOrder
from editor.settings.options import LIBRARY_ORDER
from editor.ui.common.menus import open_when_pressed
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import button_text
from editor.ui.library.query import Query


class OrderButton(QToolButton):
    """Opens a menu whose marks follow the query; `languages` gives those of the articles when it opens."""

    sort_chosen = Signal(object)
    """A `LibraryOrder`."""
    grouped_chosen = Signal(bool)
    language_chosen = Signal(str)
    """A language, or "" for all."""

    def __init__(self, palette: Palette, languages: Callable[[], Collection[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._palette, self._languages, self._language = palette, languages, ""
        self._orders: dict[LibraryOrder, QAction] = {}
        self.setObjectName("library_order")
        self.setAccessibleName(self.tr("Order of the articles"))
        self.setToolTip(self.tr("Order, grouping and language"))
        menu = QMenu(self)
        self._add_orders(menu)
        menu.addSeparator()
        self._grouped = menu.addAction(self.tr("&Group by Section"))
        self._grouped.setCheckable(True)
        self._grouped.triggered.connect(self.grouped_chosen)
        self._language_menu = menu.addMenu(self.tr("&Language"))
        menu.aboutToShow.connect(self._fill_languages)
        open_when_pressed(self, menu)

    def draw(self, query: Query) -> None:
        """Mark the order, grouping and language of a query, in the palette's colours."""
        self._language = query.language
        self.setIcon(self._palette.icon("arrow-up-down", "ink_soft"))
        self._orders[query.sort].setChecked(True)
        self._grouped.setChecked(query.grouped)

    def _add_orders(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for sort in LIBRARY_ORDER.choices:
            action = menu.addAction(self.tr(sort.label))
            action.setCheckable(True)
            action.triggered.connect(lambda _on, chosen=sort: self.sort_chosen.emit(chosen))
            group.addAction(action)
            self._orders[sort] = action

    def _fill_languages(self) -> None:
        languages = self._languages()
        self._language_menu.clear()
        self._language_menu.menuAction().setVisible(len(languages) > 1)
        for language in ("", *sorted(languages)):
            action = self._language_menu.addAction(button_text(language or self.tr("All Languages")))
            action.setCheckable(True)
            action.setChecked(language == self._language)
            action.triggered.connect(lambda _on, chosen=language: self.language_chosen.emit(chosen))
