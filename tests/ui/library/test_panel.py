"""The library panel with real widgets: keys, clicks, and staying in place while the site changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.site.watching.changes import FileChange
from editor.ui.common.choice_popup import ChoicePopup
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.library.model import ROW_ROLE
from editor.ui.library.panel import LibraryPanel
from editor.ui.library.query import Query, SectionRow
from tests.limits import PATIENCE

Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot, palette: Palette, tasks: Tasks) -> LibraryPanel:
    panel = LibraryPanel(palette, tasks)
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    return panel


@pytest.fixture
def catalogue(small_site: Path) -> Catalogue:
    return Catalogue.build(Site.find(small_site))


@pytest.fixture
def filled(qtbot: QtBot, panel: LibraryPanel, catalogue: Catalogue) -> LibraryPanel:
    show(qtbot, panel, catalogue)
    return panel


def show(qtbot: QtBot, panel: LibraryPanel, catalogue: Catalogue) -> None:
    with qtbot.waitSignal(panel.articles_shown, timeout=PATIENCE):
        panel.show_catalogue(catalogue)


def update(qtbot: QtBot, panel: LibraryPanel, changes: list[FileChange]) -> None:
    with qtbot.waitSignal(panel.articles_shown, timeout=PATIENCE):
        panel.update_articles(changes)


def shown(panel: LibraryPanel) -> list[str]:
    model = panel.list.model()
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [f"[{row.section}]" if isinstance(row, SectionRow) else row.logical_path for row in rows]


def click(
    panel: LibraryPanel, name: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    row = shown(panel).index(name)
    place = panel.list.visualRect(panel.list.model().index(row, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def write(widget: QWidget, text: str) -> None:
    """Type text: Latin by keys, Chinese through the input method, as an author does."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    commit = QInputMethodEvent()
    commit.setCommitString(text)
    QApplication.sendEvent(widget, commit)


def search_field(panel: LibraryPanel) -> QLineEdit:
    return panel.findChild(QLineEdit)


def button(panel: LibraryPanel, text: str) -> QPushButton:
    return next(b for b in panel.findChildren(QPushButton) if b.text() == text and b.isVisible())


def requests(signal: object) -> list:
    found: list = []
    signal.connect(lambda *values: found.append(values[0] if values else None))  # type: ignore[attr-defined]
    return found


# -- empty states ------------------------------------------------------------------------------------


def test_without_a_site_two_buttons_lead_on(panel: LibraryPanel) -> None:
    folder, tour = requests(panel.folder_requested), requests(panel.tour_requested)
    QTest.mouseClick(button(panel, "Open a Folder…"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(panel, "Take the Tour"), Qt.MouseButton.LeftButton)
    assert (len(folder), len(tour)) == (1, 1)
    assert not search_field(panel).isVisible()


def test_an_empty_site_offers_a_new_article(qtbot: QtBot, panel: LibraryPanel, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    show(qtbot, panel, Catalogue.build(Site.find(tmp_path)))
    asked = requests(panel.new_article_requested)
    QTest.mouseClick(button(panel, "New Article…"), Qt.MouseButton.LeftButton)
    assert asked == [""]


def test_no_match_offers_to_show_all_again(filled: LibraryPanel) -> None:
    everything = shown(filled)
    write(search_field(filled), "zzzz")
    assert any("zzzz" in label.text() for label in filled.findChildren(QLabel) if label.isVisible())
    QTest.mouseClick(button(filled, "Show All Articles"), Qt.MouseButton.LeftButton)
    assert (shown(filled), search_field(filled).text()) == (everything, "")


def test_progress_is_shown_while_the_site_is_read(
    qtbot: QtBot, panel: LibraryPanel, catalogue: Catalogue
) -> None:
    panel.show_reading()
    panel.show_progress(3200, 10000)
    assert any("3,200" in label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    show(qtbot, panel, catalogue)
    assert panel.list.isVisible()
    assert not any("3,200" in label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_a_failure_says_its_sentence(panel: LibraryPanel) -> None:
    panel.show_failure("/x cannot be read.")
    assert any(
        label.text() == "/x cannot be read." for label in panel.findChildren(QLabel) if label.isVisible()
    )


# -- search and filters ------------------------------------------------------------------------------


def test_typing_narrows_letter_by_letter_and_escape_shows_everything(filled: LibraryPanel) -> None:
    everything = shown(filled)
    filled.focus_search()
    field = search_field(filled)
    QTest.keyClicks(field, "tom")
    assert shown(filled) == ["[notes]", "notes/toml.md"]
    QTest.keyClick(field, Key.Key_Escape)
    assert (shown(filled), field.text()) == (everything, "")


def test_enter_in_the_search_field_opens_the_first_article(filled: LibraryPanel, small_site: Path) -> None:
    asked = requests(filled.article_requested)
    write(search_field(filled), "十分")
    QTest.keyClick(search_field(filled), Key.Key_Return)
    assert asked == [small_site / "content" / "posts" / "first.md"]


def test_arrow_down_leads_from_the_search_field_into_the_list(qtbot: QtBot, filled: LibraryPanel) -> None:
    filled.focus_search()
    qtbot.waitUntil(lambda: search_field(filled).hasFocus(), timeout=PATIENCE)
    QTest.keyClick(search_field(filled), Key.Key_Down)
    assert filled.list.hasFocus()
    assert filled.list.currentIndex().row() == 1


def test_words_in_the_text_are_found_a_moment_later(qtbot: QtBot, filled: LibraryPanel) -> None:
    write(search_field(filled), "算力")
    assert shown(filled) == []
    qtbot.waitUntil(lambda: shown(filled) == ["[posts]", "posts/first.md"], timeout=PATIENCE)


def test_the_state_buttons_filter(filled: LibraryPanel) -> None:
    found = {}
    for name in ("Drafts", "Scheduled", "Problems", "All"):
        state = next(b for b in filled.findChildren(QToolButton) if b.accessibleName() == name)
        QTest.mouseClick(state, Qt.MouseButton.LeftButton)
        found[name] = [path for path in shown(filled) if not path.startswith("[")]
    assert found["Drafts"] == ["posts/bundle/index.md"]
    assert found["Scheduled"] == ["posts/future.md"]
    assert found["Problems"] == ["posts/broken.md"]
    assert len(found["All"]) == 11


@pytest.mark.parametrize(
    ("chooser", "letters", "expected"),
    [
        ("Tag", "hug", ["[notes]", "notes/toml.md", "[posts]", "posts/first.md"]),
        ("Section", "not", ["[notes]", "notes/toml.md", "notes/markup.md", "notes/untitled.md"]),
    ],
)
def test_section_and_tag_are_chosen_from_a_list(
    qtbot: QtBot, filled: LibraryPanel, chooser: str, letters: str, expected: list[str]
) -> None:
    everything = shown(filled)
    opener = next(b for b in filled.findChildren(QToolButton) if b.accessibleName() == chooser)
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    popup = filled.findChild(ChoicePopup)
    QTest.keyClicks(popup.findChild(QLineEdit), letters)
    QTest.keyClick(popup.findChild(QLineEdit), Key.Key_Return)
    assert shown(filled) == expected
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    popup = next(p for p in filled.findChildren(ChoicePopup) if p.isVisible())
    QTest.keyClick(popup.findChild(QLineEdit), Key.Key_Up)
    for _ in range(10):
        QTest.keyClick(popup.findChild(QLineEdit), Key.Key_Up)
    QTest.keyClick(popup.findChild(QLineEdit), Key.Key_Return)
    assert shown(filled) == everything


def test_tab_goes_through_the_controls_as_they_lie(filled: LibraryPanel) -> None:
    filled.resize(600, 700)
    filled.focus_search()
    visited = []
    for _ in range(7):
        focused = filled.focusWidget()
        visited.append(focused.accessibleName())
        QTest.keyClick(focused, Key.Key_Tab)
    # Of the states only the one in force: arrows go to the others, as among radio buttons.
    assert visited == [
        "Search articles",
        "All",
        "Section",
        "Tag",
        "New article",
        "Order of the articles",
        "Articles",
    ]


def test_arrows_go_from_state_to_state(filled: LibraryPanel) -> None:
    every = next(b for b in filled.findChildren(QToolButton) if b.accessibleName() == "All")
    every.setFocus()
    QTest.keyClick(every, Key.Key_Right)
    drafts = filled.focusWidget()
    assert drafts.accessibleName() == "Drafts"
    QTest.keyClick(drafts, Key.Key_Space)
    assert shown(filled) == ["[posts]", "posts/bundle/index.md"]


def test_the_new_button_means_the_section_that_is_chosen(filled: LibraryPanel) -> None:
    asked = requests(filled.new_article_requested)
    new = next(b for b in filled.findChildren(QToolButton) if b.accessibleName() == "New article")
    QTest.mouseClick(new, Qt.MouseButton.LeftButton)
    filled.filters.set_query(Query(section="notes"))
    QTest.mouseClick(new, Qt.MouseButton.LeftButton)
    assert asked == ["", "notes"]


def test_a_narrow_panel_shows_icons_for_the_states(filled: LibraryPanel) -> None:
    state = next(b for b in filled.findChildren(QToolButton) if b.accessibleName() == "Drafts")
    filled.resize(600, 700)
    wide = state.toolButtonStyle()
    filled.resize(190, 700)
    QApplication.processEvents()
    assert wide == Qt.ToolButtonStyle.ToolButtonTextOnly
    assert state.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert filled.width() == 190


# -- the list ----------------------------------------------------------------------------------------


def test_a_click_opens_and_a_click_with_ctrl_only_selects(filled: LibraryPanel, small_site: Path) -> None:
    asked = requests(filled.article_requested)
    click(filled, "notes/toml.md")
    click(filled, "notes/markup.md", Qt.KeyboardModifier.ControlModifier)
    notes = small_site / "content" / "notes"
    assert asked == [notes / "toml.md"]
    assert filled.selected_paths() == [notes / "toml.md", notes / "markup.md"]


def test_arrows_move_and_enter_opens(filled: LibraryPanel, small_site: Path) -> None:
    asked = requests(filled.article_requested)
    click(filled, "notes/toml.md")
    asked.clear()
    QTest.keyClick(filled.list, Key.Key_Down)
    QTest.keyClick(filled.list, Key.Key_Down)
    assert asked == []
    QTest.keyClick(filled.list, Key.Key_Return)
    assert asked == [small_site / "content" / "notes" / "untitled.md"]
    QTest.keyClick(filled.list, Key.Key_End)
    assert filled.list.currentIndex().data() == "broken"
    QTest.keyClick(filled.list, Key.Key_Home)
    assert filled.list.currentIndex().row() == 0


def test_shift_selects_a_range_across_section_lines(filled: LibraryPanel) -> None:
    click(filled, "notes/untitled.md")
    for _ in range(3):
        QTest.keyClick(filled.list, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [path.name for path in filled.selected_paths()] == ["untitled.md", "_index.md", "future.md"]


def test_type_ahead_finds_latin_and_chinese_titles(filled: LibraryPanel) -> None:
    click(filled, "_index.md")
    QTest.keyClicks(filled.list, "sched")
    assert filled.list.currentIndex().data() == "Scheduled for later"
    QTest.keyClick(filled.list, Key.Key_Home)
    # Qt joins what is typed quickly into one word.
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    write(filled.list, "用更")
    assert filled.list.currentIndex().data() == "用更少資源做更多事"


def test_escape_in_the_list_clears_the_filter(filled: LibraryPanel) -> None:
    everything = shown(filled)
    write(search_field(filled), "hugo")
    filled.list.setFocus()
    QTest.keyClick(filled.list, Key.Key_Escape)
    assert shown(filled) == everything


def test_sections_fold_by_click_and_by_arrow(filled: LibraryPanel) -> None:
    click(filled, "[notes]")
    assert "notes/toml.md" not in shown(filled)
    assert "[notes]" in shown(filled)
    filled.list.setCurrentIndex(filled.list.model().index(shown(filled).index("[notes]"), 0))
    QTest.keyClick(filled.list, Key.Key_Right)
    assert "notes/toml.md" in shown(filled)
    QTest.keyClick(filled.list, Key.Key_Left)
    assert "notes/toml.md" not in shown(filled)


def test_the_pinned_section_line_answers_clicks(filled: LibraryPanel) -> None:
    filled.resize(320, 320)
    filled.list.verticalScrollBar().setValue(filled.list.verticalScrollBar().maximum())
    at_top = filled.list.indexAt(QPoint(100, 4))
    assert at_top.data(ROW_ROLE).section == "posts"
    QTest.mouseClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert "posts/first.md" not in shown(filled)


def test_a_broken_article_is_listed_with_its_reason_and_opens(filled: LibraryPanel, small_site: Path) -> None:
    asked = requests(filled.article_requested)
    row = shown(filled).index("posts/broken.md")
    index = filled.list.model().index(row, 0)
    assert "line 2" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Broken" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    click(filled, "posts/broken.md")
    assert asked == [small_site / "content" / "posts" / "broken.md"]


def test_a_screen_reader_hears_title_date_and_state(filled: LibraryPanel) -> None:
    table = QAccessible.queryAccessibleInterface(filled.list)
    assert table is not None
    heard = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount()) if table.child(n)]
    assert "用更少資源做更多事, 2025-11-05, Draft" in heard


def test_titles_are_never_markup(filled: LibraryPanel) -> None:
    index = filled.list.model().index(shown(filled).index("notes/markup.md"), 0)
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_an_article_without_a_title_shows_its_file_name(filled: LibraryPanel) -> None:
    index = filled.list.model().index(shown(filled).index("notes/untitled.md"), 0)
    assert index.data() == "untitled"


# -- menu and keys -----------------------------------------------------------------------------------


def menu_of(panel: LibraryPanel, name: str) -> QMenu:
    row = shown(panel).index(name)
    place = panel.list.visualRect(panel.list.model().index(row, 0)).center()
    panel.list.menu_requested.emit(panel.list.indexAt(place), panel.list.viewport().mapToGlobal(place))
    return next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())


def trigger(menu: QMenu, text: str) -> None:
    action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(text))
    action.trigger()
    menu.close()


@pytest.mark.parametrize(
    ("entry", "signal"),
    [
        ("Open", "article_requested"),
        ("Rename", "rename_requested"),
        ("Show in File Manager", "reveal_requested"),
    ],
)
def test_the_menu_asks_for_what_its_entries_say(
    filled: LibraryPanel, small_site: Path, entry: str, signal: str
) -> None:
    asked = requests(getattr(filled, signal))
    trigger(menu_of(filled, "notes/toml.md"), entry)
    assert asked == [small_site / "content" / "notes" / "toml.md"]


@pytest.mark.parametrize(
    ("entry", "signal"), [("Export", "export_requested"), ("Move to Trash", "delete_requested")]
)
def test_what_takes_several_articles_takes_one(
    filled: LibraryPanel, small_site: Path, entry: str, signal: str
) -> None:
    asked = requests(getattr(filled, signal))
    trigger(menu_of(filled, "notes/toml.md"), entry)
    assert asked == [[small_site / "content" / "notes" / "toml.md"]]


def test_the_menu_copies_the_path_and_makes_articles_in_the_section(
    filled: LibraryPanel, small_site: Path
) -> None:
    trigger(menu_of(filled, "notes/toml.md"), "Copy Path")
    assert QGuiApplication.clipboard().text() == str(small_site / "content" / "notes" / "toml.md")
    asked = requests(filled.new_article_requested)
    trigger(menu_of(filled, "[notes]"), "New Article in")
    assert asked == ["notes"]


def test_f2_and_delete_ask_for_the_article_under_the_keyboard(filled: LibraryPanel, small_site: Path) -> None:
    renamed, deleted = requests(filled.rename_requested), requests(filled.delete_requested)
    click(filled, "notes/toml.md")
    QTest.keyClick(filled.list, Key.Key_F2)
    QTest.keyClick(filled.list, Key.Key_Delete)
    path = small_site / "content" / "notes" / "toml.md"
    assert renamed == [path]
    assert deleted == [[path]]


# -- in step -----------------------------------------------------------------------------------------


@pytest.fixture
def long_site(tmp_path: Path) -> Path:
    posts = tmp_path / "long" / "content" / "posts"
    posts.mkdir(parents=True)
    for number in range(80):
        (posts / f"a{number:02}.md").write_text(
            f"---\ntitle: A{number:02}\ndate: 2024-01-{1 + number % 28:02}\n---\n"
        )
    (tmp_path / "long" / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    return tmp_path / "long"


@pytest.mark.parametrize(
    "change",
    [
        lambda posts: (posts / "new.md").write_text("---\ntitle: New\ndate: 2025-01-01\n---\n"),
        lambda posts: (posts / "a27.md").unlink(),
        lambda posts: (posts / "a03.md").write_text("---\ntitle: Changed\ndate: 2026-01-01\n---\n"),
    ],
    ids=["created", "removed", "edited"],
)
def test_selection_and_scroll_stay_on_their_articles(
    qtbot: QtBot, panel: LibraryPanel, long_site: Path, change: Callable[[Path], object]
) -> None:
    catalogue = Catalogue.build(Site.find(long_site))
    show(qtbot, panel, catalogue)
    panel.list.verticalScrollBar().setValue(1777)
    top = panel.list.indexAt(QPoint(100, 60))
    name, place = top.data(), panel.list.visualRect(top).top()
    click_name = f"posts/{panel.list.indexAt(QPoint(100, 200)).data().lower()}.md"
    click(panel, click_name)
    posts = long_site / "content" / "posts"
    change(posts)
    update(qtbot, panel, catalogue.update([posts]))
    top = panel.list.indexAt(QPoint(100, 60))
    assert (top.data(), panel.list.visualRect(top).top()) == (name, place)
    assert [path.name for path in panel.selected_paths()] == [click_name.removeprefix("posts/")]


def test_a_renamed_article_stays_selected(
    qtbot: QtBot, filled: LibraryPanel, catalogue: Catalogue, small_site: Path
) -> None:
    click(filled, "notes/toml.md")
    old = small_site / "content" / "notes" / "toml.md"
    new = old.rename(old.with_name("zoml.md"))
    catalogue.update([old, new])
    update(qtbot, filled, [FileChange("moved", new, old)])
    assert filled.selected_paths() == [new]


def test_the_front_article_is_gone_to_unless_it_was_opened_from_here(
    filled: LibraryPanel, small_site: Path
) -> None:
    content = small_site / "content"
    filled.set_current(content / "posts" / "first.md")
    assert filled.selected_paths() == [content / "posts" / "first.md"]
    click(filled, "notes/toml.md")
    QTest.keyClick(filled.list, Key.Key_Down)
    filled.set_current(content / "notes" / "toml.md")
    assert filled.list.currentIndex().data().startswith("two")


def test_an_unsaved_article_and_a_clean_one_look_different(filled: LibraryPanel, small_site: Path) -> None:
    path = small_site / "content" / "notes" / "toml.md"
    rect = filled.list.visualRect(filled.list.model().index(shown(filled).index("notes/toml.md"), 0))
    clean = filled.list.viewport().grab(rect).toImage()
    filled.set_unsaved({path})
    marked = filled.list.viewport().grab(rect).toImage()
    filled.set_unsaved(set())
    assert marked != clean
    assert filled.list.viewport().grab(rect).toImage() == clean


def test_another_site_starts_afresh(qtbot: QtBot, filled: LibraryPanel, long_site: Path) -> None:
    click(filled, "[posts]")
    write(search_field(filled), "toml")
    show(qtbot, filled, Catalogue.build(Site.find(long_site)))
    assert search_field(filled).text() == ""
    assert len(shown(filled)) == 81


def test_the_order_is_told_and_taken_over(qtbot: QtBot, filled: LibraryPanel, small_site: Path) -> None:
    with qtbot.waitSignal(filled.arrangement_changed, timeout=PATIENCE) as told:
        filled.set_arrangement("modified", False)
    assert told.args == ["modified", False]
    (small_site / "content" / "posts" / "expired.md").touch()
    update(qtbot, filled, [])
    qtbot.waitUntil(lambda: shown(filled)[0] == "posts/expired.md", timeout=PATIENCE)


def test_a_rename_that_comes_while_the_rows_are_made_keeps_the_selection(
    qtbot: QtBot, filled: LibraryPanel, catalogue: Catalogue, small_site: Path
) -> None:
    click(filled, "notes/toml.md")
    notes = small_site / "content" / "notes"
    (notes / "other.md").write_text("---\ntitle: Other\n---\n")
    filled.update_articles(catalogue.update([notes / "other.md"]))
    old = notes / "toml.md"
    new = old.rename(notes / "aoml.md")
    catalogue.update([old, new])
    filled.update_articles([FileChange("moved", new, old)])
    last = new.rename(notes / "zoml.md")
    catalogue.update([new, last])
    filled.update_articles([FileChange("moved", last, new)])
    qtbot.waitUntil(lambda: "notes/zoml.md" in shown(filled), timeout=PATIENCE)
    assert filled.selected_paths() == [last]


def test_the_articles_of_a_site_that_was_left_are_never_shown_under_another(
    qtbot: QtBot, filled: LibraryPanel, catalogue: Catalogue, long_site: Path
) -> None:
    lists = []
    filled.articles_shown.connect(lambda listed: lists.append(set(listed)))
    other = Catalogue.build(Site.find(long_site))
    front = long_site / "content" / "posts" / "a40.md"
    filled.update_articles([])
    filled.show_catalogue(other)
    filled.set_current(front)
    qtbot.waitUntil(lambda: "posts/a40.md" in shown(filled), timeout=PATIENCE)
    assert filled.selected_paths() == [front]
    assert lists == [set(other.summaries())]


def test_an_article_that_the_list_does_not_have_yet_is_gone_to_when_it_comes(
    qtbot: QtBot, panel: LibraryPanel, long_site: Path
) -> None:
    catalogue = Catalogue.build(Site.find(long_site))
    show(qtbot, panel, catalogue)
    new = long_site / "content" / "posts" / "new.md"
    new.write_text("---\ntitle: New\n---\n")
    panel.set_current(new)
    update(qtbot, panel, catalogue.update([new]))
    assert panel.selected_paths() == [new]
    assert panel.list.viewport().rect().contains(panel.list.visualRect(panel.list.currentIndex()))


def test_an_article_that_comes_late_takes_nothing_from_the_one_the_author_asked_for(
    qtbot: QtBot, panel: LibraryPanel, long_site: Path
) -> None:
    """Seen: Enter on an article while the list was refilled; the one before was selected when the new one opened."""
    catalogue = Catalogue.build(Site.find(long_site))
    show(qtbot, panel, catalogue)
    new = long_site / "content" / "posts" / "new.md"
    new.write_text("---\ntitle: New\n---\n")
    panel.set_current(new)
    click(panel, "posts/a40.md")
    QTest.keyClick(panel.list, Key.Key_Return)
    update(qtbot, panel, catalogue.update([new]))
    assert panel.selected_paths() == [long_site / "content" / "posts" / "a40.md"]


def test_what_is_opened_from_the_list_is_selected_there(filled: LibraryPanel, small_site: Path) -> None:
    """Seen: Ctrl and a click took an article out of the selection, Enter opened it, and another stayed selected."""
    click(filled, "posts/first.md")
    click(filled, "notes/toml.md", Qt.KeyboardModifier.ControlModifier)
    click(filled, "notes/toml.md", Qt.KeyboardModifier.ControlModifier)
    assert filled.selected_paths() == [small_site / "content" / "posts" / "first.md"]
    asked: list[Path] = []
    filled.article_requested.connect(asked.append)
    QTest.keyClick(filled.list, Key.Key_Return)
    assert filled.selected_paths() == asked


def test_reading_the_site_anew_leaves_the_author_on_the_article_gone_on_to(
    qtbot: QtBot, filled: LibraryPanel, small_site: Path
) -> None:
    front = small_site / "content" / "posts" / "first.md"
    filled.set_current(front)
    QTest.keyClick(filled.list, Key.Key_Up)
    gone_to = filled.selected_paths()
    assert gone_to != [front]
    filled.show_catalogue(Catalogue.build(Site.find(small_site)))
    with qtbot.waitSignal(filled.articles_shown, timeout=PATIENCE):
        filled.set_current(front)
    assert filled.selected_paths() == gone_to


def test_an_article_found_in_its_text_stays_found_when_it_is_renamed(
    qtbot: QtBot, filled: LibraryPanel, catalogue: Catalogue, small_site: Path
) -> None:
    write(search_field(filled), "算力")
    qtbot.waitUntil(lambda: shown(filled) == ["[posts]", "posts/first.md"], timeout=PATIENCE)
    click(filled, "posts/first.md")
    old = small_site / "content" / "posts" / "first.md"
    new = old.rename(old.with_name("renamed.md"))
    catalogue.update([old, new])
    update(qtbot, filled, [FileChange("moved", new, old)])
    assert shown(filled) == ["[posts]", "posts/renamed.md"]
    assert filled.selected_paths() == [new]


def test_a_search_goes_on_in_articles_that_change(
    qtbot: QtBot, filled: LibraryPanel, catalogue: Catalogue, small_site: Path
) -> None:
    write(search_field(filled), "算力")
    qtbot.waitUntil(lambda: shown(filled) == ["[posts]", "posts/first.md"], timeout=PATIENCE)
    other = small_site / "content" / "notes" / "untitled.md"
    other.write_text("也說算力\n", "utf-8")
    update(qtbot, filled, catalogue.update([other]))
    qtbot.waitUntil(lambda: "notes/untitled.md" in shown(filled), timeout=PATIENCE)


def test_the_front_article_of_a_long_site_is_in_sight_from_the_start(
    qtbot: QtBot, panel: LibraryPanel, long_site: Path
) -> None:
    front = long_site / "content" / "posts" / "a40.md"
    panel.show_reading()
    panel.set_current(front)
    show(qtbot, panel, Catalogue.build(Site.find(long_site)))
    QApplication.processEvents()
    assert panel.selected_paths() == [front]
    rect = panel.list.visualRect(panel.list.currentIndex())
    assert panel.list.viewport().rect().contains(rect)


def test_times_found_for_a_site_that_was_left_do_not_order_another(
    qtbot: QtBot, panel: LibraryPanel, tasks: Tasks, long_site: Path, small_site: Path
) -> None:
    first = small_site / "content" / "posts" / "first.md"
    os.utime(first, (4_000_000_000, 4_000_000_000))
    # Their times take longer to look up than to show the other site.
    for number in range(3000):
        (long_site / "content" / f"{number}.md").touch()
    large, small = Catalogue.build(Site.find(long_site)), Catalogue.build(Site.find(small_site))
    panel.set_arrangement("modified", False)
    show(qtbot, panel, large)
    panel.show_reading()
    show(qtbot, panel, small)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert shown(panel)[0] == "posts/first.md"
