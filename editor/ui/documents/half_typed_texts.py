"""Asks before half-typed text of a form is lost: half a date, or letters where a number belongs, is in no article yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.plain_text import ask, one_line
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.fields.form.half_typed import HalfTyped
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.site.form_context import form_name
from editor.ui.window.main_window import MainWindow
from editor.ui.window.panel_areas import PanelArea

_MOST_NAMED = 12


class HalfTypedTexts(QObject):
    """Asked wherever an article is about to be closed; Cancel leads back to the first such field."""

    def __init__(
        self, open_articles: OpenArticles, form: FrontMatterPanel, window: MainWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._open_articles, self._form, self._window = open_articles, form, window
        self._given_up: set[tuple[str, str, str]] = set()
        """Article, field and text that the author agreed to lose."""

    def holds(self, article: OpenArticle) -> bool:
        """Whether the article's form holds text that the article does not."""
        return bool(self._form.half_typed(form_name(article)))

    def may_close(self, article: OpenArticle, *, asked: bool = False) -> bool:
        """Whether the article may go, as far as its form is concerned.

        `asked` when the author was asked before and only waited for a save: asks about what came since.
        """
        return self._may_lose([article], self.tr("Close the article without them?"), asked=asked)

    def may_leave(self, *, asked: bool = False) -> bool:
        """Whether all open articles may go; see `may_close`."""
        return self._may_lose(self._open_articles.articles(), self.tr("Leave without them?"), asked=asked)

    def _may_lose(self, articles: Sequence[OpenArticle], question: str, *, asked: bool) -> bool:
        known = self._given_up if asked else set()
        found = [(article, one) for article in articles for one in self._form.half_typed(form_name(article))]
        marks = {(form_name(article), one.name, one.text) for article, one in found}
        if not marks - known:
            return True
        if not self._agrees(found, question):
            self._lead_to(*found[0])
            return False
        self._given_up = marks
        return True

    def _agrees(self, found: list[tuple[OpenArticle, HalfTyped]], question: str) -> bool:
        lines = [self._line(article, one) for article, one in found[:_MOST_NAMED]]
        if len(found) > _MOST_NAMED:
            lines.append(self.tr("and {0} more").format(len(found) - _MOST_NAMED))
        said = self.tr("What is typed in these fields is no value yet, so no file gets it:")
        listed = "\n".join(f"    {line}" for line in lines)
        buttons = QMessageBox.StandardButton
        text = f"{said}\n\n{listed}\n\n{question}"
        return ask(self._window, text, buttons.Discard | buttons.Cancel, buttons.Cancel) == buttons.Discard

    def _line(self, article: OpenArticle, one: HalfTyped) -> str:
        said = self.tr("{0}, in “{1}”").format(one_line(one.name), self._open_articles.title(article))
        return f"{said}: {one_line(one.text)}" if one.text else said

    def _lead_to(self, article: OpenArticle, one: HalfTyped) -> None:
        if article in self._open_articles.articles():
            self._open_articles.bring_to_front(article)
            self._window.show_panel(PanelArea.ARTICLE, True)
            self._form.go_to(form_name(article), one)
