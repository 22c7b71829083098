"""Earlier versions in the window: kept with every save, looked at side by side, taken back whole or by place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from editor.articles.storage.versions import versions
from editor.ui.versions.history import VersionHistory
from tests.limits import PATIENCE

BODY = "".join(f"line {number}\n\n" for number in range(20))


@pytest.fixture
def path(site: Path) -> Path:
    path = site / "content" / "posts" / "kept.md"
    path.write_text("---\ntitle: a\n---\n" + BODY)
    return path


def type_at(driver, line: int, text: str) -> None:
    driver.pane.go_to_line(line, 0)
    QTest.keyClicks(driver.pane, text)


def save(driver) -> None:
    with driver.qtbot.waitSignal(driver.bench.kept.versions.kept, timeout=PATIENCE):
        driver.save()


def history(driver) -> VersionHistory:
    driver.actions["versions"].trigger()
    dialog = driver.window.findChildren(VersionHistory)[-1]
    driver.qtbot.waitUntil(lambda: bool(dialog.view.toPlainText()), timeout=PATIENCE)
    return dialog


def test_every_save_and_what_the_first_replaced_are_kept(start, path: Path, tmp_path: Path) -> None:
    driver = start(path)
    first = path.read_bytes()
    type_at(driver, 0, "one ")
    save(driver)
    second = path.read_bytes()
    type_at(driver, 4, "two ")
    save(driver)
    store = tmp_path / "state" / "versions"
    assert [version.read() for version in versions(store, path)] == [path.read_bytes(), second, first]
    target = path.with_name("renamed.md")
    with driver.qtbot.waitSignal(driver.article.moved, timeout=PATIENCE):
        path.rename(target)
    driver.qtbot.waitUntil(lambda: len(versions(store, target)) == 3, timeout=PATIENCE)


def test_a_version_and_a_place_are_taken_back_as_one_step_each(start, path: Path) -> None:
    driver = start(path)
    first = driver.article.body()
    type_at(driver, 0, "one ")
    type_at(driver, 20, "two ")
    driver.article.set_header("---\ntitle: b\n---\n", "title")
    save(driver)
    saved = (driver.article.header, driver.article.body())
    dialog = history(driver)
    assert dialog.list.count() == 2
    # The newest is what the file holds: the one before it is shown first.
    assert dialog.list.currentRow() == 1
    old, now = dialog.view.sides()
    assert "title: a" in old and "title: b" in now
    assert "one line 0" in now and "line 0" in old
    dialog.step(1)
    with driver.qtbot.waitSignal(dialog.shown, timeout=PATIENCE):
        dialog.place_button.click()
    assert driver.article.header == saved[0]
    assert "one " not in driver.article.body() and "two " in driver.article.body()
    with driver.qtbot.waitSignal(dialog.shown, timeout=PATIENCE):
        dialog.version_button.click()
    assert (driver.article.header, driver.article.body()) == ("---\ntitle: a\n---\n", first)
    assert not dialog.version_button.isEnabled()
    driver.article.undo_stack.undo()
    driver.article.undo_stack.undo()
    assert (driver.article.header, driver.article.body()) == saved
    assert not driver.article.is_dirty()
    dialog.close()
