"""What an author sees while typing and after a change of colours: the column stays, nothing keeps its old colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from editor.ui.versions.view import VersionView
from tests.limits import PATIENCE

WORDS = (
    "the quick brown fox jumps over the lazy dog and then it goes on, and on for long lines of english text. "
)


@pytest.fixture
def path(site: Path) -> Path:
    path = site / "content" / "posts" / "long.md"
    path.write_text("---\ntitle: a\n---\n" + (WORDS * 6 + "\n\n") * 30)
    return path


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.mark.parametrize("width", [1600, 1280, 880])
def test_the_text_column_does_not_shift_sideways_while_english_is_typed(
    start, path: Path, width: int
) -> None:
    driver = start(path)
    pane = driver.pane
    driver.window.resize(width, 700)
    pane.setFocus()
    pane.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    first = pane.cursorRect().left()
    places = set()
    for letter in WORDS * 3:
        QTest.keyClicks(pane, letter)
        begin = pane.textCursor()
        begin.movePosition(QTextCursor.MoveOperation.StartOfLine)
        places.add(pane.cursorRect(begin).left())
    assert places == {first}
    assert pane.horizontalScrollBar().value() == 0


def test_find_marks_and_the_saved_state_have_the_new_colours(start, path: Path) -> None:
    driver = start(path)
    driver.actions["palette_light"].trigger()
    driver.pane.setFocus()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "fox")
    driver.qtbot.waitUntil(lambda: bool(driver.pane.extraSelections()), timeout=PATIENCE)
    (state,) = [one for one in driver.window.status.findChildren(QLabel) if one.text() == "Saved"]

    def shown() -> tuple[set[str], str]:
        marks = {mark.format.background().color().name() for mark in driver.pane.extraSelections()}
        return marks, state.palette().color(state.foregroundRole()).name()

    palette = driver.program.palette
    light = ({palette.colour("warn_soft").name()}, palette.colour("ink_soft").name())
    assert shown() == light
    driver.actions["palette_dark"].trigger()
    dark = ({palette.colour("warn_soft").name()}, palette.colour("ink_soft").name())
    assert dark != light
    assert shown() == dark
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "x")
    driver.actions["palette_light"].trigger()
    assert shown()[1] == palette.colour("accent").name()


def test_versions_side_by_side_have_the_new_colours(start, path: Path) -> None:
    driver = start(path)
    driver.actions["palette_light"].trigger()
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "x")
    with driver.qtbot.waitSignal(driver.bench.kept.versions.kept, timeout=PATIENCE):
        driver.save()
    driver.actions["versions"].trigger()
    view = driver.window.findChildren(VersionView)[-1]
    palette = driver.program.palette

    def grounds() -> set[str]:
        table = next(iter(view.document().rootFrame().childFrames()), None)
        if not isinstance(table, QTextTable):
            return set()
        cells = [table.cellAt(row, column) for row in range(table.rows()) for column in (0, 1)]
        grounds = [cell.format().background() for cell in cells]
        return {ground.color().name() for ground in grounds if ground.style() != Qt.BrushStyle.NoBrush}

    def place_and_chosen() -> set[str]:
        return {palette.colour("warn_soft").name(), palette.colour("accent_soft").name()}

    driver.qtbot.waitUntil(lambda: bool(grounds()) and grounds() <= place_and_chosen(), timeout=PATIENCE)
    palette.choose("dark")
    assert grounds()
    assert grounds() <= place_and_chosen()


def test_escape_in_a_find_field_closes_that_bar_alone(start, path: Path) -> None:
    driver = start(path)
    driver.pane.setFocus()
    press(Qt.Key.Key_F10)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "fox")
    press(Qt.Key.Key_Escape)
    assert not driver.bench.find_bar.isVisible()
    assert driver.pane.hasFocus()
    assert driver.bench.problems.isVisible()
    driver.qtbot.waitUntil(lambda: driver.bench.views.find_bar is not None, timeout=PATIENCE)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(Qt.Key.Key_Escape)
    assert not driver.bench.views.find_bar.isVisible()
    view = driver.bench.views.preview.view
    assert view.isAncestorOf(QApplication.focusWidget()) or view.hasFocus()
    assert driver.bench.problems.isVisible()
    press(Qt.Key.Key_F10)
    assert not driver.bench.problems.isVisible()
