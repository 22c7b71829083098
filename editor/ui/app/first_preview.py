"""The preview of the article that the program was started with, made before the rest of the window is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from editor.markup.live.messages import PatchAnswer
from editor.ui.article.fields import fields_of
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.preview.context import preview_context
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.tabs import PreviewTabs
from editor.ui.preview.worker import PreviewWorker
from editor.ui.window.main_window import MainWindow
from editor.ui.window.panel_areas import PanelArea

_PATIENCE_MS = 1500
"""How long the rest of the window waits for the first page at most."""


class FirstPreview(QObject):
    """The page beside the text, in its place in the window.

    It begins with what the article's own text and front matter say; what the site says is told to the page by
    `ArticlePreview`, which takes it over. `stands` comes once: the page shows the article, or took too long.
    """

    stands = Signal()

    def __init__(
        self,
        palette: Palette,
        worker: PreviewWorker,
        window: MainWindow,
        article: OpenArticle | None,
    ) -> None:
        super().__init__(window)
        first = None
        if article is not None:
            context = preview_context(article.path, fields_of(article), None, {})
            context["is_known"] = False
            first = article.document, context
        self.pane = PreviewPane(palette, worker, first=first)
        self.tabs = PreviewTabs(palette, self.pane)
        self._patches: list[PatchAnswer] = []
        """What the page was told before anybody could hear of it."""
        self.pane.page_changed.connect(self._keep)
        window.place(PanelArea.PREVIEW, self.tabs)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._end_waiting)
        self.pane.patched.connect(self._end_waiting)
        self._patience.start()

    def pass_on_page(self, take: Callable[[PatchAnswer], None]) -> None:
        """Let one hear of the page what it is made of: what it was told until now, and what it is told from now on."""
        self.pane.page_changed.disconnect(self._keep)
        for patch in self._patches:
            take(patch)
        self._patches.clear()
        self.pane.page_changed.connect(take)

    def _keep(self, patch: PatchAnswer) -> None:
        self._patches.append(patch)

    def _end_waiting(self) -> None:
        self._patience.stop()
        self._patience.timeout.disconnect(self._end_waiting)
        self.pane.patched.disconnect(self._end_waiting)
        self.stands.emit()
