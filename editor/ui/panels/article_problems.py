"""The problems of the article in front, as it stands: the list that `inkstone check` has of a file that holds the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.articles.article import Article
from editor.articles.problems import Problem
from editor.problems.article_check import ArticleCheck, is_looked_through
from editor.site.verdict import READING
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.raw_text import raw_part
from editor.ui.common.tasks import Latest, Tasks
from editor.ui.site.learning import SiteLearning

_REST_MS = 300
_BEGINNING = 4096
"""Characters of a text without front matter that are looked at for what Hugo takes for one."""


class ArticleProblems(QObject):
    """Has the article looked at beside the UI thread, and says what was looked at.

    `found` carries the list, in lines of the file; `looked_at` a title and a sentence for a list that is empty.
    """

    found = Signal(list)
    looked_at = Signal(str, str)

    def __init__(self, learning: SiteLearning, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._learning = learning
        self._article: OpenArticle | None = None
        # None: the renderer has not looked at it yet.
        self._in_text: tuple[Problem, ...] | None = None
        self._problems: list[Problem] = []
        self._is_whole = False
        self._running = Latest(tasks, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        learning.learned.connect(self._look)
        learning.files_changed.connect(self._rest.start)

    def follow(self, article: OpenArticle | None) -> None:
        """Tell of another article, or of none; nothing of the one before stays."""
        if self._article is not None:
            self._article.header_changed.disconnect(self._rest.start)
            self._article.moved.disconnect(self._rest.start)
        self._article = article
        self._in_text, self._problems, self._is_whole = None, [], False
        self._running.stop()
        if article is not None:
            article.header_changed.connect(self._rest.start)
            article.moved.connect(self._rest.start)
            self._look()
        self._tell()

    def take_text(self, problems: Sequence[Problem]) -> None:
        """Take what was found in the text of the article in front."""
        if self._article is not None:
            self._in_text = tuple(problems)
            self._look()

    def await_text(self) -> None:
        """The text is being looked at anew: the site around it is another one."""
        self._in_text = None
        self._look()

    def _look(self) -> None:
        """Look at the article as it stands, beside the UI thread."""
        article = self._article
        if article is None:
            return
        known = self._learning.knowledge
        length = article.document.characterCount() - 1
        beginning = "" if article.header else raw_part(article.document, 0, min(_BEGINNING, length))
        self._running.run(
            look_at,
            known.check if known is not None else ArticleCheck(None),
            article.path,
            article.base,
            article.header,
            beginning,
            self._in_text or (),
            on_done=self._take_whole if self._in_text is not None else self._take_part,
        )

    def _take_whole(self, problems: list[Problem]) -> None:
        self._problems, self._is_whole = problems, True
        self._tell()

    def _take_part(self, problems: list[Problem]) -> None:
        self._problems, self._is_whole = problems, False
        self._tell()

    def _tell(self) -> None:
        self.looked_at.emit(*self._outlook())
        self.found.emit(self._problems)

    def _outlook(self) -> tuple[str, str]:
        """What an empty list means: no more is promised than was looked at."""
        article, known = self._article, self._learning.knowledge
        if article is None:
            return self.tr("No article"), self.tr("Problems are those of the article in front.")
        if not self._is_whole:
            return self.tr("Looking…"), self.tr("The article is being looked at.")
        if known is None and self._learning.verdict is READING:
            return self.tr("No problems so far"), self.tr(
                "The site is still being read; links, pictures and references are looked at after that."
            )
        if known is None or article.path is None or known.catalogue.get(article.path) is None:
            return self.tr("No problems found in the text"), self.tr(
                "It is in no Hugo site that is open: its links, pictures, references and shortcodes are unknown."
            )
        if not is_looked_through(article.path):
            return self.tr("No problems found in the front matter"), self.tr(
                "The text is not Markdown: it is not looked at."
            )
        if known.site.is_bare:
            return self.tr("No problems found in the text"), self.tr(
                "It is in no Hugo site: its links to pages, references and shortcodes are unknown."
            )
        if known.site.missing_themes:
            return self.tr("No problems found in the text"), self.tr(
                "A theme of the site is not on this machine ({0}): links, references and shortcodes are unknown."
            ).format(", ".join(known.site.missing_themes)[:100])
        return self.tr("No problems found"), self.tr(
            "Front matter, text, links, pictures, references and shortcodes were looked at."
        )


def look_at(
    check: ArticleCheck,
    path: Path | None,
    base: Article,
    header: str,
    beginning: str,
    in_text: Sequence[Problem],
) -> list[Problem]:
    """Return the whole list of an article as the window holds it: where Hugo finds no front matter, `beginning` tells why."""
    # Half a pair of surrogates, which no file can hold, is saved as a mark in its place.
    beginning = beginning.encode("utf-8", "replace").decode("utf-8")
    standing = replace(base.with_editor_header(header), body=beginning)
    return check.of_article(path, standing, in_text)
