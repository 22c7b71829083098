"""The library's search field and filters: what the author asks for becomes a query."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.settings.choices import LibraryOrder
from editor.settings.options import LIBRARY_ORDER
from editor.ui.common.choice_popup import ChoicePopup
from editor.ui.common.menus import open_when_pressed
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import button_text, one_line, tooltip
from editor.ui.common.raw_text import RawLineEdit
from editor.ui.common.tokens import Token
from editor.ui.library.delegate import small_font
from editor.ui.library.query import STATES, ArticleIndex, Query, State

EDGE = 12
_BUTTON = 24
_LONGEST_CHOICE = 72
"""Width of a chosen section or tag, in pixels; longer ones end in an ellipsis."""
_STATE_ICONS: dict[State, str] = {
    "all": "list",
    "draft": "pencil-line",
    "scheduled": "calendar-clock",
    "problem": "triangle-alert",
}


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
        self._states: dict[State, QToolButton] = {}
        self._section = self._chooser(self.tr("Section"))
        self._tag = self._chooser(self.tr("Tag"))
        self._new = QToolButton(self)
        self._order = QToolButton(self)
        self._build_search()
        box = QVBoxLayout(self)
        box.setContentsMargins(EDGE, 12, EDGE, 4)
        box.setSpacing(4)
        box.addWidget(self._search)
        box.addLayout(self._build_states())
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
        counts = self._article_index.counts()
        for state, button in self._states.items():
            self._draw_state(button, state, counts)

    def focus_search(self) -> None:
        """Give the search field the keyboard, its text selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def minimumSizeHint(self) -> QSize:
        # Not the words' width: in a narrow panel icons stand for them.
        return QSize(176, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_states()
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

    def _build_states(self) -> QHBoxLayout:
        labels = {
            "all": self.tr("All"),
            "draft": self.tr("Drafts"),
            "scheduled": self.tr("Scheduled"),
            "problem": self.tr("Problems"),
        }
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.setContentsMargins(0, 4, 0, 0)
        for state in STATES:
            button = QToolButton(self)
            button.setText(labels[state])
            button.setCheckable(True)
            button.setObjectName("library_state")
            button.setFont(small_font(self.font()))
            button.setIconSize(QSize(16, 16))
            button.setFixedHeight(_BUTTON)
            button.setAccessibleName(labels[state])
            button.clicked.connect(
                lambda _checked, chosen=state: self.set_query(replace(self._query, state=chosen))
            )
            group.addButton(button)
            row.addWidget(button)
            self._states[state] = button
        row.addStretch(1)
        return row

    def _build_choosers(self) -> QHBoxLayout:
        self._section.clicked.connect(self._choose_section)
        self._tag.clicked.connect(self._choose_tag)
        self._new.clicked.connect(lambda: self.new_wanted.emit(self._query.section or ""))
        self._new.setAccessibleName(self.tr("New article"))
        self._order.setAccessibleName(self.tr("Order of the articles"))
        open_when_pressed(self._order, self._build_order_menu())
        self._order.setObjectName("library_order")
        for button in (self._new, self._order):
            button.setIconSize(QSize(16, 16))
            button.setFixedSize(_BUTTON, _BUTTON)
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
        chain = [self._search, *self._states.values(), self._section, self._tag, self._new, self._order]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _chooser(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("library_chooser")
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(12, 12))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setFont(small_font(self.font()))
        button.setFixedHeight(_BUTTON)
        return button

    def _build_order_menu(self) -> QMenu:
        menu = QMenu(self._order)
        orders = QActionGroup(menu)
        self._orders: dict[LibraryOrder, QAction] = {}
        for sort in LIBRARY_ORDER.choices:
            action = menu.addAction(self.tr(sort.label))
            action.setCheckable(True)
            action.triggered.connect(
                lambda _on, chosen=sort: self.set_query(replace(self._query, sort=chosen))
            )
            orders.addAction(action)
            self._orders[sort] = action
        menu.addSeparator()
        self._grouped = menu.addAction(self.tr("&Group by Section"))
        self._grouped.setCheckable(True)
        self._grouped.triggered.connect(lambda on: self.set_query(replace(self._query, grouped=on)))
        self._languages = menu.addMenu(self.tr("&Language"))
        menu.aboutToShow.connect(self._fill_languages)
        return menu

    def _fill_languages(self) -> None:
        languages = self._article_index.languages()
        self._languages.clear()
        self._languages.menuAction().setVisible(len(languages) > 1)
        for language in ("", *sorted(languages)):
            action = self._languages.addAction(button_text(language or self.tr("All Languages")))
            action.setCheckable(True)
            action.setChecked(language == self._query.language)
            action.triggered.connect(
                lambda _on, chosen=language: self.set_query(replace(self._query, language=chosen))
            )

    # -- choosing ------------------------------------------------------------------------------------

    def _choose_section(self) -> None:
        labels = {"": self.tr("Top level")}
        popup = ChoicePopup(self.tr("All sections"), self._article_index.sections(), labels, self)
        popup.chosen.connect(lambda name: self.set_query(replace(self._query, section=name)))
        self._open(popup, self._section, self._query.section)

    def _choose_tag(self) -> None:
        popup = ChoicePopup(self.tr("All tags"), self._article_index.tags(), parent=self)
        popup.chosen.connect(lambda name: self.set_query(replace(self._query, tag=name or "")))
        self._open(popup, self._tag, self._query.tag or None)

    def _open(self, popup: ChoicePopup, button: QToolButton, current: str | None) -> None:
        popup.show_at(button.mapToGlobal(QPoint(0, button.height() + 4)), current)

    # -- drawing -------------------------------------------------------------------------------------

    def _draw(self) -> None:
        query = self._query
        self._glass.setIcon(self._palette.icon("search", "ink_faint"))
        # Qt's own name for the button that empties the field; its picture ignores the palette.
        clear = self._search.findChild(QAction, "_q_qlineeditclearaction")
        if isinstance(clear, QAction):
            clear.setIcon(self._palette.icon("x", "ink_faint"))
        for state, button in self._states.items():
            button.setChecked(state == query.state)
        self.show_counts()
        section = query.section if query.section else self.tr("Top level")
        self._draw_chooser(self._section, self.tr("Section"), section if query.section is not None else "")
        self._draw_chooser(self._tag, self.tr("Tag"), query.tag)
        self._new.setIcon(self._palette.icon("plus", "ink_soft"))
        self._new.setToolTip(
            tooltip(self.tr("New article in “{0}”").format(one_line(query.section)))
            if query.section
            else self.tr("New article")
        )
        self._order.setIcon(self._palette.icon("arrow-up-down", "ink_soft"))
        self._order.setToolTip(self.tr("Order, grouping and language"))
        self._orders[query.sort].setChecked(True)
        self._grouped.setChecked(query.grouped)

    def _draw_state(self, button: QToolButton, state: State, counts: Counter[str]) -> None:
        button.setToolTip(tooltip(self.tr("{0}: {1:,}").format(button.text(), counts[state])))
        token: Token = "ink" if button.isChecked() else "ink_soft"
        token = "accent" if state == "problem" and counts[state] else token
        button.setIcon(self._palette.icon(_STATE_ICONS[state], token))
        button.setStyleSheet(
            f"QToolButton {{ color: {self._palette.colour(token).name()}; padding: 0 3px; }}"
            "QToolButton:focus { padding: 0 2px; }"
        )

    def _fit_states(self) -> None:
        """Show words where they have room, icons where the panel is narrow."""
        buttons = self._states.values()
        for button in buttons:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        if sum(button.sizeHint().width() for button in buttons) > self.width() - 2 * EDGE:
            for button in buttons:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _draw_chooser(self, button: QToolButton, name: str, value: str) -> None:
        text = one_line(value or name)
        shown = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST_CHOICE)
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(tooltip(f"{name}: {value}" if value else self.tr("{0}: all").format(name)))
        button.setIcon(self._palette.icon("chevron-down", "ink_faint"))
        ink = self._palette.colour("ink" if value else "ink_soft").name()
        ground = self._palette.colour("pressed").name() if value else "transparent"
        button.setStyleSheet(
            f"QToolButton {{ color: {ink}; background: {ground}; padding: 0 6px; }}"
            f"QToolButton:hover {{ background: {self._palette.colour('hover').name()}; }}"
            "QToolButton:focus { padding: 0 5px; }"
        )
