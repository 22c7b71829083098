"""The library's search field and filters: what the author asks for becomes a query."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line, tooltip
from editor.ui.common.raw_text import RawLineEdit
from editor.ui.library.chooser import Chooser
from editor.ui.library.order_button import OrderButton
from editor.ui.library.query import ArticleIndex, Query
from editor.ui.library.state_buttons import BUTTON, StateButtons

EDGE = 12


class LibraryFilters(QWidget):
    """Search field, state, section, tag, order. `query_changed` carries the whole query at every change."""

    query_changed = Signal(object)
    left_downwards = Signal()
    """Arrow down or Page down in the search field: the keyboard goes on in the list."""
    first_wanted = Signal()
    """Enter in the search field."""
    new_wanted = Signal(str)
    """A new article, in the section that is chosen or "" for none."""

    def __init__(self, palette: Palette, article_index: ArticleIndex, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._article_index, self._query = palette, article_index, Query()
        self._search = RawLineEdit(self)
        self._states = StateButtons(palette, self)
        self._section = Chooser(palette, self.tr("Section"), self.tr("All sections"), self)
        self._tag = Chooser(palette, self.tr("Tag"), self.tr("All tags"), self)
        self._new = QToolButton(self)
        self._order = OrderButton(palette, self._languages, self)
        self._build_search()
        self._connect()
        box = QVBoxLayout(self)
        box.setContentsMargins(EDGE, 12, EDGE, 4)
        box.setSpacing(4)
        box.addWidget(self._search)
        box.addLayout(self._states)
        box.addLayout(self._build_choosers())
        self._set_tab_order()
        palette.changed.connect(self._draw)
        self._draw()

    # -- what is asked for ---------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """The query as it stands."""
        return self._query

    def set_query(self, query: Query) -> None:
        """Ask for something else; the controls follow."""
        if query == self._query:
            return
        before, self._query = self._query, query
        if self._search.text() != query.text:
            self._search.setText(query.text)
        # Drawing sets style sheets, too slow for every letter of a search.
        if replace(before, text=query.text) != query:
            self._draw()
        self.query_changed.emit(query)

    def clear(self) -> None:
        """Show everything again; order and grouping stay."""
        self.set_query(Query(sort=self._query.sort, grouped=self._query.grouped))

    def take(self, article_index: ArticleIndex) -> None:
        """Take over another index: its counts, and whether section and tag are still there."""
        self._article_index, query = article_index, self._query
        if query.section is not None and query.section not in self._article_index.sections():
            query = replace(query, section=None)
        if query.tag and query.tag not in self._article_index.tags():
            query = replace(query, tag="")
        if query.language and query.language not in self._article_index.languages():
            query = replace(query, language="")
        self.set_query(query)
        self._draw()

    def show_counts(self) -> None:
        """Show how many articles each state holds now."""
        self._states.show_counts(self._article_index.counts())

    def focus_search(self) -> None:
        """Give the search field the keyboard, its text selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def minimumSizeHint(self) -> QSize:
        # Not the words' width: in a narrow panel icons stand for them.
        return QSize(176, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._states.fit(self.width() - 2 * EDGE)
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.left_downwards.emit()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.first_wanted.emit()
                return True
            if key == Qt.Key.Key_Escape and self._query.narrows:
                self.clear()
                return True
        return super().eventFilter(watched, event)

    # -- controls ------------------------------------------------------------------------------------

    def _build_search(self) -> None:
        self._search.setPlaceholderText(self.tr("Search articles"))
        self._search.setAccessibleName(self.tr("Search articles"))
        self._search.setToolTip(
            self.tr("Words in title, path, tags or text (Ctrl+Shift+F). Escape shows everything again.")
        )
        self._search.setClearButtonEnabled(True)
        self._glass = QAction(self._search)
        self._search.addAction(self._glass, RawLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(lambda text: self.set_query(replace(self._query, text=text)))
        self._search.installEventFilter(self)

    def _connect(self) -> None:
        self._states.chosen.connect(lambda state: self.set_query(replace(self._query, state=state)))
        self._section.clicked.connect(self._choose_section)
        self._section.chosen.connect(lambda name: self.set_query(replace(self._query, section=name)))
        self._tag.clicked.connect(self._choose_tag)
        self._tag.chosen.connect(lambda name: self.set_query(replace(self._query, tag=name or "")))
        self._new.clicked.connect(lambda: self.new_wanted.emit(self._query.section or ""))
        self._order.sort_chosen.connect(lambda sort: self.set_query(replace(self._query, sort=sort)))
        self._order.grouped_chosen.connect(lambda on: self.set_query(replace(self._query, grouped=on)))
        self._order.language_chosen.connect(
            lambda language: self.set_query(replace(self._query, language=language))
        )

    def _build_choosers(self) -> QHBoxLayout:
        self._new.setAccessibleName(self.tr("New article"))
        for button in (self._new, self._order):
            button.setIconSize(QSize(16, 16))
            button.setFixedSize(BUTTON, BUTTON)
            button.setStyleSheet("QToolButton { padding: 0; }")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._section)
        row.addWidget(self._tag)
        row.addStretch(1)
        row.addWidget(self._new)
        row.addWidget(self._order)
        return row

    def _set_tab_order(self) -> None:
        chain = [self._search, *self._states.buttons, self._section, self._tag, self._new, self._order]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _choose_section(self) -> None:
        labels = {"": self.tr("Top level")}
        self._section.open(self._article_index.sections(), self._query.section, labels)

    def _choose_tag(self) -> None:
        self._tag.open(self._article_index.tags(), self._query.tag or None)

    def _languages(self) -> Counter[str]:
        return self._article_index.languages()

    # -- drawing -------------------------------------------------------------------------------------

    def _draw(self) -> None:
        query = self._query
        self._glass.setIcon(self._palette.icon("search", "ink_faint"))
        # Qt's own name for the button that empties the field; its picture ignores the palette.
        clear = self._search.findChild(QAction, "_q_qlineeditclearaction")
        if isinstance(clear, QAction):
            clear.setIcon(self._palette.icon("x", "ink_faint"))
        self._states.draw(query.state, self._article_index.counts())
        section = query.section if query.section else self.tr("Top level")
        self._section.draw(section if query.section is not None else "")
        self._tag.draw(query.tag)
        self._new.setIcon(self._palette.icon("plus", "ink_soft"))
        self._new.setToolTip(
            tooltip(self.tr("New article in “{0}”").format(one_line(query.section)))
            if query.section
            else self.tr("New article")
        )
        self._order.draw(query)
