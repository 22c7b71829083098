"""The window's own marks tell of the article in front: title bar, library row, status line, full screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.common.elided_label import ElidedLabel
from tests.dialogs import give_keyboard, rename_to
from tests.limits import PATIENCE

BAR = 1
"""A column inside the bar at the left edge of the row of the article in front."""


def write(site: Path, name: str, title: str, body: str = "text\n") -> Path:
    path = site / "content" / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n---\n\n{body}", "utf-8")
    return path


def shown_title(driver) -> str:
    """What the window system is told, with Qt's marks put in."""
    return driver.window.windowHandle().title()


def marked(driver) -> list[str]:
    """The titles of the rows that carry the mark of the article in front, as painted."""
    library = driver.bench.library.list
    picture: QImage = library.viewport().grab().toImage()
    accent = QColor(driver.program.palette.colour("accent"))
    ratio = picture.devicePixelRatio()
    found = []
    for row in range(library.model().rowCount()):
        place = library.visualRect(library.model().index(row, 0))
        if QColor(picture.pixel(int(BAR * ratio), int(place.center().y() * ratio))) == accent:
            found.append(library.model().index(row, 0).data())
    return found


def test_the_title_bar_says_the_article_s_title_from_the_start(start, site: Path) -> None:
    path = write(site, "plain.md", "A Title of Its Own")
    driver = start(path)
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "A Title of Its Own — Inkstone", timeout=PATIENCE)
    other = write(site, "other.md", "Another")
    driver.open(other)
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "Another — Inkstone", timeout=PATIENCE)


def test_the_star_belongs_to_the_article_in_front(start, site: Path) -> None:
    one, two = write(site, "one.md", "One"), write(site, "two.md", "Two")
    driver = start(one)
    driver.open(two)
    QTest.keyClicks(driver.pane, "x")
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "Two* — Inkstone", timeout=PATIENCE)
    driver.open_articles.bring_to_front(driver.open_articles.find(one))
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "One — Inkstone", timeout=PATIENCE)
    QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "Two* — Inkstone", timeout=PATIENCE)
    driver.save()
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "Two — Inkstone", timeout=PATIENCE)


def test_a_title_with_qt_s_own_mark_is_shown_whole(start, site: Path) -> None:
    path = write(site, "mark.md", "'a [*] b [*][*]'")
    driver = start(path)
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "a [*] b [*][*] — Inkstone", timeout=PATIENCE)
    QTest.keyClicks(driver.pane, "x")
    driver.qtbot.waitUntil(lambda: shown_title(driver) == "a [*] b [*][*]* — Inkstone", timeout=PATIENCE)


def test_a_title_of_many_lines_and_letters_makes_one_short_line(start, site: Path) -> None:
    path = write(site, "long.md", '"one\\ntwo' + "x" * 100_000 + '"')
    driver = start(path)
    driver.qtbot.waitUntil(lambda: shown_title(driver).startswith("one two"), timeout=PATIENCE)
    assert len(shown_title(driver)) < 300


def test_stepping_through_the_tabs_selects_one_article_at_a_time(start, site: Path) -> None:
    paths = [write(site, f"{name}.md", name) for name in ("a", "b", "c")]
    driver = start(paths[0])
    for path in paths[1:]:
        driver.open(path)
    seen = []
    for _step in range(3):
        with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
            QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append((driver.bench.library.selected_paths(), [driver.article.path]))
    QTest.keyRelease(driver.window.windowHandle(), Qt.Key.Key_Control)
    assert [selected for selected, _front in seen] == [front for _selected, front in seen]


def test_the_front_article_keeps_its_mark_when_it_is_renamed(start, site: Path) -> None:
    path = write(site, "old.md", "Marked")
    write(site, "aside.md", "Aside")
    driver = start(path)
    driver.qtbot.waitUntil(lambda: marked(driver) == ["Marked"], timeout=PATIENCE)
    library = driver.bench.library
    give_keyboard(driver.qtbot, library.list)
    rename_to(driver.qtbot, driver.window, lambda: QTest.keyClick(library.list, Qt.Key.Key_F2), "new")
    renamed = path.with_name("new.md")
    driver.qtbot.waitUntil(lambda: library.list.model().number_of(renamed) >= 0, timeout=PATIENCE)
    assert marked(driver) == ["Marked"]
    renamed.rename(path.with_name("outside.md"))
    driver.qtbot.waitUntil(
        lambda: library.list.model().number_of(path.with_name("outside.md")) >= 0, timeout=PATIENCE
    )
    driver.qtbot.waitUntil(lambda: marked(driver) == ["Marked"], timeout=PATIENCE)


def test_one_word_is_one_word(start, site: Path) -> None:
    driver = start(write(site, "short.md", "Short", "hello\n"))

    def counts() -> str:
        return next(
            label.text()
            for label in driver.window.statusBar().findChildren(QLabel)
            if label.accessibleName() == "Words and reading time"
        )

    driver.qtbot.waitUntil(lambda: counts().startswith("1 word ·"), timeout=PATIENCE)
    QTest.keyClicks(driver.pane, "again ")
    driver.qtbot.waitUntil(lambda: counts().startswith("2 words ·"), timeout=PATIENCE)


def test_one_press_of_the_key_leaves_full_screen_after_a_restart_in_it(start, site: Path) -> None:
    first = start(site)
    QTest.keyClick(first.window.windowHandle(), Qt.Key.Key_F11)
    first.qtbot.waitUntil(first.window.isFullScreen, timeout=PATIENCE)
    first.window.allow_close()
    first.program.settings.save()
    again = start(site)
    again.qtbot.waitUntil(again.window.isFullScreen, timeout=PATIENCE)
    assert again.actions["full_screen"].isChecked()
    QTest.keyClick(again.window.windowHandle(), Qt.Key.Key_F11)
    again.qtbot.waitUntil(lambda: not again.window.isFullScreen(), timeout=PATIENCE)
    assert not again.actions["full_screen"].isChecked()
    QTest.keyClick(again.window.windowHandle(), Qt.Key.Key_F11)
    again.qtbot.waitUntil(again.window.isFullScreen, timeout=PATIENCE)
    # Left by the window system's own means, the menu knows it too.
    again.window.showNormal()
    again.qtbot.waitUntil(lambda: not again.actions["full_screen"].isChecked(), timeout=PATIENCE)
    QApplication.processEvents()


def test_a_long_path_in_new_article_shows_its_beginning_and_its_end(start, site: Path) -> None:
    driver = start(site)
    driver.actions["new"].trigger()
    dialog = driver.window.findChild(NewArticleDialog)
    driver.qtbot.waitUntil(
        lambda: dialog.focusWidget() is not None and dialog.focusWidget().hasFocus(), timeout=PATIENCE
    )
    width = dialog.width()
    QTest.keyClicks(dialog.focusWidget(), "a very long title " * 20)
    label = dialog.findChild(ElidedLabel)
    whole = label.text()
    assert whole.startswith("posts/a-very-long") and whole.endswith(".md")
    shown = label.shown_text()
    assert label.fontMetrics().horizontalAdvance(shown) <= label.width()
    assert shown.startswith("posts/") and shown.endswith(".md") and "…" in shown
    assert whole in label.toolTip()
    assert dialog.width() == width
    dialog.reject()
