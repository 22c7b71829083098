"""A letter with Alt does one thing in the whole window: where two answer to it, Qt presses neither."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from editor.ui.fields.form.field_label import FieldLabel
from tests.limits import PATIENCE

MANY = """---
title: About
author: me
aliases: [about-us]
reward: false
url: /about/
source: here
note: mine
another: x
---

hugo and hugo
"""


def type_letter(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)


def letters(window) -> list[str]:
    """What Alt may be typed with, as the menus, the buttons and the form underline it."""
    titles = [action.text() for action in window.menuBar().actions()]
    titles += [one.text() for one in window.findChildren(QPushButton) if one.window() is window]
    keys = [QKeySequence.mnemonic(title).toString() for title in titles]
    keys += [f"Alt+{label.mnemonic}" for label in window.findChildren(FieldLabel) if label.mnemonic]
    return sorted(key for key in keys if key)


def test_alt_a_replaces_all_beside_an_article_with_an_author_and_aliases(start, site: Path) -> None:
    """Seen: Alt+A with "Author" in the form moved the focus to the button and replaced nothing."""
    path = site / "content" / "posts" / "many.md"
    path.write_text(MANY, "utf-8")
    driver = start(path)
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(FieldLabel)), timeout=PATIENCE)
    QTest.keyClick(driver.pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "hugo")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Hugo")
    type_letter(Qt.Key.Key_A)
    driver.qtbot.waitUntil(
        lambda: driver.pane.document().toRawText().strip("\u2029") == "Hugo and Hugo", timeout=PATIENCE
    )
    found = letters(driver.window)
    assert "Alt+A" in found
    assert len(found) == len(set(found)), found


def test_alt_f_opens_the_file_menu_on_the_start_page_too(start, site: Path) -> None:
    """Seen: the start page's first button took the letter, and the menu did not open."""
    driver = start(site)
    driver.qtbot.waitUntil(driver.bench.start_page.isVisible, timeout=PATIENCE)
    found = letters(driver.window)
    assert len(found) == len(set(found)), found
    # As the window stands when it opens: not yet on one of the two, from which Qt would go on to the other.
    driver.bench.library.list.setFocus()
    type_letter(Qt.Key.Key_F)
    driver.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=PATIENCE)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == driver.actions["new"].text()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=PATIENCE)


def test_alt_v_and_d_make_the_window_dark(start, site: Path) -> None:
    """Seen: the menu stayed open, for the desktop's colours had the letter of the dark ones."""
    driver = start(site)
    driver.bench.library.list.setFocus()
    type_letter(Qt.Key.Key_V)
    driver.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=PATIENCE)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_D)
    driver.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=PATIENCE)
    assert driver.actions["palette_dark"].isChecked()


def test_no_menu_has_a_letter_twice(start, site: Path) -> None:
    driver = start(site)
    menus = driver.window.menuBar().findChildren(QMenu)
    assert len(menus) >= 7
    for menu in menus:
        keys = [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()]
        found = [key for key in keys if key]
        assert len(found) == len(set(found)), (menu.title(), sorted(found))
