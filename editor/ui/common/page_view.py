"""A view of a web page, of which parts can be selected and copied."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView

from editor.ui.common.action_taker import COPYING

_PAGE_ACTIONS: Final = {
    "copy": QWebEnginePage.WebAction.Copy,
    "select_all": QWebEnginePage.WebAction.SelectAll,
}


class PageView(QWebEngineView):
    """Takes the actions that mean something to a page."""

    actions_changed = Signal()
    keeps_history = False

    def taken_actions(self) -> frozenset[str]:
        """A page to read is selected and copied."""
        return COPYING

    def take_action(self, name: str) -> None:
        """Copy what is selected, or select all."""
        self.page().triggerAction(_PAGE_ACTIONS[name])

    def before_history(self) -> None:
        """Nothing is typed here."""
