"""Long random sessions of one author, and two windows on one file: no byte lost, no byte added."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
FORMATS = ("bold", "bullets", "numbers", "quote", "heading2", "code", "tasks")


def compose(driver, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(driver.pane, event)


def toggle_draft(driver) -> None:
    header = driver.article.header
    swapped = header.replace("draft: false", "draft: true")
    if swapped == header:
        swapped = header.replace("draft: true", "draft: false")
    driver.article.set_header(swapped, "draft", "draft")


def save_if_dirty(driver) -> None:
    if driver.article.is_dirty():
        driver.save()


def format_text(driver, choice: random.Random) -> None:
    driver.actions[choice.choice(FORMATS)].trigger()


def steps(driver, choice: random.Random):
    """What the author may do next, with its share."""
    pane, key = driver.pane, Qt.Key
    return (
        (6, lambda: QTest.keyClicks(pane, choice.choice(["a", "- x", "**"]))),
        (3, lambda: compose(driver, "中𠮷👩\u200d👧")),
        (2, lambda: QTest.keyClick(pane, key.Key_Return)),
        (2, lambda: QTest.keyClick(pane, key.Key_Tab)),
        (1, lambda: QTest.keyClick(pane, key.Key_Backspace)),
        (2, lambda: QTest.keyClick(pane, key.Key_Z, CTRL)),
        (1, driver.actions["redo"].trigger),
        (2, lambda: format_text(driver, choice)),
        (2, lambda: toggle_draft(driver)),
        (1, lambda: pane.go_to_line(choice.randrange(6))),
        (1, lambda: save_if_dirty(driver)),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_can_be_undone_and_redone_to_the_byte(start, site: Path, seed: int) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    article = driver.article
    before = article.snapshot().to_bytes()
    choice = random.Random(seed)
    known = steps(driver, choice)
    for _ in range(300):
        _share, step = choice.choices(known, [share for share, _step in known])[0]
        step()
    after = article.snapshot().to_bytes()
    index = article.undo_stack.index()
    while article.undo_stack.canUndo():
        article.undo_stack.undo()
    assert article.snapshot().to_bytes() == before
    article.undo_stack.setIndex(index)
    assert article.snapshot().to_bytes() == after


def test_two_windows_on_one_file_lose_nothing(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "first.md"
    one, two = start(path), start(path)
    QTest.keyClicks(one.pane, "ONE ")
    two.pane.go_to_line(4, 0)
    QTest.keyClicks(two.pane, "TWO ")
    one.save()
    qtbot.waitUntil(lambda: "ONE" in two.article.body() or not two.article.is_dirty(), timeout=PATIENCE)
    two.save()
    qtbot.waitUntil(lambda: "TWO" in one.article.body(), timeout=PATIENCE)
    text = path.read_text("utf-8")
    assert "ONE " in text
    assert "TWO " in text
