"""Text in the form that is no value yet, as letters in a number, is asked about before its article or the window goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.dialogs import press, question
from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
FIELDS = """---
title: {0}
weight: 3
date: 2026-01-05T10:00:00Z
gallery:
  src: a.png
  width: 10
  alt: A
---
Text.
"""
HALF = {"weight": "o1", "date": "2026-01-", "gallery": "o1"}


class Author:
    """Types into the form of the article in front, and answers what is asked."""

    def __init__(self, driver) -> None:
        self.driver = driver
        self.agreed: list[str] = []
        driver.bench.saving.quit_agreed.disconnect()
        driver.bench.saving.quit_agreed.connect(lambda: self.agreed.append("quit"))
        self.come_back()

    def come_back(self) -> None:
        """No window system gives the window its keyboard back here."""
        self.driver.window.activateWindow()
        self.driver.qtbot.waitUntil(self.driver.window.isActiveWindow, timeout=PATIENCE)

    def come_to(self, *path: str):
        row = self.driver.bench.views.form.form.row(path)
        QTest.mouseClick(row.label, Qt.MouseButton.LeftButton)
        return QApplication.focusWidget()

    def type_half(self, key: str):
        field = self.come_to(key, "width") if key == "gallery" else self.come_to(key)
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(field, HALF[key])
        return field

    def leave(self, way: str, *answers: str) -> list[str]:
        """Go by a way out and answer each question; returns the questions."""
        asked: list[str] = []

        def answer(left: tuple[str, ...]) -> None:
            box = question(self.driver.qtbot, self.driver.window)
            asked.append(box.text())
            if left[1:]:
                QTimer.singleShot(0, self.driver.window, lambda: answer(left[1:]))
            press(box, left[0])

        if answers:
            QTimer.singleShot(0, self.driver.window, lambda: answer(answers))
        self.driver.actions[way].trigger()
        self.driver.qtbot.waitUntil(lambda: len(asked) == len(answers), timeout=PATIENCE)
        self.come_back()
        return asked


@pytest.fixture
def author(start, site: Path) -> Author:
    for name in ("one", "two"):
        (site / "content" / "posts" / f"{name}.md").write_text(FIELDS.format(name.title()), "utf-8")
    return Author(start(site / "content" / "posts" / "one.md"))


@pytest.mark.parametrize("way", ["close_tab", "quit"])
@pytest.mark.parametrize(("key", "name"), [("weight", "Weight"), ("date", "Date"), ("gallery", "Width")])
def test_half_typed_text_is_asked_about_and_cancel_leads_back_to_it(
    author: Author, way: str, key: str, name: str
) -> None:
    field = author.type_half(key)
    author.come_to("title")
    [asked] = author.leave(way, "Cancel")
    assert name in asked and "One" in asked and HALF[key] in asked
    assert author.driver.article.path.name == "one.md" and not author.agreed
    assert QApplication.focusWidget() is field and field.text() == HALF[key]
    assert len(author.leave(way, "Discard")) == 1
    assert author.agreed if way == "quit" else not author.driver.open_articles.articles()


@pytest.mark.parametrize("way", ["close_tab", "quit"])
def test_what_is_a_value_is_saved_and_only_then_the_half_typed_text_goes(author: Author, way: str) -> None:
    author.type_half("weight")
    QTest.keyClicks(author.come_to("title"), " more")
    path = author.driver.article.path
    assert len(author.leave(way, "Discard", "Save")) == 2
    author.driver.qtbot.waitUntil(
        lambda: bool(author.agreed) if way == "quit" else not author.driver.open_articles.articles(),
        timeout=PATIENCE,
    )
    assert path.read_text("utf-8") == FIELDS.format('"One more"')


def test_leaving_asks_about_half_a_date_of_an_article_behind(author: Author) -> None:
    field = author.type_half("date")
    author.driver.open(author.driver.article.path.with_name("two.md"))
    [asked] = author.leave("quit", "Cancel")
    assert "Date" in asked and "One" in asked
    assert author.driver.article.path.name == "one.md"
    assert QApplication.focusWidget() is field and field.text() == "2026-01-"


def test_the_name_of_a_field_in_the_making_is_asked_about(author: Author) -> None:
    author.driver.bench.views.form.form.add_button.click()
    QTest.keyClicks(QApplication.focusWidget(), "subtitle")
    [asked] = author.leave("close_tab", "Cancel")
    assert "subtitle" in asked
    assert QApplication.focusWidget().text() == "subtitle"


def test_a_word_being_composed_belongs_to_what_is_saved(author: Author) -> None:
    field = author.come_to("title")
    QTest.keyClick(field, Qt.Key.Key_End)
    QApplication.sendEvent(field, QInputMethodEvent("ㄓㄨ", []))
    path = author.driver.article.path
    author.leave("close_tab", "Save")
    author.driver.qtbot.waitUntil(lambda: not author.driver.open_articles.articles(), timeout=PATIENCE)
    assert path.read_text("utf-8") == FIELDS.format("Oneㄓㄨ")


@pytest.mark.parametrize("way", ["close_tab", "quit"])
def test_a_form_without_half_typed_text_asks_nothing(author: Author, way: str) -> None:
    author.come_to("weight")
    assert author.leave(way) == []
    assert author.agreed if way == "quit" else not author.driver.open_articles.articles()
