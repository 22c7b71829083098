"""The form in the whole window: saving, undo across body and form, several articles, the site's knowledge."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.fields.completion_list import CompletionList
from tests.limits import PATIENCE
from tests.sight import on_show

CTRL = Qt.KeyboardModifier.ControlModifier


def field(driver, *path: str | int):
    row = driver.bench.views.form.form.row(path)
    assert row is not None, path
    return row.editor


def focus(driver, *path: str | int):
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow, timeout=PATIENCE)
    field(driver, *path).focus_input()
    return QApplication.focusWidget()


def test_saving_in_mid_typing_saves_what_is_typed_and_nothing_else(start, article_path: Path) -> None:
    driver = start(article_path)
    before = article_path.read_bytes()
    title = focus(driver, "title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "!")
    driver.save()
    assert article_path.read_bytes() == before.replace(b'"\ndate', b'!"\ndate', 1)
    assert not driver.article.is_dirty()


def test_saving_in_mid_composition_leaves_the_composition_out(start, article_path: Path) -> None:
    driver = start(article_path)
    before = article_path.read_bytes()
    title = focus(driver, "title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QApplication.sendEvent(title, QInputMethodEvent("ㄕㄨ", []))
    assert driver.bench.views.form.flush()
    assert not driver.article.is_dirty()
    commit = QInputMethodEvent()
    commit.setCommitString("書")
    QApplication.sendEvent(title, commit)
    driver.save()
    assert article_path.read_bytes() == before.replace(b'"\ndate', '書"\ndate'.encode(), 1)


def test_one_undo_history_for_body_and_form_in_the_order_of_work(start, article_path: Path) -> None:
    driver = start(article_path)
    header, body = driver.article.header, driver.article.body()
    title = focus(driver, "title")
    QTest.keyClicks(title, "A")
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "B")
    QTest.keyClick(focus(driver, "draft"), Qt.Key.Key_Space)
    assert driver.article.header != header and driver.article.body() != body
    driver.article.undo_stack.undo()
    assert driver.article.front_matter().get("draft") is False
    driver.article.undo_stack.undo()
    assert driver.article.body() == body
    assert driver.article.header != header
    driver.article.undo_stack.undo()
    assert driver.article.header == header
    assert not driver.article.is_dirty()


def test_typing_stays_with_its_article_when_another_comes_to_the_front(start, site: Path) -> None:
    first = site / "content" / "posts" / "first.md"
    second = site / "content" / "posts" / "second.md"
    second.write_text("---\ntitle: Second\n---\nSecond body.\n", "utf-8")
    driver = start(first)
    article = driver.article
    title = focus(driver, "title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "+")
    driver.open(second)
    assert driver.article is not article
    assert article.front_matter().get("title").endswith("+")
    assert driver.article.header == "---\ntitle: Second\n---\n"
    assert field(driver, "title").input.text() == "Second"


def test_the_form_knows_the_sites_terms_and_the_list_lies_over_the_window(start, site: Path) -> None:
    posts = site / "content" / "posts"
    for number in range(3):
        (posts / f"more{number}.md").write_text(f"---\ntitle: m{number}\ntags: [隨筆]\n---\n", "utf-8")
    driver = start(posts / "first.md")
    driver.qtbot.waitUntil(lambda: bool(field(driver, "tags").spec.values_in_use.counts), timeout=PATIENCE)
    entry = focus(driver, "tags")
    QTest.keyClick(entry, Qt.Key.Key_Down)
    [offered] = on_show(driver.window, CompletionList)
    assert offered.parent() is driver.window
    assert offered.item(0).text() == "隨筆"
    QTest.keyClick(entry, Qt.Key.Key_Down)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert driver.article.front_matter().get("tags")[-1] == "隨筆"


def test_a_reload_from_disk_reaches_the_form_in_place(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    title = focus(driver, "title")
    with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
        path.write_bytes(path.read_bytes().replace("一段說明".encode(), "另一段說明".encode()))
        driver.article.reread()
    assert field(driver, "description").input.text() == "另一段說明"
    assert field(driver, "title").input is title and title.hasFocus()
