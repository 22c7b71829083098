"""What the format and view actions do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from editor.settings.choices import Colours
from editor.settings.options import COLOURS, TEXT_SIZE
from editor.settings.store import SettingsStore
from editor.ui.app.action_focus import ActionFocus
from editor.ui.common import fonts
from editor.ui.common.palette import Palette
from editor.ui.common.raw_text import raw_selection
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.actions import Actions
from editor.ui.window.full_screen import FullScreen
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.writing_pane import WritingPane
from editor.writing import emphasis, headings, links, lists
from editor.writing.edit import Edit, Selection

WRITING: dict[str, Callable[[Selection], Edit | None]] = {
    "bold": partial(emphasis.toggle, mark="**"),
    "italic": partial(emphasis.toggle, mark="*"),
    "strike": partial(emphasis.toggle, mark="~~"),
    "code": partial(emphasis.toggle, mark="`"),
    "heading0": partial(headings.set_level, level=0),
    "heading1": partial(headings.set_level, level=1),
    "heading2": partial(headings.set_level, level=2),
    "heading3": partial(headings.set_level, level=3),
    "bullets": lists.toggle_bullets,
    "numbers": lists.toggle_numbers,
    "tasks": lists.toggle_tasks,
    "quote": lists.toggle_quote,
}
"""The writing commands by the id of their action."""


class Commands(QObject):
    """Format commands, text size and theme."""

    def __init__(
        self,
        actions: Actions,
        open_articles: OpenArticles,
        window: MainWindow,
        palette: Palette,
        settings: SettingsStore,
        focus: ActionFocus,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_articles, self._window = open_articles, window
        self._palette, self._settings, self._focus = palette, settings, focus
        self.full_screen = FullScreen(actions["full_screen"], self._window, self)
        for colours in COLOURS.choices:
            actions[f"palette_{colours}"].setChecked(palette.choice == colours)

    def format(self, name: str) -> None:
        """Run a writing command by the id of its action."""
        self._run(WRITING[name])

    def _run(self, command: Callable[[Selection], Edit | None]) -> None:
        pane = self._focus.writing_pane()
        if pane is not None:
            pane.run_command(command)
            pane.setFocus()

    def insert_link(self) -> None:
        """Make the selection a link; an address on the clipboard becomes its target."""
        clipboard = QApplication.clipboard().text().strip()
        target = clipboard if clipboard.startswith(("http://", "https://")) and "\n" not in clipboard else ""
        self._run(lambda selection: links.insert_link(selection, target if selection.selected else ""))

    def resize_text(self, by: int) -> None:
        """Make the text larger or smaller by points; 0 brings back the usual size."""
        size = self._settings.get(TEXT_SIZE) + by if by else TEXT_SIZE.default
        self._settings.set(TEXT_SIZE, TEXT_SIZE.nearest(size))
        self._open_articles.set_font(fonts.writing_font(self._settings))

    def choose_colours(self, colours: Colours) -> None:
        """Take other colours, now and from now on."""
        self._settings.set(COLOURS, colours)
        self._palette.choose(colours)


def word_or_selection(pane: WritingPane) -> str:
    """Return the selected text, or the word at the cursor: what a search begins with."""
    cursor = pane.textCursor()
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    text = raw_selection(cursor)
    return "" if "\n" in text else text
