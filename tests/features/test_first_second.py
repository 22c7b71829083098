"""The first second: the text, then its page, then the rest of the window, and nothing of it twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabBar

from editor.ui.app.application import Inkstone
from editor.ui.preview.scheme import PreviewScheme
from tests.features.preview_stage import OWN_WORLD
from tests.features.test_first_picture import widths
from tests.limits import PATIENCE


def text_of(driver) -> str:
    """The words of the preview's page."""
    said: list[str] = []
    driver.bench.views.preview.view.page().runJavaScript("document.body.innerText", OWN_WORLD, said.append)
    driver.qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    return said[0]


def test_the_page_comes_before_the_rest_of_the_window_and_stays(start, site: Path, qtbot) -> None:
    order: list[str] = []
    loads: list[str] = []

    def watch(program: Inkstone) -> None:
        qtbot.waitUntil(lambda: program.first_preview is not None, timeout=PATIENCE)
        pane = program.first_preview.pane
        pane.view.page().loadStarted.connect(lambda: loads.append("again"))
        pane.patched.connect(lambda _revision: order.append("rest" if program.parts else "page"))
        bar = program.window.findChild(QTabBar, "preview_tabs")
        assert not bar.isTabEnabled(1), "the theme needs the site, which nobody has read yet"

    driver = start(site / "content" / "posts" / "first.md", meanwhile=watch)
    assert order[0] == "page"
    views = driver.bench.views
    qtbot.waitUntil(lambda: views.preview is not None, timeout=PATIENCE)
    assert views.preview is driver.program.first_preview.pane
    assert driver.window.findChild(QTabBar, "preview_tabs").isTabEnabled(1)
    qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "typed ")
    qtbot.waitUntil(lambda: "typed" in text_of(driver), timeout=PATIENCE)
    assert len(loads) <= 1, "the one load may have begun after the pane was made"


@pytest.mark.parametrize("is_in_site", [True, False])
def test_the_words_of_the_first_article_are_counted(
    start, site: Path, tmp_path: Path, qtbot, is_in_site: bool
) -> None:
    path = (site / "content" / "posts" if is_in_site else tmp_path) / "counted.md"
    path.write_text("---\ntitle: Counted\n---\n\none two three four\n", "utf-8")
    driver = start(path, meanwhile=lambda program: None)
    [counts] = [
        label
        for label in driver.window.findChildren(QLabel)
        if label.accessibleName() == "Words and reading time"
    ]
    qtbot.waitUntil(lambda: counts.text().startswith("4 words"), timeout=PATIENCE)
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "typed ")
    qtbot.waitUntil(lambda: counts.text().startswith("5 words"), timeout=PATIENCE)
    other = path.with_name("other.md")
    other.write_text("---\ntitle: Other\n---\n\none two\n", "utf-8")
    driver.open(other)
    qtbot.waitUntil(lambda: counts.text().startswith("2 words"), timeout=PATIENCE)
    driver.open(path)
    qtbot.waitUntil(lambda: counts.text().startswith("5 words"), timeout=PATIENCE)


def test_letters_typed_before_the_rest_of_the_window_stands_are_on_the_page(start, site: Path, qtbot) -> None:
    def write(program: Inkstone) -> None:
        QTest.keyClicks(program.open_articles.pane(), "early ")

    driver = start(site / "content" / "posts" / "first.md", meanwhile=write)
    qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "early" in text_of(driver), timeout=PATIENCE)
    assert driver.article.body().startswith("early ")
    QTest.keyClick(driver.pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "early" not in text_of(driver), timeout=PATIENCE)


def test_an_article_that_is_closed_before_its_page_stands_leaves_an_empty_window(
    start, site: Path, qtbot
) -> None:
    def close(program: Inkstone) -> None:
        qtbot.waitUntil(lambda: program.first_preview is not None, timeout=PATIENCE)
        program.open_articles.close(program.open_articles.front())

    driver = start(site / "content" / "posts" / "first.md", meanwhile=close)
    qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    other = site / "content" / "posts" / "other.md"
    other.write_text("---\ntitle: Other\n---\n\nAnother one.\n", "utf-8")
    driver.open(other)
    qtbot.waitUntil(lambda: "Another one." in text_of(driver), timeout=PATIENCE)


def test_without_an_article_the_window_waits_for_no_page(start, site: Path) -> None:
    driver = start(site, meanwhile=lambda program: None)
    assert driver.program.first_preview is None


def test_a_picture_is_not_called_missing_before_the_site_is_known(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "first.md"
    path.write_text("---\ntitle: First\n---\n\n![sea](/images/sea.png)\n", "utf-8")
    (site / "static" / "images").mkdir(parents=True, exist_ok=True)
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(site / "static" / "images" / "sea.png"))
    missed: list[str] = []

    def watch(program: Inkstone) -> None:
        qtbot.waitUntil(lambda: program.first_preview is not None, timeout=PATIENCE)
        handler = program.first_preview.pane.findChild(PreviewScheme)
        handler.missed.connect(lambda address, _reason: missed.append(address))

    driver = start(path, meanwhile=watch)
    qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: widths(driver) == [64], timeout=PATIENCE)
    assert missed == []


def test_a_picture_that_is_nowhere_is_told_once_the_site_is_known(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "first.md"
    path.write_text("---\ntitle: First\n---\n\n![sea](/images/nowhere.png)\n", "utf-8")
    missed: list[str] = []

    def watch(program: Inkstone) -> None:
        qtbot.waitUntil(lambda: program.first_preview is not None, timeout=PATIENCE)
        handler = program.first_preview.pane.findChild(PreviewScheme)
        handler.missed.connect(lambda address, _reason: missed.append(address))

    start(path, meanwhile=watch)
    qtbot.waitUntil(lambda: "/images/nowhere.png" in missed, timeout=PATIENCE)


def test_a_window_closed_in_the_first_second_closes(start, site: Path, qtbot) -> None:
    driver = start(
        site / "content" / "posts" / "first.md", wait=False, meanwhile=lambda program: program.window.close()
    )
    qtbot.waitUntil(lambda: not driver.window.isVisible(), timeout=PATIENCE)
