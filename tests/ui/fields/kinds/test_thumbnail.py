"""The small picture of an image field, whose file is looked for beside the UI thread."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.kinds.thumbnail import Thumbnail
from tests.limits import PATIENCE, PATIENCE_S


def test_pictures_may_go_while_they_are_looked_for(qtbot: QtBot, palette: Palette, tasks: Tasks) -> None:
    """As when another article comes in front. A sender that went with its picture took the program down."""

    def find(_source: str, gone: threading.Event) -> Path | None:
        assert gone.wait(PATIENCE_S)
        return None

    for _ in range(300):
        gone = threading.Event()
        for _ in range(4):
            picture = Thumbnail(palette, tasks)
            picture.show_source("cover.png", partial(find, gone=gone))
            picture.deleteLater()
        # The threads send while the pictures are deleted.
        gone.set()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)


@pytest.fixture
def cover(qapp, tmp_path: Path) -> Path:
    picture = QPixmap(20, 20)
    picture.fill()
    path = tmp_path / "cover.png"
    assert picture.save(str(path))
    return path


def test_a_look_up_in_the_folder_before_comes_too_late(
    qtbot: QtBot, palette: Palette, tasks: Tasks, cover: Path
) -> None:
    """Seen when the folder of an article was renamed: "no such image" came last, and stayed."""
    gone = threading.Event()

    def find_nothing(_source: str) -> Path | None:
        assert gone.wait(PATIENCE_S)
        return None

    shown = Thumbnail(palette, tasks)
    qtbot.addWidget(shown)
    answers: list[bool] = []
    shown.found.connect(answers.append)
    shown.show_source("cover.png", find_nothing, cover.parent / "old")
    shown.show_source("cover.png", lambda _source: cover, cover.parent)
    qtbot.waitUntil(lambda: answers == [True], timeout=PATIENCE)
    gone.set()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert answers == [True] and shown.isVisible()


def test_the_same_words_in_another_folder_mean_another_picture(
    qtbot: QtBot, palette: Palette, tasks: Tasks, cover: Path
) -> None:
    shown = Thumbnail(palette, tasks)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.found, timeout=PATIENCE):
        shown.show_source("cover.png", lambda _source: cover, cover.parent)
    assert shown.isVisible()
    with qtbot.waitSignal(shown.found, timeout=PATIENCE) as answer:
        shown.show_source("cover.png", lambda _source: None, cover.parent / "new")
    assert answer.args == [False] and not shown.isVisible()
