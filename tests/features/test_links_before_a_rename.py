"""A rename or a removal that breaks links names them and asks first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressBar

from tests.dialogs import press, question, rename_to, type_name
from tests.limits import LONG, PATIENCE


@pytest.fixture
def posts(site: Path) -> Path:
    posts = site / "content" / "posts"
    (posts / "alpha.md").write_text("---\ntitle: Alpha\n---\n\nText.\n")
    (posts / "beta.md").write_text(
        '---\ntitle: Beta\n---\n\nSee {{< ref "alpha" >}}.\n\n[it](/posts/alpha/)\n'
    )
    (posts / "gamma.md").write_text("---\ntitle: Gamma\n---\n\nText.\n")
    return posts


def on_row(driver, path: Path) -> None:
    library = driver.bench.library.list
    library.reveal(library.model().index(library.model().number_of(path)))
    # As the window system does it when a dialog has closed.
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow, timeout=PATIENCE)
    library.setFocus()
    driver.qtbot.waitUntil(library.hasFocus, timeout=PATIENCE)


def rename(driver, path: Path, name: str) -> None:
    on_row(driver, path)
    rename_to(
        driver.qtbot, driver.window, lambda: QTest.keyClick(driver.bench.library.list, Qt.Key.Key_F2), name
    )


def test_a_rename_names_the_links_that_it_breaks_and_asks(start, site: Path, posts: Path) -> None:
    driver = start(site)
    rename(driver, posts / "alpha.md", "alpha2")
    box = question(driver.qtbot, driver.window)
    assert "Rename “alpha.md” to “alpha2.md”?" in box.text()
    assert "2 links would lead nowhere then" in box.text()
    assert 'posts/beta.md:5  See {{< ref "alpha" >}}.' in box.text()
    assert "posts/beta.md:7  [it](/posts/alpha/)" in box.text()
    assert (posts / "alpha.md").is_file()
    press(box, "Cancel")
    assert (posts / "alpha.md").is_file() and not (posts / "alpha2.md").exists()
    rename(driver, posts / "alpha.md", "alpha2.md")
    press(question(driver.qtbot, driver.window), "Rename Anyway")
    driver.qtbot.waitUntil((posts / "alpha2.md").is_file, timeout=PATIENCE)
    assert not (posts / "alpha.md").exists() and not (posts / "alpha2.md.md").exists()


def test_enter_alone_breaks_nothing(start, site: Path, posts: Path) -> None:
    driver = start(site)
    rename(driver, posts / "alpha.md", "alpha2")
    QTest.keyClick(question(driver.qtbot, driver.window), Qt.Key.Key_Return)
    assert (posts / "alpha.md").is_file() and not (posts / "alpha2.md").exists()


def test_without_such_links_nothing_is_asked(start, site: Path, posts: Path) -> None:
    driver = start(site)
    rename(driver, posts / "gamma.md", "delta.md")
    driver.qtbot.waitUntil((posts / "delta.md").is_file, timeout=PATIENCE)
    assert not driver.window.findChildren(QMessageBox)
    assert not (posts / "delta.md.md").exists()


def test_a_link_that_is_typed_and_not_saved_counts(start, site: Path, posts: Path) -> None:
    driver = start(posts / "gamma.md")
    driver.pane.setFocus()
    QTest.keyClick(driver.pane, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(driver.pane, '{{< relref "/posts/first.md" >}} ')
    typed = driver.article.document.firstBlock().text()
    assert "first.md" in typed
    rename(driver, posts / "first.md", "second")
    text = question(driver.qtbot, driver.window).text()
    assert "1 link would lead nowhere then" in text
    assert "posts/gamma.md:" in text and "/posts/first.md" in text


def test_delete_names_the_links_too(start, site: Path, posts: Path) -> None:
    driver = start(site)
    on_row(driver, posts / "alpha.md")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_Delete)
    box = question(driver.qtbot, driver.window)
    assert "Move “posts/alpha.md” to the trash?" in box.text()
    assert "2 links would lead nowhere then" in box.text() and "posts/beta.md:5" in box.text()
    press(box, "Cancel")
    assert (posts / "alpha.md").is_file()


def test_many_links_are_numbered_and_not_all_named(start, site: Path, posts: Path) -> None:
    (posts / "many.md").write_text("---\ntitle: Many\n---\n\n" + '{{< ref "alpha" >}}\n\n' * 40)
    driver = start(site)
    rename(driver, posts / "alpha.md", "alpha2")
    text = question(driver.qtbot, driver.window).text()
    assert "42 links would lead nowhere then" in text and "and 34 more" in text
    assert len(text.splitlines()) < 14


def test_a_long_look_up_shows_its_progress_and_can_be_stopped(start, site: Path, posts: Path) -> None:
    for number in range(400):
        (posts / f"n{number}.md").write_text(
            f"---\ntitle: N{number}\n---\n\n" + '*a* {{< ref "alpha" >}} `b`\n\n' * 60
        )
    driver = start(site)
    on_row(driver, posts / "alpha.md")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_F2)
    press(type_name(driver.qtbot, driver.window, "alpha2"), "Rename")

    def waiting() -> list[QDialog]:
        return [
            dialog
            for dialog in driver.window.findChildren(QDialog)
            if dialog.isVisible() and dialog.findChild(QProgressBar) is not None
        ]

    driver.qtbot.waitUntil(lambda: bool(waiting()), timeout=PATIENCE)
    [dialog] = waiting()
    driver.qtbot.waitUntil(lambda: dialog.findChild(QProgressBar).value() > 0, timeout=PATIENCE)
    # The window goes on meanwhile: it takes the click.
    press(dialog, "Cancel")
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=LONG)
    assert not [box for box in driver.window.findChildren(QMessageBox) if box.isVisible()]
    assert (posts / "alpha.md").is_file() and not (posts / "alpha2.md").exists()
