"""Every action has one handler, and is enabled exactly where it means something."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from editor.ui.common.palette import Palette
from editor.ui.window.actions import ROWS, Actions, When
from tests.limits import PATIENCE

IDS = [row.id for row in ROWS if row is not None]


@pytest.fixture
def actions(qapp: QApplication):
    parent = QObject()
    yield Actions(Palette("light", parent), parent)
    parent.deleteLater()


def test_a_row_without_a_handler_is_told_where_the_window_is_made(actions: Actions) -> None:
    commands = dict.fromkeys(IDS, lambda: None)
    del commands["export"]
    with pytest.raises(ValueError, match="export"):
        actions.attach(commands, {})


def test_a_handler_without_a_row_is_told_too(actions: Actions) -> None:
    with pytest.raises(ValueError, match="nobody"):
        actions.attach({**dict.fromkeys(IDS, lambda: None), "nobody": lambda: None}, {})
    with pytest.raises(ValueError, match="library"):
        actions.attach(dict.fromkeys(IDS, lambda: None), {"library": lambda _on: None})


def enabled(driver) -> set[str]:
    return {name for name in IDS if driver.actions[name].isEnabled()}


def of(*conditions: When) -> set[str]:
    return {row.id for row in ROWS if row is not None and row.when in conditions}


def test_without_an_article_only_what_needs_none_is_enabled(start, site: Path) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    driver.actions["close_tab"].trigger()
    driver.qtbot.waitUntil(lambda: driver.open_articles.front() is None, timeout=PATIENCE)
    assert enabled(driver) - of(When.RECENT) == of(When.ALWAYS)


def test_with_an_article_what_needs_one_is_enabled(start, site: Path) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    needs = of(When.ALWAYS, When.ARTICLE, When.FILE, When.WRITABLE)
    driver.qtbot.waitUntil(lambda: needs <= enabled(driver), timeout=PATIENCE)


def test_an_article_without_a_file_is_not_reloaded_from_it(start, tmp_path: Path) -> None:
    driver = start(None)
    driver.open_articles.place(None)
    assert enabled(driver) >= of(When.ALWAYS, When.ARTICLE, When.WRITABLE)
    assert not enabled(driver) & of(When.FILE)
