"""Several articles in one window: every view tells of the one in front, and nothing of it outlives a change of article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
BODY = "Text of {0}.\n"
HEADERS = {
    "yaml": "---\ntitle: {0}\ndescription: {1}\nweight: {2}\ndraft: false\n---\n",
    "toml": "+++\ntitle = '{0}'\ndescription = '{1}'\nweight = {2}\ndraft = false\n+++\n",
    "json": '{{\n  "title": "{0}",\n  "description": "{1}",\n  "weight": {2},\n  "draft": false\n}}\n',
}
FORMATS = list(HEADERS)


def article(site: Path, name: str, header: str) -> Path:
    path = site / "content" / "posts" / f"{name}.md"
    path.write_text(header + BODY.format(name), "utf-8")
    return path


def pair(site: Path, form: str) -> tuple[Path, Path]:
    """Two articles with the same keys and other values."""
    return (
        article(site, "one", HEADERS[form].format("One", "About one", 1)),
        article(site, "two", HEADERS[form].format("Two", "About two", 2)),
    )


def shown(driver, *path: str | int) -> str:
    """What the form shows under a key."""
    row = driver.bench.views.form.form.row(path)
    assert row is not None, path
    return row.editor.inputs()[0].text()


def come_to(driver, *path: str | int) -> QWidget:
    """Put the cursor into a field, as a click on its label does."""
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow, timeout=PATIENCE)
    row = driver.bench.views.form.form.row(path)
    assert row is not None, path
    QTest.mouseClick(row.label, Qt.MouseButton.LeftButton)
    widget = QApplication.focusWidget()
    assert widget is not None and row.isAncestorOf(widget)
    return widget


def write_over(driver, text: str, *path: str | int) -> QWidget:
    """Type another text over a field's."""
    field = come_to(driver, *path)
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    return field


def next_tab(driver) -> None:
    with driver.qtbot.waitSignal(driver.desk.front_changed, timeout=PATIENCE):
        QTest.keyClick(QApplication.focusWidget() or driver.window, Qt.Key.Key_Tab, CTRL)


@pytest.mark.parametrize("form", FORMATS)
def test_a_title_typed_and_saved_is_there_when_the_author_comes_back(start, site: Path, form: str) -> None:
    one, two = pair(site, form)
    driver = start(one)
    driver.open(two)
    driver.open(one)
    write_over(driver, "My new title", "title")
    driver.save()
    written = one.read_bytes()
    assert b"My new title" in written
    next_tab(driver)
    assert shown(driver, "title") == "Two"
    next_tab(driver)
    assert shown(driver, "title") == "My new title"
    # One letter more is one letter more in the file, and nothing of the other article.
    field = come_to(driver, "title")
    QTest.keyClick(field, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(field, "!")
    driver.save()
    assert one.read_bytes() == written.replace(b"My new title", b"My new title!")


@pytest.mark.parametrize("form", FORMATS)
def test_undo_and_redo_show_in_the_field_what_the_text_holds(start, site: Path, form: str) -> None:
    one, _two = pair(site, form)
    driver = start(one)
    for key, typed in (("title", "Other"), ("description", "Another"), ("weight", "77")):
        before = shown(driver, key)
        field = write_over(driver, typed, key)
        for _turn in range(2):
            QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
            assert shown(driver, key) == before
            assert str(driver.article.front_matter().get(key)) == before
            QTest.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
            assert shown(driver, key) == typed
            assert str(driver.article.front_matter().get(key)) == typed


@pytest.mark.parametrize(
    ("header", "empty"),
    [
        ("---\ntitle: {0}\ndescription: {1}\nweight: {1}\n---\n", ""),
        ('{{\n  "title": "{0}",\n  "description": {1},\n  "weight": {1}\n}}\n', "null"),
        ("+++\ntitle = '{0}'\ndescription = {1}\n+++\n", "''"),
    ],
)
def test_an_empty_key_shows_empty_beside_an_article_that_has_text_there(
    start, site: Path, header: str, empty: str
) -> None:
    full = "'About one'" if "+++" in header else '"About one"'
    first = article(site, "full", header.format("Full", full))
    second = article(site, "empty", header.format("Empty", empty))
    driver = start(first)
    assert shown(driver, "description") == "About one"
    driver.open(second)
    assert shown(driver, "description") == ""
    field = come_to(driver, "description")
    QTest.keyClicks(field, "x")
    assert driver.article.front_matter().get("description") == "x"


def test_what_another_program_writes_and_takes_back_shows_in_the_field(start, site: Path) -> None:
    one, _two = pair(site, "yaml")
    driver = start(one)
    write_over(driver, "Mine", "title")
    driver.save()
    mine = one.read_bytes()
    for text, title in ((mine.replace(b"Mine", b"Theirs"), "Theirs"), (mine, "Mine")):
        with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
            one.write_bytes(text)
            driver.article.reread()
        assert shown(driver, "title") == title
    # Escape leads back to what stands there now, not to what once stood there.
    field = come_to(driver, "title")
    QTest.keyClicks(field, "z")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert driver.article.front_matter().get("title") == "Mine"
