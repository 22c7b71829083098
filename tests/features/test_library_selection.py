"""Several rows selected in the library: what is asked for is done with all of them, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from editor.ui.export.dialog import ExportDialog
from editor.ui.library.rename_dialog import RenameDialog
from tests.dialogs import give_keyboard, press, question, shown_dialog
from tests.limits import LONG, PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user data"))
    return tmp_path / "user data" / "Trash" / "files"


@pytest.fixture
def paths(site: Path) -> dict[str, Path]:
    posts = site / "content" / "posts"
    found = {name: posts / f"{name}.md" for name in ("alpha", "beta", "gamma", "delta")}
    found["trip"] = posts / "trip" / "index.md"
    found["trip"].parent.mkdir()
    (found["trip"].parent / "a.png").write_bytes(b"picture")
    for name, path in found.items():
        path.write_text(f"---\ntitle: {name}\n---\n\nText of {name}.\n", "utf-8")
    return found


def choose(driver, *titles: str) -> None:
    """Select rows by clicks, the first without and the others with Ctrl; nothing is opened but the first."""
    library = driver.bench.library.list
    model = library.model()
    for number, title in enumerate(titles):
        index = next(
            model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == title
        )
        library.scrollTo(index)
        place = library.visualRect(index).center()
        modifiers = CTRL if number else Qt.KeyboardModifier.NoModifier
        if number:
            QTest.mouseClick(library.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
            continue
        with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
            QTest.mouseClick(library.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
    give_keyboard(driver.qtbot, library)


def menu_on(driver, title: str) -> QMenu:
    library = driver.bench.library.list
    model = library.model()
    index = next(
        model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == title
    )
    place = library.visualRect(index).center()
    QTest.mouseClick(library.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, place)
    library.menu_requested.emit(index, library.viewport().mapToGlobal(place))
    return next(menu for menu in driver.bench.library.findChildren(QMenu) if menu.isVisible())


def entries(menu: QMenu) -> dict[str, bool]:
    return {
        action.text().replace("&", "").partition("\t")[0]: action.isEnabled()
        for action in menu.actions()
        if not action.isSeparator()
    }


def trigger(menu: QMenu, text: str) -> None:
    next(a for a in menu.actions() if a.text().replace("&", "").partition("\t")[0] == text).trigger()
    menu.close()


def test_delete_says_which_of_many_section_pages_it_means(start, site: Path, paths, trash: Path) -> None:
    """Seen: “_index.md, digitalocean, _index.md” of a site with forty files of that name."""
    for name in ("one", "two"):
        path = site / "content" / name / "_index.md"
        path.parent.mkdir()
        path.write_text(f"---\ntitle: Section {name}\n---\n", "utf-8")
    driver = start(site)
    choose(driver, "Section one", "Section two")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_Delete)
    box = question(driver.qtbot, driver.window)
    assert "one/_index.md" in box.text() and "two/_index.md" in box.text()
    press(box, "Cancel")


def test_delete_takes_all_that_are_selected(start, site: Path, paths, trash: Path) -> None:
    driver = start(site)
    choose(driver, "alpha", "gamma", "trip")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_Delete)
    box = question(driver.qtbot, driver.window)
    assert box.text().startswith("Move these 3 articles to the trash?")
    for name in ("posts/alpha.md", "posts/gamma.md", "posts/trip (the folder with all its files)"):
        assert name in box.text()
    assert "beta" not in box.text()
    with driver.qtbot.waitSignal(driver.bench.files.done, timeout=PATIENCE):
        press(box, "Move to Trash")
    assert {path.name for path in trash.iterdir()} == {"alpha.md", "gamma.md", "trip"}
    assert paths["beta"].is_file() and paths["delta"].is_file()
    assert not paths["trip"].parent.exists()
    # The one that was open without unsaved text is closed.
    assert driver.open_articles.find(paths["alpha"]) is None


def test_cancel_deletes_nothing(start, site: Path, paths) -> None:
    driver = start(site)
    choose(driver, "alpha", "gamma")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_Delete)
    press(question(driver.qtbot, driver.window), "Cancel")
    assert paths["alpha"].is_file() and paths["gamma"].is_file()


def test_unsaved_text_of_a_deleted_article_stays_open(start, site: Path, paths) -> None:
    driver = start(paths["beta"])
    QTest.keyClicks(driver.pane, "typed ")
    choose(driver, "alpha", "beta")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_Delete)
    with driver.qtbot.waitSignal(driver.bench.files.done, timeout=PATIENCE):
        press(question(driver.qtbot, driver.window), "Move to Trash")
    assert not paths["alpha"].exists() and not paths["beta"].exists()
    assert [article.path for article in driver.open_articles.articles()] == [paths["beta"]]
    driver.open_articles.bring_to_front(driver.open_articles.find(paths["beta"]))
    driver.save()
    assert "typed " in paths["beta"].read_text("utf-8")


def test_more_than_a_few_are_numbered_and_not_all_named(start, site: Path) -> None:
    posts = site / "content" / "posts"
    for number in range(30):
        (posts / f"n{number:02}.md").write_text(f"---\ntitle: N{number:02}\n---\n")
    driver = start(site)
    library = driver.bench.library.list
    library.setFocus()
    QTest.keyClick(library, Qt.Key.Key_Home)
    QTest.keyClick(library, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(library, Qt.Key.Key_Delete)
    text = question(driver.qtbot, driver.window).text()
    number = len(driver.bench.library.selected_paths())
    assert f"Move these {number} articles" in text
    assert f"and {number - 8} more" in text
    assert len(text.splitlines()) < 14


def test_rename_is_off_for_several_and_the_menu_says_how_many(start, site: Path, paths) -> None:
    driver = start(site)
    choose(driver, "alpha", "gamma")
    menu = menu_on(driver, "gamma")
    shown = entries(menu)
    assert shown["Rename…"] is False
    assert shown["Move 2 Articles to Trash…"] and shown["Export 2 Articles…"] and shown["Open 2 Articles"]
    menu.close()
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_F2)
    assert not driver.window.findChildren(RenameDialog)


def test_a_menu_beside_the_selection_is_for_its_own_row(start, site: Path, paths) -> None:
    driver = start(site)
    choose(driver, "alpha", "gamma")
    assert "Export…" in entries(menu_on(driver, "beta"))
    assert driver.bench.library.selected_paths() == [paths["beta"]]


def test_export_from_the_menu_exports_the_selected_articles(start, site: Path, paths, tmp_path: Path) -> None:
    driver = start(site)
    choose(driver, "delta", "alpha", "gamma")
    QTest.mouseClick(driver.window.tabs, Qt.MouseButton.LeftButton)
    trigger(menu_on(driver, "alpha"), "Export 3 Articles…")
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    assert dialog.choices.scope.currentText() == "The 3 selected articles"
    assert "each under its own name" in dialog.choices.hint.text()
    dialog.choices.folder.setText(str(tmp_path / "out"))
    with driver.qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        press(dialog, "Export")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"alpha.html", "gamma.html", "delta.html"}


def test_export_by_its_key_in_the_library_takes_the_selection(start, site: Path, paths) -> None:
    driver = start(site)
    choose(driver, "delta", "alpha")
    QTest.keyClick(driver.bench.library.list, Qt.Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    assert dialog.choices.scope.currentText() == "The 2 selected articles"
    assert dialog.choices.scope.itemText(0) == "This article: posts/delta.md"


def test_an_export_saves_nothing_unasked(start, site: Path, paths, tmp_path: Path) -> None:
    driver = start(paths["alpha"])
    before = paths["alpha"].read_bytes()
    QTest.keyClicks(driver.pane, "typed ")
    QTest.keyClick(driver.pane, Qt.Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    assert "“alpha” has text that is not saved" in dialog.choices.hint.text()
    dialog.choices.folder.setText(str(tmp_path / "out"))
    with driver.qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        press(dialog, "Export What Is Saved")
    assert paths["alpha"].read_bytes() == before
    assert driver.article.is_dirty()
    assert "typed" not in (tmp_path / "out" / "alpha.html").read_text("utf-8")


def test_save_and_export_takes_what_is_on_the_screen(start, site: Path, paths, tmp_path: Path) -> None:
    driver = start(paths["alpha"])
    QTest.keyClicks(driver.pane, "typed ")
    driver.actions["export"].trigger()
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    dialog.choices.folder.setText(str(tmp_path / "out"))
    with driver.qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        press(dialog, "Save and Export")
    assert not driver.article.is_dirty()
    assert "typed" in (tmp_path / "out" / "alpha.html").read_text("utf-8")


def test_without_unsaved_text_there_is_one_way_to_export(start, site: Path, paths) -> None:
    driver = start(paths["alpha"])
    driver.open(paths["beta"])
    QTest.keyClicks(driver.pane, "typed ")
    driver.open_articles.bring_to_front(driver.open_articles.find(paths["alpha"]))
    driver.actions["export"].trigger()
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    assert dialog.export_button.text() == "&Export" and not dialog.saved_only_button.isVisible()
    # The whole site holds the other one, too.
    dialog.choices.scope.setCurrentIndex(dialog.choices.scope.count() - 1)
    assert "“beta” has text that is not saved" in dialog.choices.hint.text()
    assert dialog.export_button.text() == "Save and &Export" and dialog.saved_only_button.isVisible()
