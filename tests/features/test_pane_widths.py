"""At every width of the window: no pane overlaps another, is narrower than it can be, or is cut by the window's edge."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from tests.limits import PATIENCE

Kind = QEvent.Type
WIDTHS = range(640, 1921, 20)


def panes(driver) -> dict[str, QWidget]:
    """The panes that are seen: library, form and preview with what folds them, and the writing pane."""
    window = driver.window
    named = {name: window.findChild(QWidget, f"place_{name}") for name in ("library", "preview", "article")}
    strips = {f"strip {number}": strip for number, strip in enumerate(window.findChildren(QWidget, "strip"))}
    found = {
        **named,
        **strips,
        "writing": window.writing_stack,
        "tabs": window.tabs,
        "status": window.statusBar(),
    }
    return {name: widget for name, widget in found.items() if widget.isVisible()}


def place(driver, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(driver.window, widget.rect().topLeft()), widget.size())


def faults(driver) -> list[str]:
    seen = panes(driver)
    places = {name: place(driver, widget) for name, widget in seen.items()}
    whole = driver.window.rect()
    found = [f"{name} is cut: {rect}" for name, rect in places.items() if not whole.contains(rect)]
    found += [
        f"{name} is narrower than {widget.minimumSizeHint().width()}, {widget.minimumWidth()}: {places[name]}"
        for name, widget in seen.items()
        if places[name].width() < max(widget.minimumSizeHint().width(), widget.minimumWidth())
    ]
    for (one, first), (other, second) in itertools.combinations(places.items(), 2):
        if first.intersects(second):
            found.append(f"{one} {first} overlaps {other} {second}")
    return found


def resize(driver, width: int) -> None:
    driver.window.resize(width, 800)
    QApplication.processEvents()


def with_preview(driver) -> None:
    driver.qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)


@pytest.mark.parametrize("keys", list(itertools.product((True, False), repeat=3)))
def test_no_pane_overlaps_or_is_cut_at_any_width(start, article_path: Path, keys: tuple[bool, ...]) -> None:
    driver = start(article_path)
    with_preview(driver)
    for key, wanted in zip((Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9), keys, strict=True):
        if not wanted:
            QTest.keyClick(driver.window, key)
    for width in WIDTHS:
        resize(driver, width)
        assert (width, driver.window.width(), faults(driver)) == (width, width, [])


def test_nor_with_everything_open_that_can_be(start, article_path: Path) -> None:
    driver = start(article_path)
    with_preview(driver)
    driver.actions["find"].trigger()
    driver.actions["problems"].trigger()
    driver.actions["find_in_preview"].trigger()
    driver.window.status.show_notice("“" + "a very long notice about a file " * 20 + "”", lasting=True)
    for width in WIDTHS:
        resize(driver, width)
        assert (width, driver.window.width(), faults(driver)) == (width, width, [])


def test_nor_on_the_start_page(start, site: Path) -> None:
    driver = start(site)
    for width in WIDTHS:
        resize(driver, width)
        assert (width, driver.window.width(), faults(driver)) == (width, width, [])


def test_where_there_is_room_for_one_the_key_pressed_last_decides(start, article_path: Path) -> None:
    driver = start(article_path)
    with_preview(driver)
    resize(driver, 900)
    assert "preview" in panes(driver) and not {"library", "article"} & set(panes(driver))
    for key, name in ((Qt.Key.Key_F9, "article"), (Qt.Key.Key_F8, "preview"), (Qt.Key.Key_F7, "library")):
        QTest.keyClick(driver.window, key)
        assert {name} == {"library", "preview", "article"} & set(panes(driver))
        assert driver.actions[name].isChecked()
        assert faults(driver) == []
    # What had to give way comes back with the room.
    resize(driver, 1900)
    assert {"library", "preview", "article"} <= set(panes(driver))


def click_twice(driver, widget: QWidget, where: QPoint | None, until: Callable[[], bool]) -> None:
    """A double click at one place of the screen, as the window system tells it, slow enough to see what comes of its
    first half: whatever lies under the pointer then, the second half goes there."""
    window = driver.window
    point = QPointF(widget.mapTo(window, where if where is not None else widget.rect().center()))
    for number, kind in enumerate((Kind.MouseButtonPress, Kind.MouseButtonRelease, Kind.MouseButtonDblClick)):
        if kind == Kind.MouseButtonDblClick:
            driver.qtbot.waitUntil(until, timeout=PATIENCE)
            QApplication.processEvents()
        send(window, kind, point, number)
    send(window, Kind.MouseButtonRelease, point, 4)


def send(window: QWidget, kind: QEvent.Type, point: QPointF, when: int) -> None:
    button = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == Kind.MouseButtonRelease else button
    everywhere = QPointF(window.mapToGlobal(point))
    event = QMouseEvent(kind, point, point, everywhere, button, held, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(1000 + when)
    QApplication.sendEvent(window.windowHandle(), event)


def test_a_double_click_in_the_library_selects_no_word_of_what_it_opens(start, site: Path) -> None:
    posts = site / "content" / "posts"
    for number in range(30):
        (posts / f"n{number:02}.md").write_text(f"---\ntitle: N{number:02}\n---\n" + "word " * 2000)
    driver = start(site)
    driver.window.resize(1280, 800)
    QApplication.processEvents()
    library = driver.bench.library.list
    row = library.model().number_of(posts / "n05.md")
    point = library.visualRect(library.model().index(row, 0)).center()
    assert not driver.actions["article"].isChecked()
    click_twice(driver, library.viewport(), point, lambda: not library.isVisible())
    assert driver.article.path == posts / "n05.md"
    assert not library.isVisible()
    # The writing pane lies there now; it was not clicked.
    assert not driver.pane.textCursor().hasSelection()


def test_a_double_click_on_a_recent_article_selects_no_word_of_it(start, site: Path) -> None:
    path = site / "content" / "posts" / "wide.md"
    path.write_text("---\ntitle: Wide\n---\n" + "word " * 2000)
    driver = start(path)
    # Without the preview the writing pane comes into the start page's place.
    QTest.keyClick(driver.window, Qt.Key.Key_F8)
    driver.actions["close_tab"].trigger()
    driver.qtbot.waitUntil(driver.bench.start_page.isVisible, timeout=PATIENCE)
    [button] = [one for one in driver.bench.start_page.findChildren(QPushButton) if one.text() == "wide.md"]
    driver.qtbot.waitUntil(lambda: button.isVisible() and button.width() > 0, timeout=PATIENCE)
    click_twice(driver, button, None, lambda: driver.open_articles.front() is not None)
    assert driver.article.path == path
    assert not driver.pane.textCursor().hasSelection()


def test_a_double_click_on_what_stays_is_one(start, article_path: Path) -> None:
    driver = start(article_path)
    pane = driver.pane
    QTest.keyClick(pane, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(pane, "hello ")
    target = pane.viewport().mapTo(driver.window, pane.cursorRect().center())
    target.setX(target.x() - 20)
    QTest.mouseDClick(
        driver.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, target
    )
    driver.qtbot.waitUntil(lambda: pane.textCursor().hasSelection(), timeout=PATIENCE)


def test_what_the_tools_have_no_room_for_is_behind_a_mark_that_can_be_seen(start, site: Path) -> None:
    """Seen at 640 pixels: the arrows that lead to the panels' buttons were a grey dot."""
    driver = start(site / "content" / "posts" / "first.md")
    driver.window.resize(640, 700)
    more = driver.window.toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    driver.qtbot.waitUntil(more.isVisible, timeout=PATIENCE)
    picture = driver.window.toolbar.grab(more.geometry()).toImage()
    ground = picture.pixelColor(0, 0).lightness()
    inked = [
        x
        for x in range(picture.width())
        if any(abs(picture.pixelColor(x, y).lightness() - ground) > 60 for y in range(picture.height()))
    ]
    assert inked and inked[-1] - inked[0] >= 6
