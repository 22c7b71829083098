"""The problems of the article in front: those of its text as it is typed, those of its front matter and place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.markup.problems import Problem
from editor.problems.article_check import NEED_A_CONFIGURATION, ArticleCheck
from editor.site.header import parse_header
from editor.site.verdict import READING
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Latest, Tasks
from editor.ui.site.learning import SiteLearning

_REST_MS = 300


class ArticleProblems(QObject):
    """Joins what is found into one list, as `inkstone check` has it, and says what was looked at.

    `found` carries the list: lines count from the first line of the text, those of the front matter are negative.
    `looked_at` carries a title and a sentence for a list that is empty.
    """

    found = Signal(list)
    looked_at = Signal(str, str)

    def __init__(self, learning: SiteLearning, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._learning = learning
        self._article: OpenArticle | None = None
        # None: not looked at yet.
        self._in_text: list[Problem] | None = None
        self._in_header: list[Problem] | None = None
        self._running = Latest(tasks, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        learning.learned.connect(self._look)

    def follow(self, article: OpenArticle | None) -> None:
        """Tell of another article, or of none; nothing of the one before stays."""
        if self._article is not None:
            self._article.header_changed.disconnect(self._rest.start)
        self._article = article
        self._in_text = self._in_header = None
        self._running.stop()
        if article is not None:
            article.header_changed.connect(self._rest.start)
            self._look()
        self._tell()

    def take_text(self, problems: Sequence[Problem]) -> None:
        """Take what was found in the text of the article in front."""
        if self._article is not None:
            self._in_text = list(problems)
            self._tell()

    def await_text(self) -> None:
        """The text is being looked at anew: the site around it is another one."""
        self._in_text = None
        self._tell()

    def _look(self) -> None:
        """Look at the front matter, beside the UI thread."""
        if self._article is not None:
            known = self._learning.knowledge
            check = known.check if known is not None else None
            self._running.run(
                _look_at, check, self._article.path, self._article.header, on_done=self._take_header
            )

    def _take_header(self, problems: list[Problem]) -> None:
        self._in_header = problems
        self._tell()

    def _tell(self) -> None:
        problems = [*(self._in_header or ()), *(self._in_text or ())]
        known = self._learning.knowledge
        if known is not None and known.site.is_bare:
            problems = [problem for problem in problems if problem.code not in NEED_A_CONFIGURATION]
        self.looked_at.emit(*self._outlook())
        self.found.emit(problems)

    def _outlook(self) -> tuple[str, str]:
        """What an empty list means: no more is promised than was looked at."""
        article, known = self._article, self._learning.knowledge
        if article is None:
            return self.tr("No article"), self.tr("Problems are those of the article in front.")
        if self._in_text is None or self._in_header is None:
            return self.tr("Looking…"), self.tr("The article is being looked at.")
        if known is None and self._learning.verdict is READING:
            return self.tr("No problems so far"), self.tr(
                "The site is still being read; links, pictures and references are looked at after that."
            )
        if known is None or article.path is None or known.catalogue.get(article.path) is None:
            return self.tr("No problems found in the text"), self.tr(
                "It is in no Hugo site that is open: its links, pictures, references and shortcodes are unknown."
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


def _look_at(check: ArticleCheck | None, path: Path | None, header: str) -> list[Problem]:
    """The problems of a front matter and of an article's place, as those of a text that begins below it."""
    before = header.count("\n")
    if check is not None:
        findings = check.of_front_matter(path, header)
        return [
            Problem(
                finding.severity,
                finding.code,
                finding.message,
                finding.line - 1 - before,
                finding.line - before,
                max(0, finding.column - 1),
            )
            for finding in findings
        ]
    problem = parse_header(header.encode("utf-8", "surrogateescape")).problem
    if problem is None:
        return []
    line = problem.line - 1 - before
    return [Problem("error", "front-matter", problem.message, line, line + 1, max(0, problem.column - 1))]
