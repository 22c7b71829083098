"""Faults 3 to 11 as the author meets them: a loud message with a way out, the text kept, another try."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.faults.saving import no_room_for
from tests.limits import PATIENCE

NOBODY = 65534


def message(driver) -> QMessageBox:
    """The message that is open, waited for."""

    def boxes() -> list[QMessageBox]:
        return [box for box in driver.window.findChildren(QMessageBox) if box.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(boxes()), timeout=PATIENCE)
    return boxes()[0]


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text().replace("&", "").startswith(text)).click()


def test_fault_03_06_a_failed_save_is_told_kept_and_tried_again(start, article_path: Path) -> None:
    before = article_path.read_bytes()
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    failures = driver.bench.saving.failures
    with no_room_for(64):
        driver.actions["save"].trigger()
        box = message(driver)
        assert "larger than allowed" in box.informativeText()
        assert article_path.read_bytes() == before
        # A quiet try that fails again speaks in the status line and opens no second message.
        with driver.qtbot.waitSignal(driver.article.save_failed, timeout=PATIENCE):
            failures.retry_all()
        assert "still not saved" in driver.window.status.notice()
        press(box, "Close")
        assert driver.article.is_dirty() and driver.article.body().startswith("words ")
    with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        failures.retry_all()
    assert "saved now" in driver.window.status.notice()
    assert "words " in article_path.read_text("utf-8")


def test_fault_07_try_again_goes_where_save_as_wanted(start, article_path: Path, tmp_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    other = tmp_path / "other.md"
    with no_room_for(64):
        with driver.qtbot.waitSignal(driver.article.save_failed, timeout=PATIENCE):
            driver.article.save(other)
        box = message(driver)
    with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        press(box, "Try Again")
    assert driver.article.path == other
    assert "words " in other.read_text("utf-8")


def test_fault_09_a_read_only_file_is_written_only_when_the_author_agrees(start, article_path: Path) -> None:
    article_path.chmod(0o444)
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    driver.actions["save"].trigger()
    box = message(driver)
    assert "read-only" in box.informativeText()
    assert "words " not in article_path.read_text("utf-8")
    with driver.qtbot.waitSignal(driver.article.save_failed, timeout=PATIENCE):
        driver.bench.saving.failures.retry_all()
    with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        press(box, "Write It Anyway")
    assert "words " in article_path.read_text("utf-8")
    assert article_path.stat().st_mode & 0o777 == 0o444


def test_fault_10_a_read_only_folder_offers_to_write_in_place(start) -> None:
    if os.geteuid() != 0:
        pytest.skip("becoming another user for a moment needs root")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        target = folder / "a.md"
        target.write_bytes(b"old text\n")
        target.chmod(0o666)
        driver = start(target)
        QTest.keyClicks(driver.pane, "words ")
        os.seteuid(NOBODY)
        try:
            driver.actions["save"].trigger()
            box = message(driver)
            assert target.read_bytes() == b"old text\n"
            with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
                press(box, "Write in Place")
        finally:
            os.seteuid(0)
        assert target.read_bytes() == b"words old text\n"


def test_fault_28_deleted_while_dirty_is_told_once_and_saved_anew(start, article_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    article_path.unlink()
    told: list[str] = []
    driver.bench.disk_changes.said.connect(lambda _article, text: told.append(text))
    with driver.qtbot.waitSignal(driver.article.removed_on_disk, timeout=PATIENCE):
        driver.bench.disk_changes.look_at_all()
    driver.bench.disk_changes.look_at_all()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert len(told) == 1 and "no longer on disk" in told[0]
    driver.save()
    assert "words " in article_path.read_text("utf-8")


def test_fault_28_deleted_while_clean_is_the_only_copy(start, article_path: Path) -> None:
    driver = start(article_path)
    before = article_path.read_bytes()
    article_path.unlink()
    with driver.qtbot.waitSignal(driver.article.removed_on_disk, timeout=PATIENCE):
        driver.bench.disk_changes.look_at_all()
    assert driver.article.is_dirty(), "closing must ask now"
    # It comes back by itself, as in a checkout to and fro: nothing is unsaved any more.
    article_path.write_bytes(before)
    with driver.qtbot.waitSignal(driver.article.dirty_changed, timeout=PATIENCE):
        driver.bench.disk_changes.look_at_all()
    assert not driver.article.is_dirty()
    article_path.unlink()
    with driver.qtbot.waitSignal(driver.article.removed_on_disk, timeout=PATIENCE):
        driver.bench.disk_changes.look_at_all()
    driver.save()
    assert article_path.read_bytes() == before


def test_fault_28_a_bundle_removed_with_its_folder_is_saved_anew(start, site: Path) -> None:
    folder = site / "content" / "posts" / "trip"
    folder.mkdir()
    path = folder / "index.md"
    path.write_text("---\ntitle: Trip\n---\ntext\n")
    driver = start(path)
    QTest.keyClicks(driver.pane, "words ")
    path.unlink()
    folder.rmdir()
    driver.save()
    assert path.read_text().endswith("words text\n")


def test_fault_28_replaced_by_a_folder_is_told_and_the_text_kept(start, article_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    article_path.unlink()
    article_path.mkdir()
    with driver.qtbot.waitSignal(driver.bench.disk_changes.said, timeout=PATIENCE):
        driver.bench.disk_changes.look_at_all()
    assert "is a folder" in driver.window.status.notice()
    driver.actions["save"].trigger()
    box = message(driver)
    assert "folder" in box.informativeText()
    press(box, "Close")
    assert driver.article.is_dirty() and driver.article.body().startswith("words ")
