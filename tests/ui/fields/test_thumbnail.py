"""The small picture of an image field, whose file is looked for beside the UI thread."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from editor.ui.fields.thumbnail import Thumbnail
from editor.ui.tasks import Tasks
from editor.ui.theme import Theme
from tests.limits import PATIENCE, PATIENCE_S


def test_pictures_may_go_while_they_are_looked_for(qtbot: QtBot, theme: Theme, tasks: Tasks) -> None:
    """As when another article comes in front. A sender that went with its picture took the program down."""

    def find(_source: str, gone: threading.Event) -> Path | None:
        assert gone.wait(PATIENCE_S)
        return None

    for _ in range(300):
        gone = threading.Event()
        for _ in range(4):
            picture = Thumbnail(theme, tasks)
            picture.show_source("cover.png", partial(find, gone=gone))
            picture.deleteLater()
        # The threads send while the pictures are deleted.
        gone.set()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
