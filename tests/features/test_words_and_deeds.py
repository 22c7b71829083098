"""What a notice, dialog or menu says is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QMessageBox, QWidget

from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.common.elided_label import ElidedLabel
from tests.dialogs import press, shown_dialog
from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier


def test_saving_writes_a_file_that_is_gone_again_as_the_notice_says(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    before = path.read_bytes()
    driver.wait_until_watched()
    path.unlink()
    driver.qtbot.waitUntil(
        lambda: "saving writes it again" in driver.window.status.notice(), timeout=PATIENCE
    )
    QTest.keyClick(driver.pane, Qt.Key.Key_S, CTRL)
    driver.qtbot.waitUntil(path.is_file, timeout=PATIENCE)
    driver.qtbot.waitUntil(lambda: path.read_bytes() == before, timeout=PATIENCE)


@pytest.mark.parametrize("in_folder", [False, True])
@pytest.mark.parametrize(("typed", "stem"), [("alpha2.md", "alpha2"), ("alpha2", "alpha2"), ("v1.2", "v1.2")])
def test_new_article_makes_the_file_that_it_shows(
    start, site: Path, typed: str, stem: str, in_folder: bool
) -> None:
    driver = start(site)
    QTest.keyClick(driver.window, Qt.Key.Key_N, CTRL)
    dialog: QDialog = shown_dialog(driver.qtbot, driver.window, NewArticleDialog)
    driver.qtbot.waitUntil(
        lambda: dialog.focusWidget() is not None and dialog.focusWidget().hasFocus(), timeout=PATIENCE
    )
    QTest.keyClicks(dialog.focusWidget(), "A title")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog.focusWidget().selectAll()
    QTest.keyClicks(dialog.focusWidget(), typed)
    if in_folder:
        dialog.findChild(QCheckBox).click()
    shown = dialog.findChild(ElidedLabel).text()
    assert shown == (f"posts/{stem}/index.md" if in_folder else f"posts/{stem}.md")
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
        press(dialog, "Create")
    assert driver.article.path == site / "content" / shown


def test_without_a_file_no_picture_is_chosen_in_vain(start, site: Path, monkeypatch) -> None:
    driver = start(site)
    driver.open_articles.place(None)
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: asked.append(args) or ("", ""))
    QTest.keyClick(driver.pane, Qt.Key.Key_I, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "Save the article first" in driver.window.status.notice()
    assert asked == []


def test_save_all_takes_what_is_half_typed_in_the_form(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    day = next(one for one in driver.window.findChildren(QWidget) if one.accessibleName() == "Date: day")
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "2026-02-03")
    QTest.keyClick(day, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.AltModifier)
    driver.qtbot.waitUntil(lambda: "2026-02-03" in path.read_text("utf-8"), timeout=PATIENCE)


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_F7, "library"), (Qt.Key.Key_F8, "preview"), (Qt.Key.Key_F9, "article")]
)
def test_a_panel_that_has_no_room_says_so_and_comes_with_the_room(start, site: Path, key, name: str) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    driver.window.resize(660, 700)
    driver.qtbot.waitUntil(lambda: driver.window.width() == 660, timeout=PATIENCE)
    place = driver.window.findChild(QWidget, f"place_{name}")
    QTest.keyClick(driver.window, key)
    assert not place.isVisible()
    assert "no room for this" in driver.window.status.notice()
    driver.window.resize(1900, 700)
    driver.qtbot.waitUntil(place.isVisible, timeout=PATIENCE)


@pytest.mark.parametrize(("number", "last"), [(12, "Untitled"), (13, "and 2 more"), (20, "and 9 more")])
def test_leaving_names_the_unsaved_articles_or_says_how_many_more(
    start, site: Path, monkeypatch: pytest.MonkeyPatch, number: int, last: str
) -> None:
    driver = start(site)
    asked: list[str] = []

    def cancel(_parent: object, _title: str, text: str, *_more: object) -> QMessageBox.StandardButton:
        asked.append(text)
        return QMessageBox.StandardButton.Cancel

    # The answer of a person, given in the place of the dialog that would wait for it.
    monkeypatch.setattr(QMessageBox, "question", cancel)
    for _article in range(number):
        driver.open_articles.place(None)
        QTest.keyClicks(driver.pane, "x")
    QTest.keyClick(driver.pane, Qt.Key.Key_Q, CTRL)
    [text] = asked
    assert f"Save these {number} articles" in text
    assert text.splitlines()[-1].strip() == last
    assert len(text.splitlines()) == 14


def test_a_notice_without_room_is_seen_to_be_cut_and_is_whole_under_the_pointer(start, site: Path) -> None:
    """Seen at half a screen: “it shows when the w”."""
    driver = start(site / "content" / "posts" / "first.md")
    driver.window.resize(900, 700)
    picture = site / ("a rather long name " * 8 + ".xyz")
    picture.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(driver.pane.viewport(), QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(driver.pane.viewport(), QDropEvent(QPointF(5, 5), *how))
    [notice] = [one for one in driver.window.findChildren(ElidedLabel) if one.accessibleName() == "Notice"]
    driver.qtbot.waitUntil(lambda: notice.shown_text().endswith("…"), timeout=PATIENCE)
    assert picture.name.strip() in notice.toolTip()
    driver.window.resize(2600, 700)
    driver.qtbot.waitUntil(lambda: notice.shown_text() == notice.text(), timeout=PATIENCE)
    assert notice.toolTip() == ""


def test_a_long_title_leaves_room_for_what_is_said_of_it(start, site: Path) -> None:
    """Seen: the title alone filled the line, and what had happened to the article was cut off."""
    path = site / "content" / "posts" / "long.md"
    long = "在繁體中文與英文之間來回的一位作者如何寫完兩百篇文章" * 4
    path.write_text(f"---\ntitle: {long}\n---\n\ntext\n", "utf-8")
    driver = start(path)
    driver.window.resize(900, 800)
    driver.wait_until_watched()
    path.write_text(f"---\ntitle: {long}\n---\n\nanother text\n", "utf-8")
    [notice] = [one for one in driver.window.findChildren(ElidedLabel) if one.accessibleName() == "Notice"]
    driver.qtbot.waitUntil(lambda: "changed by another program" in notice.shown_text(), timeout=PATIENCE)
    assert long[:12] in notice.shown_text()
