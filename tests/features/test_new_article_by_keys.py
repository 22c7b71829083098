"""A new article by keys alone: the section is the one that was typed, and Enter makes the article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.common.elided_label import ElidedLabel
from tests.dialogs import press, shown_dialog
from tests.limits import PATIENCE


@pytest.fixture
def dialog(start, site: Path) -> NewArticleDialog:
    driver = start(site)
    QTest.keyClick(driver.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    shown: NewArticleDialog = shown_dialog(driver.qtbot, driver.window, NewArticleDialog)
    driver.qtbot.waitUntil(
        lambda: shown.focusWidget() is not None and shown.focusWidget().hasFocus(), timeout=PATIENCE
    )
    QTest.keyClicks(shown.focusWidget(), "A title")
    QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(shown.focusWidget(), QComboBox)
    return shown


def test_enter_in_the_section_makes_the_article(dialog: NewArticleDialog, site: Path, qtbot) -> None:
    """Seen: the first Enter only took the selection away."""
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil((site / "content" / "posts" / "a-title.md").is_file, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE)


def test_a_section_whose_name_begins_another_is_not_completed(
    dialog: NewArticleDialog, site: Path, qtbot
) -> None:
    """Typed “post” was “posts” at once, and no key but Delete could keep the article out of there."""
    QTest.keyClicks(dialog.focusWidget(), "post")
    assert dialog.findChild(ElidedLabel).text() == "post/a-title.md"
    press(dialog, "Create")
    qtbot.waitUntil((site / "content" / "post" / "a-title.md").is_file, timeout=PATIENCE)
