"""What outlasts the window, each in its place in the state folder: journal, locks, tabs and versions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.ui.app.core import Core
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.counted import counted
from editor.ui.documents.article_locks import ArticleLocks
from editor.ui.documents.notices import Notices
from editor.ui.documents.restoring import Restoring
from editor.ui.documents.session_tabs import SessionTabs
from editor.ui.versions.keeper import VersionKeeper


class KeptState(QObject):
    """Makes those who keep it, and tells the author what they have to say."""

    def __init__(self, core: Core, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles, self._status, self._notices = core.open_articles, core.window.status, notices
        folder = core.state_folder
        self.restoring = Restoring(folder / "journal", core.open_articles, core.tasks, self)
        self.locks = ArticleLocks(folder / "locks", core.open_articles, core.tasks, self)
        self.tabs = SessionTabs(core.open_articles, core.settings, folder / "sessions", core.tasks, self)
        self.versions = VersionKeeper(folder / "versions", core.open_articles, core.tasks, self)
        self.restoring.restored.connect(self._tell_restored)
        self.restoring.said.connect(notices.say)
        self.locks.shared.connect(self._tell_shared)
        self.versions.failed.connect(notices.say)

    def shut_down(self, *, keep: bool) -> None:
        """The program ends. `keep` leaves unsaved text for the next start; else the author has decided on it."""
        self.tabs.shut_down(keep=keep)
        self.restoring.shut_down(keep=keep)
        self.locks.shut_down()

    def _tell_restored(self, count: int) -> None:
        self._status.show_notice(
            counted(
                count,
                self.tr(
                    "Inkstone ended unexpectedly last time. Unsaved text of 1 article is back; undo shows what its file holds."
                ),
                self.tr(
                    "Inkstone ended unexpectedly last time. Unsaved text of {0} articles is back; undo shows what their files hold."
                ),
            ),
            lasting=True,
        )

    def _tell_shared(self, article: OpenArticle) -> None:
        self._notices.say_of(
            article,
            self.tr(
                "“{0}” is open in another window of Inkstone too; what is saved there is merged here."
            ).format(self._open_articles.name_in_words(article)),
        )
