"""What stands around the text: library, outline, problems, find bar, start page; made once and put into the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.ui.app.core import Core
from editor.ui.app.start_page import StartPage
from editor.ui.library.panel import LibraryPanel
from editor.ui.panels.outline_panel import OutlinePanel
from editor.ui.panels.problems_panel import ProblemsPanel
from editor.ui.window.panel_areas import PanelArea
from editor.ui.window.side_tabs import SideTabs
from editor.ui.writing.find_bar import FindBar
from editor.ui.writing.writing_pane import WritingPane

PROBLEMS_HEIGHT = 168  # pixels: four problems of one line each


class Panels(QObject):
    """Makes the panels and puts them into the window; who shows one goes into it with the keyboard."""

    line_requested = Signal(int)
    """A line of the article in front that a panel leads to."""

    def __init__(self, core: Core, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._open_articles, self._actions = core.window, core.open_articles, core.actions
        self.library = LibraryPanel(core.palette, core.tasks)
        self.outline = OutlinePanel(core.palette)
        self.outline.line_requested.connect(self.line_requested)
        self._side = SideTabs(core.palette)
        self._side.add(core.actions.title("library"), self.library)
        self._side.add(core.actions.title("outline"), self.outline)
        self._window.place(PanelArea.LIBRARY, self._side)
        self.start_page = StartPage(core.palette)
        self._window.writing_stack.addWidget(self.start_page)
        self.find_bar = FindBar(core.palette)
        self.problems = ProblemsPanel(core.palette)
        self.problems.setFixedHeight(PROBLEMS_HEIGHT)
        self.problems.hide()
        self._window.centre_column.insertWidget(1, self.find_bar)
        self._window.centre_column.addWidget(self.problems)
        self.problems.left.connect(lambda: self.show_problems(False))

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions of the panels do, by their ids."""
        return {"outline": self.show_outline, "search_site": self.search_library}

    def follow(self, pane: WritingPane | None) -> None:
        """Show what stands in the writing pane in front."""
        self.find_bar.follow(pane)
        self.outline.follow(pane)

    def show_outline(self) -> None:
        """Bring the outline to the front of its side and go into it."""
        self._show_side(self.outline)
        self.outline.list.setFocus()

    def search_library(self) -> None:
        """Bring the library to the front of its side and go into its search."""
        self._show_side(self.library)
        self.library.focus_search()

    def show_problems(self, shown: bool) -> None:
        """Open the panel of problems and go into it, or fold it and go back to the text."""
        self._actions["problems"].setChecked(shown)
        was_in_it = self.problems.isAncestorOf(self._window.focusWidget() or self._window)
        self.problems.setVisible(shown)
        pane = self._open_articles.pane()
        if shown:
            self.problems.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif was_in_it and pane is not None:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_side(self, panel: QWidget) -> None:
        self._window.show_panel(PanelArea.LIBRARY, True)
        self._side.show_panel(panel)
