"""Edit and Format actions act on what has the keyboard, and are off where they mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from editor.ui.fields.inputs import TextInput
from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
BODY = "one **two** three\n\n## head\n"


@pytest.fixture
def driver(start, site: Path):
    path = site / "content" / "posts" / "keys.md"
    path.write_text("---\ntitle: a title\n---\n" + BODY)
    driver = start(path)
    driver.pane.setFocus()
    return driver


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(widget, key, modifier)


def title_of(driver) -> TextInput:
    return next(one for one in driver.window.findChildren(TextInput) if one.text() == "a title")


def line(driver, name: str) -> QLineEdit:
    return next(one for one in driver.window.findChildren(QLineEdit) if one.accessibleName() == name)


def enabled(driver, *names: str) -> set[str]:
    return {name for name in names if driver.actions[name].isEnabled()}


def tool(driver, name: str) -> QToolButton:
    button = driver.window.toolbar.widgetForAction(driver.actions[name])
    assert isinstance(button, QToolButton)
    return button


def focus(driver, widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    driver.qtbot.waitUntil(
        lambda: widget.hasFocus() or widget.isAncestorOf(QApplication.focusWidget()), timeout=PATIENCE
    )


FORMAT = ("bold", "italic", "code", "heading2", "bullets", "quote", "link", "image")


def test_bold_in_the_title_field_changes_nothing(driver) -> None:
    driver.pane.selectAll()
    title = title_of(driver)
    focus(driver, title)
    press(title, Qt.Key.Key_B)
    press(title, Qt.Key.Key_I)
    press(title, Qt.Key.Key_K)
    QTest.mouseClick(tool(driver, "bold"), Qt.MouseButton.LeftButton)
    assert driver.article.body() == BODY
    assert title.text() == "a title"
    assert not enabled(driver, *FORMAT)
    assert title.hasFocus()
    focus(driver, driver.pane)
    assert enabled(driver, *FORMAT) == set(FORMAT)
    driver.pane.go_to_line(0, 1)
    QTest.mouseClick(tool(driver, "italic"), Qt.MouseButton.LeftButton)
    assert driver.article.body() != BODY


@pytest.mark.parametrize("name", ["Find", "Replace with", "Find in the preview"])
def test_a_find_field_keeps_its_keys_to_itself(driver, name: str) -> None:
    driver.actions["find"].trigger()
    driver.actions["find_in_preview"].trigger()
    field = line(driver, name)
    focus(driver, field)
    field.clear()
    QTest.keyClicks(field, "abc")
    press(field, Qt.Key.Key_B)
    assert not enabled(driver, *FORMAT)
    driver.actions["select_all"].trigger()
    driver.actions["cut"].trigger()
    assert field.text() == ""
    driver.actions["paste"].trigger()
    driver.actions["paste"].trigger()
    assert field.text() == "abcabc"
    driver.actions["undo"].trigger()
    driver.actions["undo"].trigger()
    assert field.text() != "abcabc"
    driver.actions["redo"].trigger()
    press(field, Qt.Key.Key_Z)
    assert driver.article.body() == BODY


def test_undo_in_a_field_is_the_articles(driver) -> None:
    title = title_of(driver)
    focus(driver, title)
    press(title, Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier)
    QTest.keyClicks(title, "x")
    QTest.keyClicks(title, "y")
    driver.actions["undo"].trigger()
    assert title.text() == "a title"
    assert "a title\n" in driver.article.header
    driver.actions["redo"].trigger()
    assert title.text() == "a titlexy"
    driver.actions["select_all"].trigger()
    driver.actions["copy"].trigger()
    assert QApplication.clipboard().text() == "a titlexy"
    assert driver.article.body() == BODY


def test_the_preview_is_selected_and_copied(driver) -> None:
    preview = driver.bench.views.preview
    driver.qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    preview = driver.bench.views.preview
    shown: list[str] = []

    def has_text() -> bool:
        preview.view.page().toPlainText(shown.append)
        return any("one two three" in text for text in shown)

    driver.qtbot.waitUntil(has_text, timeout=PATIENCE)
    focus(driver, preview.view)
    QApplication.clipboard().setText("before")
    inside = QApplication.focusWidget()
    press(inside, Qt.Key.Key_B)
    press(inside, Qt.Key.Key_A)
    driver.qtbot.waitUntil(preview.view.hasSelection, timeout=PATIENCE)
    press(inside, Qt.Key.Key_C)
    driver.qtbot.waitUntil(lambda: "one two three" in QApplication.clipboard().text(), timeout=PATIENCE)
    assert not driver.pane.textCursor().hasSelection()
    assert driver.article.body() == BODY
    assert enabled(driver, *FORMAT, "cut", "copy", "paste", "select_all") == {"copy", "select_all"}


def test_the_raw_source_and_the_library_filter(driver) -> None:
    driver.actions["search_site"].trigger()
    search = QApplication.focusWidget()
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "abc")
    press(search, Qt.Key.Key_B)
    driver.actions["select_all"].trigger()
    assert search.selectedText() == "abc"
    driver.actions["undo"].trigger()
    assert search.text() == ""
    driver.bench.views.form.source_tab.click()
    source = driver.bench.views.form.source.editor
    focus(driver, source)
    press(source, Qt.Key.Key_B)
    driver.actions["select_all"].trigger()
    driver.actions["cut"].trigger()
    driver.qtbot.waitUntil(lambda: driver.article.header == "", timeout=PATIENCE)
    assert QApplication.clipboard().text() == "---\ntitle: a title\n---\n"
    driver.actions["undo"].trigger()
    driver.qtbot.waitUntil(lambda: "a title" in driver.article.header, timeout=PATIENCE)
    assert not enabled(driver, *FORMAT)
    assert driver.article.body() == BODY
    assert not driver.pane.textCursor().hasSelection()


def test_in_a_list_nothing_is_formatted_or_cut(driver) -> None:
    driver.actions["outline"].trigger()
    shown = driver.bench.outline.list
    focus(driver, shown)
    assert not enabled(driver, *FORMAT, "cut", "copy", "paste", "select_all")
    press(shown, Qt.Key.Key_B)
    assert driver.article.body() == BODY


def test_a_menu_means_the_pane_that_had_the_keyboard(driver) -> None:
    title = title_of(driver)
    focus(driver, title)
    bar = driver.window.menuBar()
    edit = next(action.menu() for action in bar.actions() if action.text() == "&Edit")
    edit.popup(driver.window.mapToGlobal(driver.window.rect().center()))
    driver.qtbot.waitUntil(edit.isVisible, timeout=PATIENCE)
    assert not enabled(driver, *FORMAT)
    edit.setActiveAction(driver.actions["select_all"])
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert title.textCursor().selectedText() == "a title"
    assert not driver.pane.textCursor().hasSelection()


def test_the_pane_of_another_article_takes_the_actions(driver, site: Path) -> None:
    driver.open(site / "content" / "posts" / "first.md")
    assert enabled(driver, *FORMAT) == set(FORMAT)
    press(driver.pane, Qt.Key.Key_B)
    assert driver.article.body().startswith("**")
    press(driver.pane, Qt.Key.Key_Tab)
    assert driver.article.body() == BODY
    assert enabled(driver, *FORMAT) == set(FORMAT)
    press(driver.pane, Qt.Key.Key_B)
    assert driver.article.body() != BODY
