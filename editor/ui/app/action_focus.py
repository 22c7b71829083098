"""Finds the pane that edit and format actions are for, and turns off those that mean nothing to it."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QToolBar, QWidget
from shiboken6 import isValid

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.action_taker import HISTORY, ActionTaker
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.actions import Actions
from editor.ui.writing.writing_pane import WritingPane


class ActionFocus(QObject):
    """Follows the keyboard from pane to pane.

    Menus and the toolbar are no panes: who chooses there means the pane that had the keyboard before. Until any had it,
    actions are for the writing pane in front.
    """

    def __init__(
        self, actions: Actions, open_articles: OpenArticles, application: QApplication, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions, self._open_articles = actions, open_articles
        # Weak: a pane goes with its article.
        self._last: weakref.ref[ActionTaker] | None = None
        """The pane that had the keyboard last; None while no pane has had it, or one that takes no actions."""
        self._is_elsewhere = False
        application.focusChanged.connect(self._follow)
        open_articles.front_changed.connect(self.refresh)
        open_articles.opened.connect(self._watch)
        for article in open_articles.articles():
            self._watch(article)
        self._follow(None, application.focusWidget())
        self.refresh()

    def taker(self) -> ActionTaker | None:
        """The pane that actions are for; None where the keyboard is in one that takes none."""
        last = self._last_pane()
        if last is not None and not isinstance(last, WritingPane):
            return last
        # Whichever writing pane it was: the one in front is meant.
        return None if self._is_elsewhere else self._open_articles.pane()

    def writing_pane(self) -> WritingPane | None:
        """The writing pane, where actions are for it."""
        taker = self.taker()
        return taker if isinstance(taker, WritingPane) else None

    def refresh(self) -> None:
        """Turn the actions on that mean something now, the others off."""
        taker, article = self.taker(), self._open_articles.front()
        taken = set(taker.taken_actions()) if taker is not None else set()
        if not _has_history(taker):
            taken -= HISTORY
            if article is not None and article.undo_stack.canUndo():
                taken.add("undo")
            if article is not None and article.undo_stack.canRedo():
                taken.add("redo")
        self._actions.tell_taken(taken)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        # None: another program's window is in front, or the widget has just gone.
        if new is None or _is_for_choosing(new):
            self.refresh()
            return
        pane = _pane_around(new)
        last = self._last_pane()
        if pane is not last:
            if last is not None:
                last.actions_changed.disconnect(self.refresh)
            if pane is not None:
                pane.actions_changed.connect(self.refresh)
            self._last = weakref.ref(pane) if pane is not None else None
        self._is_elsewhere = pane is None
        self.refresh()

    def _last_pane(self) -> ActionTaker | None:
        last = self._last() if self._last is not None else None
        return last if last is not None and isValid(last) else None

    def _watch(self, article: OpenArticle) -> None:
        article.undo_stack.indexChanged.connect(lambda _index: self.refresh())
        article.reloaded.connect(self.refresh)

    def take(self, name: str) -> None:
        """Let the pane do what an action says, where it takes that."""
        taker = self.taker()
        if taker is not None and name in taker.taken_actions():
            taker.take_action(name)

    def go_through_history(self, name: str) -> None:
        """``undo`` or ``redo``, in the pane where that has a history of its own, else in the article in front."""
        taker, article = self.taker(), self._open_articles.front()
        if _has_history(taker):
            self.take(name)
            return
        if taker is not None:
            taker.before_history()
        if article is not None:
            article.undo_stack.undo() if name == "undo" else article.undo_stack.redo()


def _has_history(taker: ActionTaker | None) -> bool:
    """Whether undo and redo are a pane's own. A field in which nothing was written, as when the author has just replaced
    all matches from it, leaves them to the article."""
    return taker is not None and taker.keeps_history and bool(taker.taken_actions() & HISTORY)


def _is_for_choosing(widget: QWidget) -> bool:
    """Whether it is part of a menu or the toolbar."""
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, QMenu | QMenuBar | QToolBar):
            return True
        around = around.parentWidget()
    return False


def _pane_around(widget: QWidget) -> ActionTaker | None:
    """Return the nearest pane around a widget that takes actions."""
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, ActionTaker):
            return around
        around = None if around.isWindow() else around.parentWidget()
    return None
