"""An author who does what nobody expects: odd pastes, the same file twice, names that exist, files that turn bad."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QToolButton

from editor.settings.options import LAST_ARTICLES
from editor.ui.common.elided_label import ElidedLabel
from editor.ui.common.plain_text import PlainLabel
from tests.dialogs import press, question, rename_to, shown_dialog, type_name
from tests.limits import PATIENCE
from tests.sight import called, on_show, says

CTRL = Qt.KeyboardModifier.ControlModifier


def paste(driver, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    driver.pane.insertFromMimeData(data)


def answer_save_as(monkeypatch: pytest.MonkeyPatch, name: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(name), ""))


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Answer every question with one button; returns the questions asked."""
    asked: list[str] = []

    def question(_parent, _title, text, *_more):
        asked.append(text)
        return button

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def test_pasted_nul_and_line_ends_can_be_saved_and_opened_again(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    paste(driver, "a\0b\r\nc\u00a0d\u2028e\rf\x0bg\n")
    assert "\0" not in driver.article.body()
    driver.save()
    again = driver.article.snapshot().from_bytes(path.read_bytes())
    assert again.read_only_reason == ""
    assert again.editor_body == driver.article.body()
    assert again.editor_body.startswith("ab\nc\u00a0d\u2028e\nf")


def test_picture_files_dropped_are_pictures_and_not_their_addresses(start, site: Path, qtbot) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/nowhere/picture.png")])
    before = driver.article.body()
    with qtbot.waitSignal(driver.pane.image_pasted, timeout=PATIENCE):
        driver.pane.insertFromMimeData(data)
    assert driver.article.body() == before


def test_a_link_to_an_open_file_brings_that_article_to_the_front(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "first.md"
    link = site / "content" / "posts" / "same.md"
    link.symlink_to(path.name)
    driver = start(path)
    article = driver.article
    QTest.keyClicks(driver.pane, "abc")
    driver.open_articles.open(link)
    qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert driver.open_articles.articles() == [article], "two tabs on one file write over each other"


def test_save_as_asks_before_it_replaces_a_file_whose_ending_was_left_out(
    start, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = site / "content" / "posts" / "victim.md"
    victim.write_text("precious\n")
    driver = start(site / "content" / "posts" / "first.md")
    answer_save_as(monkeypatch, victim.with_suffix(""))
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    driver.bench.saving.save_as(driver.article)
    assert len(asked) == 1
    assert "victim.md" in asked[0]
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert victim.read_text() == "precious\n"


def test_save_as_over_another_open_article_is_refused(
    start, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = site / "content" / "posts" / "second.md"
    second.write_text("second\n")
    driver = start(second)
    other = driver.article
    QTest.keyClicks(driver.pane, "unsaved ")
    driver.open(site / "content" / "posts" / "first.md")
    answer_save_as(monkeypatch, second)
    driver.bench.saving.save_as(driver.article)
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert second.read_text() == "second\n"
    assert [a.path for a in driver.open_articles.articles()].count(second) == 1
    assert other.is_dirty()


def test_a_save_does_not_leave_the_program_because_of_an_old_question(
    start, site: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    left: list[bool] = []
    driver.bench.saving.quit_agreed.disconnect()
    driver.bench.saving.quit_agreed.connect(lambda: left.append(True))
    QTest.keyClicks(driver.pane, "abc")
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    with qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        driver.actions["quit"].trigger()
        QTest.keyClicks(driver.pane, "def")  # typed while the save is under way: the author has stayed
    assert not left
    driver.save()
    assert not left


def test_leaving_with_a_save_ends_in_silence(
    start, site: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    QTest.keyClicks(driver.pane, "typed ")
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    monkeypatch.setattr(driver.program.application, "quit", lambda: None)
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        driver.actions["quit"].trigger()
    assert not raised
    assert "typed " in path.read_text("utf-8")
    assert not driver.window.isVisible()


def test_a_file_that_becomes_binary_turns_the_pane_read_only_and_back(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "first.md"
    text = path.read_bytes()
    driver = start(path)
    with qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
        path.write_bytes(b"\x89PNG\0\0\0")
        driver.article.reread()
    assert driver.pane.isReadOnly()
    assert not driver.actions["save"].isEnabled()
    with qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
        path.write_bytes(text)
        driver.article.reread()
    assert not driver.pane.isReadOnly()
    QTest.keyClicks(driver.pane, "abc")
    assert driver.article.is_dirty()


@pytest.mark.parametrize("name", ["../out", "a/b", "x" * 300, "."])
def test_a_name_that_cannot_be_is_said_and_nothing_moves(start, site: Path, name: str) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    said: list[str] = []
    driver.bench.files.failed.connect(said.append)
    driver.bench.files.rename(path)
    dialog = type_name(driver.qtbot, driver.window, name)
    rename = next(one for one in dialog.findChildren(QPushButton) if "Rename" in one.text())
    QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    if rename.isEnabled():
        # Only the system knows that no file can be called so.
        driver.qtbot.waitUntil(lambda: len(said) == 1, timeout=PATIENCE)
    else:
        assert "cannot be a file name" in dialog.findChild(ElidedLabel).text()
        assert dialog.isVisible()
    assert path.is_file()


def test_a_name_with_dots_is_renamed_whole(start, site: Path) -> None:
    path = site / "content" / "posts" / "v1.2-notes.en.md"
    path.write_text("---\ntitle: x\n---\n")
    driver = start(path)
    driver.bench.files.rename(path)
    dialog = shown_dialog(driver.qtbot, driver.window, QDialog)
    assert dialog.findChild(QLineEdit).text() == "v1.2-notes"
    press(type_name(driver.qtbot, driver.window, "v1.3-notes"), "Rename")
    driver.qtbot.waitUntil(
        lambda: driver.article.path == path.with_name("v1.3-notes.en.md"), timeout=PATIENCE
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"window.geometry": "x"},
        {"window.geometry": "\u4e2d"},
        {"window.library_width": float("nan")},
        {"session.site": "a\0b"},
        {"session.site": "x" * 5000},
        {"session.recent": ["a\0b", "x" * 5000]},
        {"writing.size": 17.5},
        {"session.articles": ["a\0b"], "session.site": "."},
        [],
    ],
)
def test_a_settings_file_full_of_nonsense_does_not_stop_the_program(
    start, site: Path, tmp_path: Path, settings: object
) -> None:
    folder = tmp_path / "settings"
    folder.mkdir()
    if isinstance(settings, dict) and settings.get("session.site") == ".":
        settings["session.site"] = str(site)
    (folder / "settings.json").write_text(json.dumps(settings), "utf-8")
    driver = start(None)
    assert driver.window.isVisible()
    recent = driver.actions["recent"].menu()
    recent.aboutToShow.emit()
    assert all(action.text() for action in recent.actions())


def test_a_path_whose_name_is_no_unicode_opens_and_is_remembered(start, site: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(site / "content" / "posts") + b"/\xff\xfe.md"))
    path.write_text("---\ntitle: x\n---\nbody\n")
    driver = start(path)
    QTest.keyClicks(driver.pane, "abc")
    driver.save()
    assert "abc" in path.read_text()
    driver.program.settings.set(LAST_ARTICLES, (str(path),))
    driver.program.settings.save()
    assert driver.program.settings.problem == ""
    assert json.loads((tmp_path / "settings" / "settings.json").read_text("utf-8"))


def test_find_goes_past_empty_matches(start, site: Path) -> None:
    path = site / "content" / "posts" / "empty.md"
    path.write_text("baac aa\nca\n")
    driver = start(path)
    bar = driver.bench.find_bar
    bar.open(driver.pane, "a*")
    called(bar, QToolButton, "Regular expression").click()
    assert says(bar, "3")
    assert bar.seek()
    assert driver.pane.textCursor().selectedText() == "aa"
    called(bar, QLineEdit, "Replace with").setText("<\\0>")
    assert bar.replace_all() == 3
    assert driver.article.body() == "b<aa>c <aa>\nc<a>\n"
    driver.actions["undo"].trigger()
    assert driver.article.body() == "baac aa\nca\n"


def test_replacing_looks_around_a_match_and_knows_line_ends(start, site: Path) -> None:
    path = site / "content" / "posts" / "around.md"
    path.write_text("foo bar, food bar\n")
    driver = start(path)
    bar = driver.bench.find_bar
    bar.open(driver.pane, r"foo(?= bar)")
    called(bar, QToolButton, "Regular expression").click()
    called(bar, QLineEdit, "Replace with").setText(r"\n$1")
    assert bar.replace_all() == 1
    assert driver.article.body() == "\n$1 bar, food bar\n"
    driver.actions["undo"].trigger()
    assert driver.article.body() == "foo bar, food bar\n"
    bar.seek()
    bar.replace()
    assert driver.article.body() == "\n$1 bar, food bar\n"


def test_groups_in_the_replacement_are_filled_once(start, site: Path) -> None:
    path = site / "content" / "posts" / "groups.md"
    path.write_text("a\\2 b\n")
    driver = start(path)
    bar = driver.bench.find_bar
    bar.open(driver.pane, r"(\S+) (\w)")
    called(bar, QToolButton, "Regular expression").click()
    called(bar, QLineEdit, "Replace with").setText(r"\1-\2")
    bar.replace_all()
    assert driver.article.body() == "a\\2-b\n"


def test_very_many_matches_are_replaced_as_one_step(start, site: Path) -> None:
    path = site / "content" / "posts" / "many.md"
    text = "the 👩\u200d👧 cat\u00a0and the 中文\u2028dog\n" * 3000
    path.write_text(text)
    driver = start(path)
    driver.pane.go_to_line(1500, 3)
    bar = driver.bench.find_bar
    bar.open(driver.pane, "(t)he")
    called(bar, QToolButton, "Regular expression").click()
    called(bar, QLineEdit, "Replace with").setText("\\1𠮷")
    assert bar.replace_all() == 6000
    assert driver.article.body() == text.replace("the", "t𠮷")
    assert driver.pane.textCursor().blockNumber() == 1500
    driver.actions["undo"].trigger()
    assert driver.article.body() == text
    assert not driver.article.is_dirty()


def test_restoring_the_tour_keeps_what_is_typed_in_it(start, qtbot) -> None:
    driver = start(None)
    qtbot.waitUntil(lambda: driver.open_articles.front() is not None, timeout=PATIENCE)
    article = driver.article
    path = article.path
    assert path is not None
    QTest.keyClicks(driver.pane, "typed ")
    text = article.body()
    driver.actions["restore_tour"].trigger()
    qtbot.wait_until(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert article in driver.open_articles.articles()
    assert article.is_dirty()
    assert article.body() == text
    assert path.is_file()


def test_an_article_renamed_while_dirty_saves_under_its_new_name_only(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    QTest.keyClicks(driver.pane, "typed ")
    rename_to(driver.qtbot, driver.window, lambda: driver.bench.files.rename(path), "other")
    driver.qtbot.waitUntil(path.with_name("other.md").exists, timeout=PATIENCE)
    driver.save()
    assert not path.exists()
    assert "typed " in path.with_name("other.md").read_text("utf-8")


def test_an_article_deleted_while_dirty_keeps_its_text(
    start, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    QTest.keyClicks(driver.pane, "typed ")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user data"))
    driver.bench.files.delete([path])
    with driver.qtbot.waitSignal(driver.bench.files.done, timeout=PATIENCE):
        press(question(driver.qtbot, driver.window), "Move to Trash")
    assert not path.exists()
    assert driver.article.is_dirty()
    driver.save()
    assert "typed " in path.read_text("utf-8")


def test_a_folder_in_the_place_of_an_open_file_is_said_and_the_text_stays(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    QTest.keyClicks(driver.pane, "typed ")
    path.unlink()
    path.mkdir()
    with qtbot.waitSignal(driver.article.save_failed, timeout=PATIENCE) as said:
        driver.actions["save"].trigger()
    assert "first.md" in said.args[0]
    assert driver.article.is_dirty()
    for box in driver.window.findChildren(QMessageBox):
        box.close()


@pytest.mark.parametrize("name", ["", "../x", "first", "x" * 400, "a/b/../../..", "CON"])
def test_names_of_new_articles_stay_inside_the_site(start, site: Path, qtbot, name: str) -> None:
    from editor.ui.app.new_article_dialog import NewArticleDialog

    driver = start(site)
    before = sorted(site.parent.rglob("*.md"))
    driver.bench.opening.ask_for_new("posts")
    dialog = shown_dialog(qtbot, driver.window, NewArticleDialog)
    called(dialog, QLineEdit, "File name").setText(name)
    create = called(dialog, QPushButton, "Create")
    QTest.mouseClick(create, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    after = sorted(site.parent.rglob("*.md"))
    new = [path for path in after if path not in before]
    assert all((site / "content") in path.resolve().parents for path in new)
    if name in ("", "../x", "first", "x" * 400, "a/b/../../.."):
        assert not new
        problems = [label for label in on_show(dialog, PlainLabel) if label.wordWrap() and label.text()]
        assert problems or not create.isEnabled()
    dialog.reject()


def test_switching_sites_keeps_unsaved_articles_and_their_files(
    start, site: Path, tmp_path: Path, qtbot
) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    QTest.keyClicks(driver.pane, "typed ")
    other = tmp_path / "empty folder"
    other.mkdir()
    driver.bench.opening.open_path(other)
    qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert driver.article.is_dirty()
    driver.save()
    assert "typed " in path.read_text("utf-8")


def test_closed_articles_leave_nothing_behind(start, site: Path, qtbot) -> None:
    import gc
    import weakref

    path = site / "content" / "posts" / "first.md"
    other = site / "content" / "posts" / "other.md"
    other.write_text("other\n")
    driver = start(other)
    driver.open(path)
    kept = [weakref.ref(driver.article), weakref.ref(driver.pane)]
    ends: list[str] = []
    driver.article.document.destroyed.connect(lambda: ends.append("document"))
    driver.pane.destroyed.connect(lambda: ends.append("pane"))
    driver.bench.saving.close(driver.article)
    qtbot.waitUntil(lambda: sorted(ends) == ["document", "pane"], timeout=PATIENCE)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and not any(ref() for ref in kept), timeout=PATIENCE)
