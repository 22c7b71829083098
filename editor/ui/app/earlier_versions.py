"""The way to the earlier versions of the article in front."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from editor.ui.app.core import Core
from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.saving import Saving


class EarlierVersions(QObject):
    """Opens the history of what was saved, which lies in `store`."""

    def __init__(
        self,
        core: Core,
        saving: Saving,
        store: Path,
        commit: Callable[[OpenArticle], None],
        parent: QObject,
    ) -> None:
        """`commit` takes over what is typed in the form."""
        super().__init__(parent)
        self._core, self._saving, self._store, self._commit = core, saving, store, commit

    def show(self) -> None:
        """Open the history of the article in front."""
        from editor.ui.versions.history import VersionHistory  # opened by hand only

        front = self._core.open_articles.front()
        if front is None:
            return
        self._commit(front)
        # A save under way that was to close it would take it away from under the dialog.
        self._saving.stay(front)
        VersionHistory(
            front,
            self._core.open_articles.title(front),
            self._store,
            self._core.tasks,
            self._core.palette,
            self._core.window,
        ).open()
