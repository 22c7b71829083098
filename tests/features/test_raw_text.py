"""Text goes in and out of every input as it is: cut, copied, pasted, dragged, dropped, typed with Shift+Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from editor.ui.common.raw_text import raw_text
from editor.ui.fields.inputs import TextInput
from editor.ui.versions.view import VersionView
from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
ODD = "a\u00a0b **c** \u3000\u2028d\u200d\ue000e\u0301 \\* \u200b\u00ad"
BODY = f"first\n{ODD}\nlast \U0001f468\u200d\U0001f469\u200d\U0001f467\n"
FIELDS = "---\ntitle: a title\ndescription: b\ndate: 2026-01-05\n---\n"


@pytest.fixture
def path(site: Path) -> Path:
    path = site / "content" / "posts" / "odd.md"
    path.write_bytes((FIELDS + BODY).encode())
    return path


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(widget, key, modifier)


def inputs_of(driver) -> dict[str, QWidget]:
    """Every input for text in the window, by its name; the find bar and the raw source are opened for it."""
    driver.actions["find"].trigger()
    driver.actions["find_in_preview"].trigger()
    shown = driver.window.findChildren(QPlainTextEdit) + driver.window.findChildren(QLineEdit)
    return {one.accessibleName() or one.objectName(): one for one in shown if one.isVisible()}


def drop(widget: QWidget, data: QMimeData) -> None:
    """Drag something over a widget and let it go there, as far as the widget takes it."""
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(2, 2), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(2, 2), copy, data, left, none))


def test_cut_and_paste_give_the_same_bytes_back(start, path: Path) -> None:
    driver = start(path)
    before = path.read_bytes()
    driver.pane.setFocus()
    press(driver.pane, Qt.Key.Key_A)
    press(driver.pane, Qt.Key.Key_X)
    assert driver.article.body() == ""
    press(driver.pane, Qt.Key.Key_V)
    assert driver.article.body() == BODY
    driver.save()
    assert path.read_bytes() == before


LINE_ENDS = [
    "one\r\ntwo\r\n",
    "one\r\ntwo\nthree\rfour\u2029five\u2028six",
    "\u00a0one\u00a0\n\n\u3000two\u200d\n",
]


@pytest.mark.parametrize("body", LINE_ENDS)
def test_cut_and_paste_give_the_line_ends_of_the_file_back(start, path: Path, body: str) -> None:
    path.write_bytes((FIELDS + body).encode())
    driver = start(path)
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "x")
    press(driver.pane, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    press(driver.pane, Qt.Key.Key_A)
    press(driver.pane, Qt.Key.Key_X)
    press(driver.pane, Qt.Key.Key_V)
    QTest.keyClicks(driver.pane, "end")
    driver.save()
    assert path.read_bytes() == (FIELDS + body + "end").encode()


def test_text_goes_from_one_article_to_another_as_it_is(start, path: Path) -> None:
    other = path.with_name("other.md")
    other.write_text(FIELDS)
    driver = start(path)
    driver.pane.setFocus()
    press(driver.pane, Qt.Key.Key_A)
    press(driver.pane, Qt.Key.Key_X)
    driver.open(other)
    press(driver.pane, Qt.Key.Key_V)
    driver.save()
    assert other.read_bytes() == (FIELDS + BODY).encode()


def test_the_middle_button_pastes_what_is_selected_as_it_is(start, path: Path) -> None:
    driver = start(path)
    if not QApplication.clipboard().supportsSelection():
        pytest.skip("this desktop has no selection to paste by the middle button")
    title = next(one for one in driver.window.findChildren(TextInput) if one.text() == "a title")
    pane = driver.pane
    pane.go_to_line(1)
    place = pane.cursorRect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(pane.viewport(), left, none, place)
    for step in (40, 80, 160):
        QTest.mouseMove(pane.viewport(), place + QPoint(step, 0))
    QTest.mouseRelease(pane.viewport(), left, none, place + QPoint(160, 0))
    data = QApplication.clipboard().mimeData(QClipboard.Mode.Selection)
    assert data.formats() == ["text/plain"]
    assert "a\u00a0b" in data.text()
    title.clear()
    QTest.mouseClick(title.viewport(), Qt.MouseButton.MiddleButton)
    assert title.text() == data.text()


def test_copy_and_drag_offer_the_plain_text_alone(start, path: Path) -> None:
    driver = start(path)
    driver.pane.setFocus()
    press(driver.pane, Qt.Key.Key_A)
    press(driver.pane, Qt.Key.Key_C)
    data = QApplication.clipboard().mimeData()
    assert data.formats() == ["text/plain"]
    assert data.text() == BODY
    dragged = driver.pane.createMimeDataFromSelection()
    assert dragged.formats() == ["text/plain"]
    assert dragged.text() == BODY


def test_every_input_copies_what_was_pasted_into_it(start, path: Path) -> None:
    driver = start(path)
    inputs = inputs_of(driver)
    assert len(inputs) > 6, sorted(inputs)
    text = ODD.strip()
    for name, widget in inputs.items():
        QApplication.clipboard().setText(text)
        widget.setFocus()
        press(widget, Qt.Key.Key_A)
        press(widget, Qt.Key.Key_V)
        QApplication.clipboard().setText("")
        press(widget, Qt.Key.Key_A)
        press(widget, Qt.Key.Key_C)
        data = QApplication.clipboard().mimeData()
        assert (name, data.text(), data.formats()) == (name, text, ["text/plain"])


def test_text_dragged_from_the_article_into_a_field_and_back_is_the_same(start, path: Path) -> None:
    driver = start(path)
    title = next(one for one in driver.window.findChildren(TextInput) if one.text() == "a title")
    cursor = QTextCursor(driver.article.document.findBlockByNumber(1))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    driver.pane.setTextCursor(cursor)
    data = driver.pane.createMimeDataFromSelection()
    cursor.removeSelectedText()
    title.selectAll()
    title.textCursor().removeSelectedText()
    drop(title.viewport(), data)
    assert title.text() == ODD
    title.selectAll()
    back = title.createMimeDataFromSelection()
    assert back.formats() == ["text/plain"]
    driver.pane.setTextCursor(QTextCursor(driver.article.document.findBlockByNumber(1)))
    driver.pane.insertFromMimeData(back)
    assert driver.article.body() == BODY


def test_shift_enter_is_a_line_end(start, path: Path) -> None:
    driver = start(path)
    driver.pane.setFocus()
    press(driver.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert driver.article.body() == "\n" + BODY


def test_what_an_input_method_commits_holds_nothing_that_no_file_can_hold(start, path: Path) -> None:
    driver = start(path)
    event = QInputMethodEvent()
    event.setCommitString("x\0y\r\nz\u00a0")
    QApplication.sendEvent(driver.pane, event)
    assert driver.article.body() == "xy\nz\u00a0" + BODY


def backspaced(widget: QWidget, text: Callable[[], str]) -> str:
    widget.setFocus()
    press(widget, Qt.Key.Key_A)
    QApplication.clipboard().setText(
        "x\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f44d\U0001f3fd1\ufe0f\u20e3"
    )
    press(widget, Qt.Key.Key_V)
    for _ in range(3):
        assert text() != "x"
        press(widget, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    return text()


def test_backspace_behind_a_joined_emoji_takes_it_whole(start, path: Path) -> None:
    driver = start(path)
    inputs = inputs_of(driver)
    for widget in inputs.values():
        text = widget.text if isinstance(widget, QLineEdit) else lambda w=widget: raw_text(w.document())
        assert backspaced(widget, text) == "x"
    press(driver.pane, Qt.Key.Key_Z)
    assert driver.article.body().startswith("x\U0001f468")


def test_backspace_takes_one_accent_and_one_letter(start, path: Path) -> None:
    driver = start(path)
    driver.pane.selectAll()
    driver.pane.take_text("ae\u0301\u4e2d")
    press(driver.pane, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert driver.article.body() == "ae\u0301"
    press(driver.pane, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert driver.article.body() == "ae"


def test_an_article_dropped_on_the_text_is_opened_and_not_written_as_an_address(start, path: Path) -> None:
    driver = start(path)
    other = path.with_name("first.md")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
        drop(driver.pane.viewport(), data)
    assert driver.article.path == other
    assert driver.open_articles.articles()[0].body() == BODY
    title = next(one for one in driver.window.findChildren(TextInput) if one.isVisible())
    before = title.text()
    drop(title.viewport(), data)
    assert title.text() == before


def test_versions_are_copied_as_they_are(start, path: Path) -> None:
    driver = start(path)
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "more ")
    with driver.qtbot.waitSignal(driver.bench.kept.versions.kept, timeout=PATIENCE):
        driver.save()
    driver.actions["versions"].trigger()
    view = driver.window.findChildren(VersionView)[-1]
    driver.qtbot.waitUntil(lambda: "**c**" in raw_text(view.document()), timeout=PATIENCE)
    view.setFocus()
    press(view, Qt.Key.Key_A)
    press(view, Qt.Key.Key_C)
    data = QApplication.clipboard().mimeData()
    assert data.formats() == ["text/plain"]
    assert f"{ODD}\t{ODD}" in data.text().split("\n")
    found = view.document().find("**c**")
    found.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    found.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(found)
    press(view, Qt.Key.Key_C)
    assert QApplication.clipboard().text() == ODD
