"""What is typed and chosen in the conflict dialog is kept: over leaving the window, another change, Escape and a kill."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QRadioButton

from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.common.raw_text import raw_text
from editor.ui.documents.conflict_dialog import ConflictDialog
from tests.faults.typist import run_program
from tests.limits import PATIENCE, PATIENCE_S

HEAD = "---\ntitle: a\n---\n"
BODY = "one\n\ntwo\n\nthree\u00a0four\n\nlast\n"


@pytest.fixture
def path(site: Path) -> Path:
    path = site / "content" / "posts" / "both.md"
    path.write_text(HEAD + BODY)
    return path


def dialogs(driver) -> list[ConflictDialog]:
    return [one for one in driver.window.findChildren(ConflictDialog) if one.isVisible()]


def open_dialog(driver) -> ConflictDialog:
    driver.qtbot.waitUntil(lambda: bool(dialogs(driver)), timeout=PATIENCE)
    (dialog,) = dialogs(driver)
    return dialog


def boxes(dialog: ConflictDialog) -> list[tuple[QPlainTextEdit, QPlainTextEdit]]:
    """The texts of each place, mine and the one on disk."""
    shown = [edit for edit in dialog.findChildren(QPlainTextEdit) if edit.isVisible()]
    mine = [edit for edit in shown if not edit.isReadOnly()]
    theirs = [edit for edit in shown if edit.isReadOnly()]
    return list(zip(mine, theirs, strict=True))


def texts(dialog: ConflictDialog) -> list[tuple[str, str]]:
    return [(raw_text(mine.document()), raw_text(theirs.document())) for mine, theirs in boxes(dialog)]


def button(dialog: ConflictDialog, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if words in one.text())


def chosen(dialog: ConflictDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QRadioButton) if one.isChecked()]


def conflicting(start, path: Path):
    """An author with text typed at two places that another program changes too; the dialog about it."""
    driver = start(path)
    QTest.keyClicks(driver.pane, "mine ")
    driver.pane.go_to_line(4)
    QTest.keyClicks(driver.pane, "mine ")
    path.write_text(HEAD + BODY.replace("one", "theirs one").replace("three", "theirs three"))
    dialog = open_dialog(driver)
    assert texts(dialog) == [
        ("mine one", "theirs one"),
        ("mine three\u00a0four", "theirs three\u00a0four"),
    ]
    return driver, dialog


def come_back(driver) -> None:
    """Leave the window and enter it again."""
    application = driver.program.application
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    with driver.qtbot.waitSignal(driver.article.conflicted, timeout=PATIENCE):
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_typed_text_and_choices_stay_when_the_window_is_left_and_entered_again(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    QTest.keyClicks(boxes(dialog)[0][0], "typed ")
    QTest.mouseClick(dialog.findChildren(QRadioButton)[-1], Qt.MouseButton.LeftButton)
    before = chosen(dialog)
    come_back(driver)
    assert open_dialog(driver) is dialog
    assert texts(dialog)[0] == ("typed mine one", "theirs one")
    assert chosen(dialog) == before == ["Mine", "Both, mine first"]
    QTest.keyClicks(boxes(dialog)[0][0], "on ")
    button(dialog, "Take").click()
    driver.save()
    assert path.read_text() == HEAD + (
        "typed on mine one\n\ntwo\n\nmine three\u00a0four\ntheirs three\u00a0four\n\nlast\n"
    )


def test_typed_text_and_choices_stay_when_the_file_changes_again(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    QTest.keyClicks(boxes(dialog)[0][0], "typed ")
    dialog.choose_all("theirs")
    with driver.qtbot.waitSignal(driver.article.conflicted, timeout=PATIENCE):
        path.write_text(
            HEAD
            + BODY.replace("one", "other one").replace("three", "theirs three").replace("last", "new last")
        )
    assert open_dialog(driver) is dialog
    assert texts(dialog) == [
        ("typed mine one", "other one"),
        ("mine three\u00a0four", "theirs three\u00a0four"),
    ]
    # What is another now is not chosen unseen; what is the same stays chosen.
    assert chosen(dialog) == ["Mine", "On disk"]
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("changed again" in text for text in shown)
    button(dialog, "Take").click()
    driver.save()
    assert path.read_text() == HEAD + "typed mine one\n\ntwo\n\ntheirs three\u00a0four\n\nnew last\n"


def test_the_author_writes_on_where_a_conflict_has_grown(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    own = boxes(dialog)[1][0]
    own.setFocus()
    QTest.keyClicks(own, "typed ")
    with driver.qtbot.waitSignal(driver.article.conflicted, timeout=PATIENCE):
        path.write_text(HEAD + "one\n\ntwo\n\ntheirs, all of it\n")
    assert texts(dialog) == [("typed mine three\u00a0four\n\nlast", "theirs, all of it")]
    mine, theirs = boxes(dialog)[0]
    assert (mine.y(), mine.height()) == (theirs.y(), theirs.height())
    # Whatever still stands of the row before takes no key and writes nowhere.
    QTest.keyClicks(own, "lost ")
    QTest.keyClicks(QApplication.focusWidget(), "on ")
    assert "\ntyped on mine three\u00a0four\n" in raw_text(driver.article.document)
    assert "lost" not in raw_text(driver.article.document)


def test_the_other_program_takes_its_change_back(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    QTest.keyClicks(boxes(dialog)[0][0], "typed ")
    path.write_text(HEAD + BODY)
    driver.qtbot.waitUntil(lambda: not dialogs(driver), timeout=PATIENCE)
    assert driver.article.body().startswith("typed mine one\n")
    assert not driver.article.is_conflicted()
    driver.save()
    assert path.read_text() == HEAD + "typed mine one\n\ntwo\n\nmine three\u00a0four\n\nlast\n"


def test_escape_keeps_what_was_typed_and_chosen(start, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver, dialog = conflicting(start, path)
    QTest.keyClicks(boxes(dialog)[0][0], "typed ")
    QTest.mouseClick(dialog.findChildren(QRadioButton)[-1], Qt.MouseButton.LeftButton)
    QTest.keyClick(boxes(dialog)[0][0], Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: not dialogs(driver), timeout=PATIENCE)
    assert driver.article.body().startswith("typed mine one\n")
    # Asked about as any text.
    asked: list[str] = []
    cancel = QMessageBox.StandardButton.Cancel
    monkeypatch.setattr(QMessageBox, "question", lambda *words, **_more: asked.append(words[2]) or cancel)
    driver.actions["close_tab"].trigger()
    assert len(asked) == 1
    driver.actions["save"].trigger()
    dialog = open_dialog(driver)
    assert texts(dialog)[0] == ("typed mine one", "theirs one")
    assert chosen(dialog) == ["Mine", "Both, mine first"]
    # A step of the article's history, as if typed there.
    button(dialog, "Later").click()
    driver.pane.setFocus()
    QTest.keyClick(driver.pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert driver.article.body().startswith("mine one\n")
    while driver.article.undo_stack.canUndo():
        QTest.keyClick(driver.pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert driver.article.body() == BODY


def test_what_is_typed_is_raw_text(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    mine = boxes(dialog)[1][0]
    QTest.keyClick(mine, Qt.Key.Key_End)
    QTest.keyClick(mine, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(mine, "more")
    button(dialog, "Take").click()
    assert "mine three\u00a0four\nmore\n" in driver.article.body()


def test_mine_is_what_was_typed_after_the_other_side_was_looked_at(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    QTest.keyClicks(boxes(dialog)[0][0], "typed ")
    dialog.choose_all("theirs")
    dialog.choose_all("both")
    button(dialog, "Take").click()
    assert driver.article.body().startswith("typed mine one\ntheirs one\n")


def test_two_articles_are_asked_about_one_after_the_other(start, path: Path) -> None:
    driver, dialog = conflicting(start, path)
    mine = boxes(dialog)[0][0]
    QTest.keyClicks(mine, "typed ")
    second = path.with_name("second.md")
    second.write_text(HEAD + "one\n")
    button(dialog, "Later").click()
    driver.open(second)
    other = driver.article
    QTest.keyClicks(driver.pane, "mine ")
    driver.open_articles.bring_to_front(driver.open_articles.find(path))
    driver.actions["save"].trigger()
    dialog = open_dialog(driver)
    QTest.keyClicks(boxes(dialog)[0][0], "more ")
    with driver.qtbot.waitSignal(other.conflicted, timeout=PATIENCE):
        second.write_text(HEAD + "theirs one\n")
    assert open_dialog(driver) is dialog
    assert texts(dialog)[0][0] == "more typed mine one"
    button(dialog, "Take").click()
    driver.qtbot.waitUntil(
        lambda: bool(dialogs(driver)) and dialogs(driver)[0] is not dialog, timeout=PATIENCE
    )
    assert texts(open_dialog(driver)) == [("mine one", "theirs one")]


_IN_THE_DIALOG = """
from PySide6.QtWidgets import QPlainTextEdit
from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.documents.conflict_dialog import ConflictDialog
bench = program.parts[0]
QTest.keyClicks(program.open_articles.pane(), "mine ")
path.write_text(path.read_text().replace("one", "theirs one"))

def told():
    if bench.kept.restoring.keeper.flush_and_wait():
        print("journalled", flush=True)

def asked(merged, stored):
    QTimer.singleShot(0, typed)

def typed():
    dialog = program.window.findChildren(ConflictDialog)[0]
    mine = [edit for edit in dialog.findChildren(QPlainTextEdit) if not edit.isReadOnly()][0]
    QTest.keyClicks(mine, "typed ")
    QTimer.singleShot(0, told)

program.open_articles.front().conflicted.connect(asked, Qt.ConnectionType.SingleShotConnection)
program.open_articles.front().reread()
sys.exit(application.exec())
"""


def test_a_kill_with_the_dialog_open_loses_nothing_typed_in_it(start, path: Path, tmp_path: Path) -> None:
    process = run_program(_IN_THE_DIALOG, tmp_path, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "journalled\n"
    process.kill()
    process.wait(PATIENCE_S)
    driver = start(None)
    dialog = open_dialog(driver)
    assert texts(dialog) == [("typed mine one", "theirs one")]


def test_a_conflict_waits_while_the_author_is_in_another_dialog(start, path: Path) -> None:
    driver = start(path)
    article = driver.article
    QTest.keyClicks(driver.pane, "mine ")
    driver.actions["new"].trigger()
    driver.qtbot.waitUntil(lambda: driver.window.findChild(NewArticleDialog) is not None, timeout=PATIENCE)
    other = driver.window.findChild(NewArticleDialog)
    with driver.qtbot.waitSignal(article.conflicted, timeout=PATIENCE):
        path.write_text(HEAD + BODY.replace("one", "theirs one"))
    assert not dialogs(driver)
    assert driver.program.application.activeModalWidget() is other
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert texts(open_dialog(driver)) == [("mine one", "theirs one")]
