"""The main job in a real window: open, edit, see, save, export, stay in step with the disk."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
EIGHT = {
    "title": "text",
    "date": "date",
    "description": "long-text",
    "tags": "list",
    "categories": "list",
    "source_url": "link",
    "source_name": "text",
    "draft": "yes-no",
}


def changed_lines(before: bytes, after: bytes) -> list[str]:
    diff = difflib.ndiff(before.decode().splitlines(True), after.decode().splitlines(True))
    return [line for line in diff if line[:2] in ("- ", "+ ")]


def test_all_eight_fields_appear_with_their_kinds(start, article_path: Path) -> None:
    driver = start(article_path)
    shown = {row.spec.key: str(row.spec.kind) for row in driver.bench.views.form.form.fields.rows}
    assert {key: shown.get(key) for key in EIGHT} == EIGHT


def test_one_word_changed_and_saved_is_the_whole_difference(start, article_path: Path) -> None:
    before = article_path.read_bytes()
    driver = start(article_path)
    pane = driver.pane
    line = next(i for i, text in enumerate(driver.article.body().split("\n")) if len(text) > 8)
    pane.go_to_line(line, 4)
    QTest.keyClicks(pane, "word ")
    assert driver.article.is_dirty()
    with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        QTest.keyClick(pane, Qt.Key.Key_S, CTRL)
    removed, added = changed_lines(before, article_path.read_bytes())
    assert added[2:].replace("word ", "", 1) == removed[2:]


def test_draft_toggled_and_saved_is_the_whole_difference(start, article_path: Path) -> None:
    before = article_path.read_bytes()
    driver = start(article_path)
    form = driver.bench.views.form
    form.focus_field("draft")
    switch = driver.window.focusWidget()
    with driver.qtbot.waitSignal(driver.article.header_changed, timeout=PATIENCE):
        QTest.keyClick(switch, Qt.Key.Key_Space)
    driver.save()
    removed, added = changed_lines(before, article_path.read_bytes())
    assert "draft: false" in removed
    assert added == removed.replace("- draft: false", "+ draft: true", 1)


def test_undo_goes_back_through_body_and_form_in_order(start, article_path: Path) -> None:
    before = article_path.read_bytes()
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "abc")
    driver.bench.views.form.focus_field("draft")
    with driver.qtbot.waitSignal(driver.article.header_changed, timeout=PATIENCE):
        QTest.keyClick(driver.window.focusWidget(), Qt.Key.Key_Space)
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "def")
    driver.actions["undo"].trigger()
    assert driver.article.body().startswith("abc")
    assert "draft: true" in driver.article.header
    driver.actions["undo"].trigger()
    assert "draft: false" in driver.article.header
    driver.actions["undo"].trigger()
    assert driver.article.snapshot().to_bytes() == before
    assert not driver.article.is_dirty()


def test_a_clean_article_follows_the_disk_with_cursor_and_scroll_kept(start, article_path: Path) -> None:
    driver = start(article_path)
    pane = driver.pane
    pane.go_to_line(3, 0)
    kept = pane.textCursor().block().text()
    text = article_path.read_text("utf-8").replace("---\n\n", "---\n\nA new first line.\n\n", 1)
    with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
        article_path.write_text(text, "utf-8")
    assert pane.textCursor().block().text() == kept
    assert "A new first line." in driver.article.body()
    assert not driver.article.is_dirty()


def test_our_own_save_causes_no_reload(start, article_path: Path) -> None:
    driver = start(article_path)
    reloads = []
    driver.article.reloaded.connect(lambda: reloads.append(1))
    QTest.keyClicks(driver.pane, "mine")
    with driver.qtbot.waitSignal(driver.bench.session.files_changed, timeout=PATIENCE):
        driver.save()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert reloads == []
    assert driver.article.body().startswith("mine")


def test_the_library_follows_the_disk(start, site: Path, article_path: Path) -> None:
    driver = start(article_path)
    new = site / "content" / "posts" / "second.md"
    catalogue = driver.bench.session.catalogue
    with driver.qtbot.waitSignal(driver.bench.session.articles_changed, timeout=PATIENCE):
        new.write_text("---\ntitle: 第二篇\n---\n\ntext\n", "utf-8")
    assert catalogue.get(new).title == "第二篇"
    moved = new.with_name("renamed.md")
    with driver.qtbot.waitSignal(driver.bench.session.articles_changed, timeout=PATIENCE):
        new.rename(moved)
    assert catalogue.get(new) is None
    assert catalogue.get(moved).title == "第二篇"
    with driver.qtbot.waitSignal(driver.bench.session.articles_changed, timeout=PATIENCE):
        moved.unlink()
    assert catalogue.get(moved) is None


def test_an_article_renamed_outside_is_followed_with_its_unsaved_text(start, article_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "kept ")
    target = article_path.with_name("elsewhere.md")
    with driver.qtbot.waitSignal(driver.article.moved, timeout=PATIENCE):
        article_path.rename(target)
    driver.save()
    assert not article_path.exists()
    assert "kept " in target.read_text("utf-8")


def test_tabs_keep_several_articles(start, site: Path, article_path: Path) -> None:
    driver = start(article_path)
    other = site / "content" / "posts" / "first.md"
    if other == article_path:
        other = other.with_name("other.md")
        shutil.copy(article_path, other)
    driver.open(other)
    QTest.keyClicks(driver.pane, "second ")
    QTest.keyClick(driver.pane, Qt.Key.Key_Tab, CTRL)
    assert driver.article.path == article_path
    assert not driver.article.is_dirty()
    assert [article.path for article in driver.open_articles.unsaved()] == [other]


def test_broken_front_matter_is_told_with_its_place_and_the_body_stays_editable(start, site: Path) -> None:
    path = site / "content" / "posts" / "broken.md"
    source = b"---\ntitle: a: b\ntags: [x\n---\n\nbody text\n"
    path.write_bytes(source)
    driver = start(path)
    form = driver.bench.views.form
    assert form.source_tab.isChecked()
    said = " ".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())
    assert "2" in said
    driver.pane.go_to_line(1, 0)
    QTest.keyClicks(driver.pane, "new ")
    driver.save()
    assert path.read_bytes() == source.replace(b"body", b"new body")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\ntitle: x\n---\n\x00\x01\x02binary", "NUL"),
        ("---\ntitle: x\n---\n\ncaf\u00e9".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_shown_but_never_written(
    start, site: Path, data: bytes, words: str
) -> None:
    path = site / "content" / "posts" / "odd.md"
    path.write_bytes(data)
    driver = start(path)
    assert driver.pane.isReadOnly()
    assert words.lower() in driver.article.read_only_reason.lower()
    QTest.keyClicks(driver.pane, "typed")
    assert not driver.article.is_dirty()
    assert path.read_bytes() == data


def test_closing_with_unsaved_text_asks(start, article_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QMessageBox

    driver = start(article_path)
    QTest.keyClicks(driver.pane, "unsaved ")
    asked = []

    def answer(*args: object) -> QMessageBox.StandardButton:
        asked.append(args)
        return QMessageBox.StandardButton.Cancel

    # The answer of a person, given in the place of the dialog that would wait for it.
    monkeypatch.setattr(QMessageBox, "question", answer)
    QTest.keyClick(driver.pane, Qt.Key.Key_W, CTRL)
    assert len(asked) == 1
    assert driver.article.is_dirty()
    assert driver.article.body().startswith("unsaved ")


def test_without_a_path_the_tour_opens_in_a_copy_of_the_authors_own(start, tmp_path: Path) -> None:
    driver = start(None)
    tour = tmp_path / "data" / "tour"
    assert driver.bench.session.site.root == tour
    driver.qtbot.waitUntil(lambda: driver.open_articles.front() is not None, timeout=PATIENCE)
    assert tour in driver.article.path.parents
    QTest.keyClicks(driver.pane, "mine ")
    driver.save()
    written = driver.article.path
    driver.actions["restore_tour"].trigger()

    def kept() -> list[Path]:
        return [p for p in (tmp_path / "data").iterdir() if p.name.startswith("tour-")]

    # The old one goes before the fresh one comes.
    driver.qtbot.waitUntil(lambda: bool(kept()) and written.is_file(), timeout=PATIENCE)
    assert "mine " not in written.read_text("utf-8")
    assert any("mine " in (folder / written.relative_to(tour)).read_text("utf-8") for folder in kept())


def test_the_preview_shows_the_change(start, article_path: Path) -> None:
    driver = start(article_path)
    views = driver.bench.views
    if views.preview is None:
        with driver.qtbot.waitSignal(views.preview_ready, timeout=PATIENCE):
            pass
    preview = views.preview
    with driver.qtbot.waitSignal(preview.completed, timeout=PATIENCE):
        pass
    pane = driver.pane
    pane.go_to_line(1, 2)
    with driver.qtbot.waitSignal(preview.patched, timeout=PATIENCE, check_params_cb=lambda n: n == 6):
        QTest.keyClicks(pane, "Zebra ")
    texts: list[str] = []
    preview.view.page().toPlainText(texts.append)
    driver.qtbot.waitUntil(lambda: bool(texts), timeout=PATIENCE)
    assert "Zebra " in texts[0]


def test_every_action_has_a_text_and_no_shortcut_twice(start, article_path: Path) -> None:
    driver = start(article_path)
    keys = [row[2] for row in driver.actions.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(row[1] for row in driver.actions.shortcuts())


def test_window_remembers_its_size_and_panels(start, article_path: Path) -> None:
    driver = start(article_path)
    driver.window.resize(1500, 860)
    QTest.keyClick(driver.window, Qt.Key.Key_F9)
    assert not driver.bench.views.form.isVisible()
    # Within the off-screen platform's 800 x 800, to which Qt trims what it restores.
    driver.window.resize(790, 600)
    with driver.qtbot.waitSignal(driver.bench.saving.quit_agreed, timeout=PATIENCE):
        driver.actions["quit"].trigger()
    again = start(article_path)
    assert not again.bench.views.form.isVisible()
    assert (again.window.width(), again.window.height()) == (790, 600)


def test_side_panels_fold_before_the_writing_pane_shrinks(start, article_path: Path) -> None:
    driver = start(article_path)
    for width in (1920, 1600, 1432, 1431, 1280, 1180):
        driver.window.resize(width, 800)
        driver.qtbot.waitUntil(lambda w=width: driver.window.width() == w, timeout=PATIENCE)
        assert driver.pane.width() >= 520
    driver.window.resize(1280, 800)
    assert driver.bench.views.form.isVisible()
    assert not driver.bench.library.isVisible()
    QTest.keyClick(driver.window, Qt.Key.Key_F7)
    assert driver.bench.library.isVisible()
    assert not driver.bench.views.form.isVisible()
    assert driver.pane.width() >= 520


def test_text_is_found_in_the_preview(start, article_path: Path) -> None:
    driver = start(article_path)
    views = driver.bench.views
    if views.preview is None:
        with driver.qtbot.waitSignal(views.preview_ready, timeout=PATIENCE):
            pass
    with driver.qtbot.waitSignal(views.preview.completed, timeout=PATIENCE):
        pass
    # Letters that a key press can carry.
    word = next(found for found in re.findall("[A-Za-z]{5,}", driver.article.body()) if found != "https")
    driver.actions["find_in_preview"].trigger()
    with driver.qtbot.waitSignal(
        views.preview.found, timeout=PATIENCE, check_params_cb=lambda at, of: at == 1 and of >= 1
    ):
        QTest.keyClicks(views.find_bar.focusWidget() or driver.window.focusWidget(), word)
    QTest.keyClick(driver.window.focusWidget(), Qt.Key.Key_Escape)
    assert not views.find_bar.isVisible()
