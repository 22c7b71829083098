"""The library in the whole window: find, open, and see what other programs do to the site."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.site.catalogue.summary import Summary
from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.library.model import ROW_ROLE
from tests.dialogs import give_keyboard, press, rename_to, shown_dialog
from tests.limits import PATIENCE
from tests.sight import called


def titles(driver) -> list[str]:
    """The titles of the articles the library shows."""
    model = driver.bench.library.list.model()
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [row.display_title for row in rows if isinstance(row, Summary)]


def click_on(driver, title: str) -> None:
    library = driver.bench.library.list
    model = library.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == title)
    library.scrollTo(model.index(row, 0))
    place = library.visualRect(model.index(row, 0)).center()
    QTest.mouseClick(library.viewport(), Qt.MouseButton.LeftButton, pos=place)


def search_for(driver, text: str) -> QLineEdit:
    """Type into the search field: by keys, or through the input method where that is how it is typed."""
    driver.actions["search_site"].trigger()
    field = driver.bench.library.findChild(QLineEdit)
    driver.qtbot.waitUntil(field.hasFocus, timeout=PATIENCE)
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QApplication.sendEvent(field, commit)
    return field


def test_search_enter_and_the_article_is_in_front(start, site: Path) -> None:
    driver = start(site)
    field = search_for(driver, "第一篇")
    assert titles(driver) == ["第一篇文章"]
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert driver.article.path == site / "content" / "posts" / "first.md"
    assert driver.bench.library.selected_paths() == [driver.article.path]


def test_a_click_opens_an_article(start, site: Path) -> None:
    driver = start(site)
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
        click_on(driver, "第一篇文章")
    assert driver.article.path == site / "content" / "posts" / "first.md"


def test_a_word_of_the_text_finds_its_article(start, site: Path) -> None:
    driver = start(site)
    search_for(driver, "paragraph")
    driver.qtbot.waitUntil(lambda: titles(driver) == ["第一篇文章"], timeout=PATIENCE)


def test_files_of_other_programs_appear_change_their_name_and_go(start, site: Path) -> None:
    driver = start(site)
    driver.wait_until_watched()
    posts = site / "content" / "posts"
    new = posts / "new.md"
    new.write_text("---\ntitle: 從外面來的\ndate: 2026-02-02\n---\n", "utf-8")
    driver.qtbot.waitUntil(lambda: "從外面來的" in titles(driver), timeout=PATIENCE)
    new.write_text("---\ntitle: 換了題目\ndate: 2026-02-02\n---\n", "utf-8")
    driver.qtbot.waitUntil(lambda: "換了題目" in titles(driver), timeout=PATIENCE)
    new.rename(posts / "renamed.md")
    model = driver.bench.library.list.model()
    driver.qtbot.waitUntil(lambda: model.number_of(posts / "renamed.md") >= 0, timeout=PATIENCE)
    (posts / "renamed.md").unlink()
    driver.qtbot.waitUntil(lambda: "換了題目" not in titles(driver), timeout=PATIENCE)


def test_an_unsaved_article_is_marked_until_it_is_saved(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    library = driver.bench.library
    driver.qtbot.waitUntil(lambda: library.selected_paths() == [path], timeout=PATIENCE)
    QTest.keyClicks(driver.pane, "x")
    marks = library.list.itemDelegate()
    assert marks.unsaved == {path}
    driver.save()
    driver.qtbot.waitUntil(lambda: not marks.unsaved, timeout=PATIENCE)


def test_a_title_changed_in_the_form_and_saved_is_the_library_s(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    header = driver.article.header.replace("第一篇文章", "換過的題目")
    driver.article.set_header(header, "title")
    driver.save()
    driver.qtbot.waitUntil(lambda: "換過的題目" in titles(driver), timeout=PATIENCE)
    assert driver.bench.library.selected_paths() == [path]


def test_an_article_with_broken_front_matter_can_be_opened_and_mended(start, site: Path) -> None:
    path = site / "content" / "posts" / "broken.md"
    path.write_text("---\ntitle: a: b\ndate: 2026-01-01\n---\n\ntext\n")
    driver = start(site)
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
        click_on(driver, "broken")
    driver.article.set_header(driver.article.header.replace("a: b", '"a: b"'), "mend")
    driver.save()
    driver.qtbot.waitUntil(lambda: "a: b" in titles(driver), timeout=PATIENCE)


def test_a_path_that_is_gone_leaves_the_library_as_it_is(start, site: Path) -> None:
    driver = start(site)
    before = titles(driver)
    driver.bench.opening.open_path(site / "gone.md")
    new = site / "content" / "posts" / "new.md"
    new.write_text("---\ntitle: Still followed\n---\n")
    driver.bench.session.look_at([new])
    driver.qtbot.waitUntil(lambda: "Still followed" in titles(driver), timeout=PATIENCE)
    assert set(titles(driver)) == {*before, "Still followed"}
    assert driver.bench.library.list.isVisible()


def test_the_tour_takes_the_place_of_the_site_at_once(start, site: Path) -> None:
    driver = start(site)
    left = set(titles(driver))
    with driver.qtbot.waitSignal(driver.bench.session.site_found, timeout=PATIENCE):
        driver.actions["tour"].trigger()
    assert titles(driver) == []
    driver.qtbot.waitUntil(driver.lists_all, timeout=PATIENCE)
    assert titles(driver)
    assert left.isdisjoint(titles(driver))


def test_a_new_article_is_gone_to_in_the_library(start, site: Path) -> None:
    posts = site / "content" / "posts"
    for number in range(60):
        (posts / f"{number}.md").write_text(f"---\ntitle: {number}\ndate: 2026-01-01\n---\n")
    (site / "archetypes").mkdir()
    (site / "archetypes" / "default.md").write_text("---\ntitle: New\n---\n")
    driver = start(site)
    library = driver.bench.library
    # Without a date it is the last of all.
    new = posts / "new.md"
    driver.bench.opening.ask_for_new("posts")
    dialog = shown_dialog(driver.qtbot, driver.window, NewArticleDialog)
    QTest.keyClicks(called(dialog, QLineEdit, "Title"), "New")
    press(dialog, "Create")
    driver.qtbot.waitUntil(lambda: library.selected_paths() == [new], timeout=PATIENCE)
    shown = library.list.visualRect(library.list.currentIndex())
    assert library.list.viewport().rect().contains(shown)


def test_an_article_renamed_from_the_library_stays_selected(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(site)
    library = driver.bench.library
    library.list.setCurrentIndex(library.list.model().index(library.list.model().number_of(path)))
    give_keyboard(driver.qtbot, library.list)
    rename_to(driver.qtbot, driver.window, lambda: QTest.keyClick(library.list, Qt.Key.Key_F2), "zzz")
    renamed = path.with_name("zzz.md")
    driver.qtbot.waitUntil(
        lambda: library.list.model().number_of(renamed) >= 0 > library.list.model().number_of(path),
        timeout=PATIENCE,
    )
    assert library.selected_paths() == [renamed]


def test_what_another_program_puts_back_right_after_a_save_is_shown(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    theirs = "---\ntitle: Other\n---\n\nwritten\n"
    driver = start(path)
    driver.wait_until_watched()
    # The watcher knows what the file holds: another program wrote it.
    with driver.qtbot.waitSignal(driver.bench.session.files_changed, timeout=PATIENCE):
        path.write_text(theirs, "utf-8")
    driver.qtbot.waitUntil(lambda: "written" in driver.article.body(), timeout=PATIENCE)
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "mine ")
    driver.article.saved.connect(lambda: path.write_text(theirs, "utf-8"))
    driver.save()
    driver.qtbot.waitUntil(lambda: "mine" not in driver.article.body(), timeout=PATIENCE)


def test_an_article_that_went_and_was_saved_again_with_the_same_text_is_listed(start, site: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    driver = start(path)
    driver.wait_until_watched()
    session = driver.bench.session
    # The watcher knows what the file holds: another program wrote it.
    with driver.qtbot.waitSignal(session.files_changed, timeout=PATIENCE):
        path.write_text("---\ntitle: Other\n---\n\nwritten\n", "utf-8")
    driver.qtbot.waitUntil(lambda: "written" in driver.article.body(), timeout=PATIENCE)
    path.unlink()
    driver.article.reread()
    session.look_at([path])
    driver.qtbot.waitUntil(lambda: session.catalogue.get(path) is None, timeout=PATIENCE)
    driver.qtbot.waitUntil(driver.article.is_dirty, timeout=PATIENCE)
    driver.save()
    driver.qtbot.waitUntil(lambda: session.catalogue.get(path) is not None, timeout=PATIENCE)
