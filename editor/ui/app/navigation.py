"""Goes to places: lines, headings, problems, links between articles, searches."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.problems import Problem
from editor.site.look_up import article_at
from editor.ui.app.commands import word_or_selection
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.outside import open_folder
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.panels.fixes import apply_fix
from editor.ui.panels.problems_panel import ProblemsPanel
from editor.ui.site.site_session import SiteSession
from editor.ui.writing.find_bar import FindBar


class Navigation(QObject):
    """Takes the wishes of outline, problems, preview and menu to the article in front. `said` is one sentence."""

    said = Signal(str)

    def __init__(
        self,
        open_articles: OpenArticles,
        session: SiteSession,
        problems: ProblemsPanel,
        form: FrontMatterPanel,
        find_bar: FindBar,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_articles, self._session, self._tasks = open_articles, session, tasks
        self._problems, self._form, self._find_bar = problems, form, find_bar

    def go_to_line(self, line: int) -> None:
        """Go to a line of the body, from 0."""
        pane = self._open_articles.pane()
        if pane is not None:
            pane.go_to_line(line)

    def go_to_problem(self, path: Path | None, line: int) -> None:
        """Go to a line of a file, from 1: of the article in front, or of the site's configuration."""
        front = self._open_articles.front()
        if path is not None and (front is None or path != front.path):
            # What the configuration is written with is the author's own choice: it is shown where it lies.
            open_folder(path.parent)
        elif front is not None:
            self._show_line(front, line)

    def open_at(self, path: Path, line: int) -> None:
        """Show a line of a file, from 1: in the text or in the front matter."""
        article = self._open_articles.find(path)
        if article is None:
            self._open_articles.open(path)
            return
        self._open_articles.bring_to_front(article)
        self._show_line(article, line)

    def show_problems(self, problems: list[Problem]) -> None:
        """Show the problems of the article in front."""
        front = self._open_articles.front()
        self._problems.show_problems(problems, front.path if front is not None else None)

    def fix(self, problem: int, fix: int) -> None:
        """Apply a fix of a shown problem as one undo step."""
        front = self._open_articles.front()
        if front is None or front.read_only_reason:
            return
        if not apply_fix(front.document, self._problems.problems()[problem].fixes[fix]):
            self.said.emit(self.tr("This line is another one by now: nothing was changed."))

    def follow_link(self, address: str) -> None:
        """A link to another article of the site was clicked in the preview."""
        if self._session.catalogue is not None:
            self._tasks.run(
                article_at,
                self._session.catalogue,
                address,
                on_done=lambda path: self._open_found(path, address),
            )

    def find(self) -> None:
        """Open the find bar; a selection is what it begins with."""
        pane = self._open_articles.pane()
        if pane is not None:
            self._find_bar.open(pane, word_or_selection(pane) if pane.textCursor().hasSelection() else "")

    def _show_line(self, front: OpenArticle, line: int) -> None:
        """Show a line of the file of the article in front: in the text or in the front matter."""
        first = front.header.count("\n")
        if line > first:
            self.go_to_line(line - first - 1)
        else:
            self._form.show_line(max(1, line))

    def _open_found(self, path: Path | None, address: str) -> None:
        if path is not None:
            self._open_articles.open(path)
        else:
            self.said.emit(self.tr("No article is published at {0}").format(address))
