"""Faults 24 to 27: a file changed by another program, with and without unsaved text, whatever its time stamp says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from editor.ui.documents.conflict_dialog import ConflictDialog
from tests.limits import PATIENCE

LINES = "".join(f"line {number}\n\n" for number in range(300))


@pytest.fixture
def path(site: Path) -> Path:
    path = site / "content" / "posts" / "long.md"
    path.write_text("---\ntitle: a\ndraft: true\n---\n" + LINES)
    return path


def conflict(driver) -> ConflictDialog:
    def dialogs() -> list[ConflictDialog]:
        return [dialog for dialog in driver.window.findChildren(ConflictDialog) if dialog.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE)
    return dialogs()[0]


def test_fault_24_a_clean_article_is_reloaded_with_cursor_scroll_and_undo(start, path: Path) -> None:
    driver = start(path)
    pane = driver.pane
    pane.go_to_line(200, 2)
    QTest.keyClicks(pane, "typed ")
    driver.save()
    block, column, top = (
        pane.textCursor().block().text(),
        pane.textCursor().positionInBlock(),
        pane.top_line(),
    )
    text = path.read_text()
    with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
        path.write_text(
            text.replace("line 280\n", "line 280, theirs\n").replace("draft: true", "draft: false")
        )
    assert (pane.textCursor().block().text(), pane.textCursor().positionInBlock()) == (block, column)
    assert pane.top_line() == top
    assert "line 280, theirs" in driver.article.body() and "false" in driver.article.header
    assert not driver.article.is_dirty()
    while driver.article.undo_stack.canUndo():
        driver.article.undo_stack.undo()
    assert driver.article.body() == LINES and "true" in driver.article.header


def test_fault_25_changes_that_do_not_touch_are_merged(start, path: Path) -> None:
    driver = start(path)
    driver.pane.go_to_line(10, 0)
    QTest.keyClicks(driver.pane, "mine ")
    with driver.qtbot.waitSignal(driver.article.merged, timeout=PATIENCE):
        path.write_text(
            path.read_text()
            .replace("line 200\n", "line 200, theirs\n")
            .replace("draft: true", "draft: false")
        )
    assert "mine " in driver.article.body() and "line 200, theirs" in driver.article.body()
    assert driver.article.is_dirty() and "draft: false" in driver.article.header
    driver.save()
    saved = path.read_text()
    assert saved == driver.article.snapshot().to_bytes().decode()
    assert "mine " in saved and "line 200, theirs" in saved and "draft: false" in saved


def test_fault_25_changes_of_one_line_are_shown_with_both_texts(start, path: Path) -> None:
    driver = start(path)
    QTest.keyClicks(driver.pane, "mine ")
    theirs = path.read_text().replace("line 0\n", "theirs 0\n")
    path.write_text(theirs)
    dialog = conflict(driver)
    shown = [edit.toPlainText() for edit in dialog.findChildren(QPlainTextEdit)]
    assert "mine line 0" in shown and "theirs 0" in shown
    assert path.read_text() == theirs, "nothing is written unasked"
    dialog.choose_all("both")
    next(button for button in dialog.findChildren(QPushButton) if "Take" in button.text()).click()
    driver.save()
    assert "mine line 0\ntheirs 0\n" in path.read_text()
    assert "<<<<" not in path.read_text()


def test_fault_26_same_size_and_time_is_found_before_saving(start, path: Path) -> None:
    driver = start(path)
    driver.bench.session.close()  # no watcher: only the save itself can notice
    status = path.stat()
    QTest.keyClicks(driver.pane, "mine ")
    path.write_text(path.read_text().replace("line 200\n", "LINE 200\n"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    with driver.qtbot.waitSignal(driver.article.merged, timeout=PATIENCE):
        driver.actions["save"].trigger()
    driver.save()
    saved = path.read_text()
    assert "mine line 0" in saved and "LINE 200" in saved


@pytest.mark.parametrize("seconds", [0, 4_102_444_800], ids=["clock went back", "from the future"])
def test_fault_27_the_clock_decides_nothing(start, path: Path, seconds: int) -> None:
    driver = start(path)
    QTest.keyClicks(driver.pane, "mine ")
    with driver.qtbot.waitSignal(driver.article.merged, timeout=PATIENCE):
        path.write_text(path.read_text().replace("line 200\n", "theirs 200\n"))
        os.utime(path, (seconds, seconds))
    driver.save()
    assert "theirs 200" in path.read_text()
    # Touched without a change: nothing is read again, nothing counts as changed.
    heard: list[int] = []
    driver.article.reloaded.connect(lambda: heard.append(1))
    with driver.qtbot.waitSignal(driver.bench.session.files_changed, timeout=PATIENCE, raising=False):
        os.utime(path, (seconds + 9, seconds + 9))
    driver.bench.disk_changes.look_at_all()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert heard == [] and not driver.article.is_dirty()
