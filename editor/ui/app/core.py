"""What the first picture needs and every part shares: window, open articles, actions, palette, background tasks, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from editor.settings.options import COLOURS
from editor.settings.store import SettingsStore
from editor.ui.common import fonts
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.preview.worker import PreviewWorker
from editor.ui.window.actions import Actions
from editor.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from editor.ui.app.first_preview import FirstPreview


class Core(QObject):
    """Made before anything else; it knows none of the parts that are given it."""

    def __init__(
        self, application: QApplication, settings: SettingsStore, worker: PreviewWorker | None = None
    ) -> None:
        """`worker` may be on its way already: the process that renders takes as long to start as the window."""
        super().__init__()
        self.worker = worker or PreviewWorker()
        self.worker.setParent(self)
        self.first_preview: FirstPreview | None = None
        """The page of the article that the program was started with, where it is made before the rest."""
        self.application = application
        self.settings = settings
        self.palette = Palette(settings.get(COLOURS), self)
        self.palette.apply(application)
        self.tasks = Tasks(self)
        self.actions = Actions(self.palette, self)
        self.window = MainWindow(self.palette, self.actions, settings)
        self.window.addActions([self.actions[row] for row in ("next_tab", "previous_tab")])
        self.open_articles = OpenArticles(
            self.window.tabs,
            self.window.writing_stack,
            self.palette,
            self.tasks,
            fonts.writing_font(settings),
            self,
        )
        self.open_articles.front_changed.connect(
            lambda front: self.window.make_room_for_article(front is not None)
        )
        self.state_folder = platformdirs.user_state_path("inkstone", appauthor=False)
        self.data_folder = platformdirs.user_data_path("inkstone", appauthor=False)
