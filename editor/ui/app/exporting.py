"""Opens the export: of the article in front, or of what is selected in the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.ui.app.core import Core
from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.library.panel import LibraryPanel
from editor.ui.site.site_session import SiteSession


class Exporting(QObject):
    """Takes what is typed into its article, saves nothing, and opens the dialog. `said` is one sentence."""

    said = Signal(str)

    def __init__(
        self,
        core: Core,
        session: SiteSession,
        commit: Callable[[OpenArticle], None],
        library: LibraryPanel,
        parent: QObject,
    ) -> None:
        """`commit` takes over what is typed in a form but not yet part of its article."""
        super().__init__(parent)
        self._core, self._session = core, session
        self._commit, self._library = commit, library

    @property
    def _open_articles(self) -> OpenArticles:
        return self._core.open_articles

    def export_front(self) -> None:
        """Export the article in front; what is selected in the library is offered too."""
        front = self._open_articles.front()
        if front is None or front.path is None or self._session.site is None:
            self.said.emit(self.tr("Save the article first: an export reads its file."))
            return
        selected = self._library.selected_paths()
        several = selected if len(selected) > 1 else []
        self._open(front.path, several, is_for_selected=self._library.list.hasFocus() and bool(several))

    def export_articles(self, paths: Sequence[Path]) -> None:
        """Export articles chosen in the library."""
        if paths and self._session.site is not None:
            self._open(paths[0] if len(paths) == 1 else None, paths if len(paths) > 1 else [])

    def _open(self, path: Path | None, selected: Sequence[Path], *, is_for_selected: bool = False) -> None:
        # Brings the exporters, which no other action needs.
        from editor.ui.export.dialog import ExportDialog

        front, site = self._open_articles.front(), self._session.site
        if front is not None:
            self._commit(front)
        if site is not None:
            dialog = ExportDialog.open_for(site, path, selected, self._core, self._core.window)
            if is_for_selected:
                dialog.choices.choose_selected()
