"""Learns what the form must know of the open site, beside the UI thread; the latest state of it alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.values import Value
from editor.site.publishing import Publication
from editor.site.verdict import NO_SITE, READING, verdict_on
from editor.ui.common.tasks import Latest, Tasks
from editor.ui.site.form_context import SiteKnowledge
from editor.ui.site.site_session import SiteSession


class SiteLearning(QObject):
    """What is known of the open site. `learned` says that this changed, to nothing too when another is opened."""

    learned = Signal()
    files_changed = Signal()
    """Pictures, templates or other files are there or gone: what was said of links to them may not hold."""

    def __init__(self, session: SiteSession, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._running = Latest(tasks, self)
        self.knowledge: SiteKnowledge | None = None
        self.verdict: Publication = NO_SITE
        """What to say of an article while there is no knowledge."""
        session.begun.connect(lambda: self._forget(READING))
        session.failed.connect(self._give_up)
        session.catalogue_ready.connect(lambda _catalogue: self._learn())
        session.articles_changed.connect(lambda _changes: self._learn())
        session.files_changed.connect(lambda _changes: self._look_again())

    def inherited(self, path: Path | None, fields: Mapping[str, Value]) -> Mapping[str, Value]:
        """Return what reaches an article with these fields by cascade."""
        if self.knowledge is None:
            return {}
        _, found = verdict_on(self.knowledge.catalogue, path, fields)
        return {key: item.value for key, item in found.items()}

    def _forget(self, verdict: Publication) -> None:
        """Let go of a site that was left: what it says of an article is not the next one's verdict."""
        self._running.stop()
        self.knowledge, self.verdict = None, verdict
        self.learned.emit()

    def _look_again(self) -> None:
        if self.knowledge is not None:
            self.knowledge.forget_files()
            self.files_changed.emit()

    def _give_up(self) -> None:
        if self._session.catalogue is None:
            self._forget(NO_SITE)

    def _learn(self) -> None:
        site, catalogue = self._session.site, self._session.catalogue
        if site is not None and catalogue is not None:
            self._running.run(SiteKnowledge, site, catalogue, on_done=self._take)

    def _take(self, knowledge: SiteKnowledge) -> None:
        self.knowledge = knowledge
        self.learned.emit()
