"""Another program writes the front matter while the author is at it: what is done means what was seen, or is told off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from editor.articles.front_matter.front_matter import FrontMatter
from tests.limits import PATIENCE

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
LISTS = {
    "yaml": "---\ntitle: A\ntags: [{0}]\n---\n",
    "toml": "+++\ntitle = 'A'\ntags = [{0}]\n+++\n",
    "json": '{{\n  "title": "A",\n  "tags": [{0}]\n}}\n',
}
ITEMS = {
    "yaml": (
        "---\ntitle: A\ngallery:\n{0}---\n",
        "  - src: {0}.png\n    alt: About {0}\n",
    ),
    "toml": (
        "+++\ntitle = 'A'\n{0}+++\n",
        "[[gallery]]\nsrc = '{0}.png'\nalt = 'About {0}'\n",
    ),
    "json": (
        '{{\n  "title": "A",\n  "gallery": [{0}]\n}}\n',
        '{{"src": "{0}.png", "alt": "About {0}"}},',
    ),
}


def with_tags(form: str, *tags: str) -> str:
    return LISTS[form].format(", ".join(f'"{tag}"' for tag in tags))


def with_items(form: str, *names: str) -> str:
    whole, item = ITEMS[form]
    return whole.format("".join(item.format(name) for name in names).rstrip(","))


class Meanwhile:
    """One article in the window, and the other program that writes it."""

    def __init__(self, driver, path: Path) -> None:
        self.driver, self.path = driver, path
        driver.window.activateWindow()
        driver.qtbot.waitUntil(driver.window.isActiveWindow, timeout=PATIENCE)

    def row(self, *path: str | int):
        row = self.driver.bench.views.form.form.row(path)
        assert row is not None, path
        return row

    def other_writes(self, header: str) -> None:
        with self.driver.qtbot.waitSignal(self.driver.article.reloaded, timeout=PATIENCE):
            self.path.write_text(header + "Text.\n", "utf-8")
            self.driver.article.reread()

    def chip(self, term: str) -> QWidget:
        [chip] = [chip for chip in self.row("tags").editor.row.chips if chip.text() == term]
        return chip

    def tags(self) -> list[str]:
        """The tags as the file would hold them; what is shown is the same."""
        tags = FrontMatter.read(self.driver.article.header).fields["tags"]
        assert tags == [chip.text() for chip in self.row("tags").editor.row.chips]
        return tags

    def items(self) -> list[dict[str, str]]:
        return FrontMatter.read(self.driver.article.header).fields["gallery"]


@pytest.fixture
def open_articles(start, site: Path):
    def begin(header: str) -> Meanwhile:
        path = site / "content" / "posts" / "one.md"
        path.write_text(header + "Text.\n", "utf-8")
        return Meanwhile(start(path), path)

    return begin


def type_over(chip: QWidget, text: str) -> QWidget:
    """Begin to rename a chip by a double click."""
    QTest.mouseDClick(chip, LEFT, pos=QPoint(6, chip.height() // 2))
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, text)
    return line


@pytest.mark.parametrize("form", list(LISTS))
def test_a_renamed_chip_replaces_its_own_term(open_articles, form: str) -> None:
    on = open_articles(with_tags(form, "a", "b", "c"))
    line = type_over(on.chip("b"), "renamed")
    on.other_writes(with_tags(form, "new", "c", "a", "b"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert on.tags() == ["new", "c", "a", "renamed"]


@pytest.mark.parametrize("form", list(LISTS))
def test_a_renamed_chip_whose_term_is_gone_replaces_no_other(open_articles, form: str) -> None:
    on = open_articles(with_tags(form, "a", "b", "c"))
    line = type_over(on.chip("b"), "renamed")
    on.other_writes(with_tags(form, "a", "x", "c"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert on.tags() == ["a", "x", "c"]
    assert not on.driver.article.is_dirty()
    # What was typed is not lost: it is told, and one click adds it.
    [note] = [note for note in on.row("tags").notes() if "renamed" in note.action]
    assert '"b"' in note.text
    note.do()
    assert on.tags() == ["a", "x", "c", "renamed"]


@pytest.mark.parametrize("kept", ["", "weight: 1\n", "zebra: 1\ncategories: [x]\n"])
def test_a_list_that_goes_with_others_while_its_chip_is_typed_over(open_articles, kept: str) -> None:
    before = "---\ntitle: A\ntags: [a, b]\ncategories: [x]\nseries: [s]\n---\n"
    on = open_articles(before)
    type_over(on.chip("b"), "renamed")
    on.other_writes(f"---\ntitle: B\n{kept}---\n")
    form = on.driver.bench.views.form
    on.driver.qtbot.waitUntil(lambda: form.form.row(("title",)).editor.input.text() == "B", timeout=PATIENCE)
    shown = [row.spec.path[-1] for row in form.form.fields.rows]
    assert shown == list(FrontMatter.read(on.driver.article.header).fields)


def test_keys_on_a_chip_mean_its_term(open_articles) -> None:
    on = open_articles(with_tags("yaml", "a", "b", "c"))
    chip = on.chip("b")
    QTest.mouseClick(chip, LEFT, pos=QPoint(6, chip.height() // 2))
    on.other_writes(with_tags("yaml", "x", "y", "a", "b", "c"))
    assert QApplication.focusWidget() is chip
    QTest.keyClick(chip, Qt.Key.Key_Right, ALT)
    assert on.tags() == ["x", "y", "a", "c", "b"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert on.tags() == ["x", "y", "a", "c"]


def test_a_chip_dragged_while_the_list_is_written_takes_its_term_along(open_articles) -> None:
    on = open_articles(with_tags("yaml", "first", "second", "third"))
    chip = on.chip("first")
    grip = QPoint(6, chip.height() // 2)
    QTest.mousePress(chip, LEFT, pos=grip)
    QTest.mouseMove(chip, chip.mapFromGlobal(on.chip("third").mapToGlobal(grip)))
    on.other_writes(with_tags("yaml", "new", "first", "second", "third"))
    third = chip.mapFromGlobal(on.chip("third").mapToGlobal(grip))
    QTest.mouseMove(chip, third)
    QTest.mouseRelease(chip, LEFT, pos=third)
    assert sorted(on.tags()) == ["first", "new", "second", "third"]
    assert [tag for tag in on.tags() if tag != "first"] == ["new", "second", "third"]
    assert on.tags().index("first") > on.tags().index("second")


@pytest.mark.parametrize("form", list(ITEMS))
def test_typing_stays_with_the_item_it_was_begun_in(open_articles, form: str) -> None:
    on = open_articles(with_items(form, "a", "b"))
    QTest.mouseClick(on.row("gallery").label, LEFT)
    QTest.mouseClick(on.row("gallery", 1).label, LEFT)
    QTest.mouseClick(on.row("gallery", 1, "alt").label, LEFT)
    field = QApplication.focusWidget()
    assert field.text() == "About b"
    on.other_writes(with_items(form, "new", "a", "b"))
    assert QApplication.focusWidget() is field and field.text() == "About b"
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClicks(field, "!")
    assert on.driver.bench.views.form.flush()
    assert [item["alt"] for item in on.items()] == ["About new", "About a", "About b!"]
    assert field.isVisible() and field is on.row("gallery", 2, "alt").editor.inputs()[0]


def test_a_key_renamed_in_an_item_is_renamed_there(open_articles) -> None:
    on = open_articles(with_items("yaml", "a", "b"))
    QTest.mouseClick(on.row("gallery").label, LEFT)
    QTest.mouseClick(on.row("gallery", 0).label, LEFT)
    QTest.mouseClick(on.row("gallery", 0, "alt").label, LEFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "caption")
    on.other_writes(with_items("yaml", "new", "a", "b"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [list(item) for item in on.items()] == [["src", "alt"], ["src", "caption"], ["src", "alt"]]


def add_to_first_item(on: Meanwhile) -> None:
    QTest.mouseClick(on.row("gallery").label, LEFT)
    QTest.mouseClick(on.row("gallery", 0).label, LEFT)
    QTest.mouseClick(on.row("gallery", 0).editor.add, LEFT)
    QTest.keyClicks(QApplication.focusWidget(), "credit")


def test_a_field_added_to_an_item_is_added_there(open_articles) -> None:
    on = open_articles(with_items("yaml", "a", "b"))
    add_to_first_item(on)
    on.other_writes(with_items("yaml", "new", "a", "b"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [list(item) for item in on.items()] == [["src", "alt"], ["src", "alt", "credit"], ["src", "alt"]]


def test_a_field_for_an_item_that_is_gone_is_added_to_no_other(open_articles) -> None:
    on = open_articles(with_items("yaml", "a", "b"))
    add_to_first_item(on)
    on.other_writes(with_items("yaml", "b"))
    name = on.driver.bench.views.form.form.add_field.name
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert [list(item) for item in on.items()] == [["src", "alt"]]
    assert not on.driver.article.is_dirty()
    assert name.isVisible() and name.text() == "credit"


def test_a_label_dragged_while_its_field_goes_moves_no_other(open_articles) -> None:
    on = open_articles("---\ntitle: A\none: 1\ntwo: 2\nthree: 3\n---\n")
    label, last = on.row("one").label, on.row("three").label
    there = label.mapFromGlobal(last.mapToGlobal(QPoint(4, 30)))
    QTest.mousePress(label, LEFT, pos=QPoint(4, 4))
    QTest.mouseMove(label, there)
    on.other_writes("---\ntitle: A\ntwo: 2\nthree: 3\n---\n")
    QTest.mouseRelease(label, LEFT, pos=there)
    assert list(FrontMatter.read(on.driver.article.header).fields) == ["title", "two", "three"]
    assert not on.driver.article.is_dirty()


def with_fix(open_articles) -> Meanwhile:
    """An article with one problem that has a fix, and the panel with it in sight."""
    on = open_articles("---\ntitle: A\n---\n\n與**「文字」**中\n\n")
    driver = on.driver
    driver.actions["problems"].trigger()
    panel = driver.bench.problems
    driver.qtbot.waitUntil(
        lambda: any(problem.fixes for problem in panel.problems()) and panel.list.isVisible(),
        timeout=PATIENCE,
    )
    [row] = [row for row, problem in enumerate(panel.problems()) if problem.fixes]
    panel.list.setCurrentIndex(panel.list.model().index(row, 0))
    return on


def type_in_text(on: Meanwhile, line: int, text: str) -> None:
    """Type at the beginning of a line of the text, counted from 0."""
    on.driver.pane.go_to_line(line)
    QTest.keyClick(on.driver.pane, Qt.Key.Key_Home)
    QTest.keyClicks(on.driver.pane, text)


def test_a_fix_mends_its_own_line_after_lines_came_above_it(open_articles) -> None:
    on = with_fix(open_articles)
    line = on.driver.article.body().split("\n").index("與**「文字」**中")
    type_in_text(on, line, "one")
    QTest.keyClick(on.driver.pane, Qt.Key.Key_Return)
    QTest.keyClick(on.driver.bench.problems.list, Qt.Key.Key_Return, ALT)
    before, mended = on.driver.article.body().split("\n")[line : line + 2]
    assert before == "one"
    assert mended.replace("*", "").replace(" ", "") == "與「文字」中" and mended != "與**「文字」**中"


def test_a_fix_of_a_line_that_was_changed_changes_nothing_and_says_so(open_articles) -> None:
    on = with_fix(open_articles)
    line = on.driver.article.body().split("\n").index("與**「文字」**中")
    type_in_text(on, line, "one ")
    body = on.driver.article.body()
    QTest.keyClick(on.driver.bench.problems.list, Qt.Key.Key_Return, ALT)
    assert on.driver.article.body() == body
    assert "nothing was changed" in on.driver.window.status.notice()


def test_a_word_being_composed_outlives_its_field(open_articles) -> None:
    """Another program takes the field away while an input method is at work."""
    on = open_articles("---\ntitle: A\nnote: b\n---\n")
    QTest.mouseClick(on.row("note").label, LEFT)
    field = QApplication.focusWidget()
    QApplication.sendEvent(field, QInputMethodEvent("ㄓㄨ", []))
    on.other_writes("---\ntitle: A\n---\n")
    assert QApplication.focusWidget() is field and field.isVisible()
    commit = QInputMethodEvent()
    commit.setCommitString("注")
    QApplication.sendEvent(field, commit)
    assert "注" in FrontMatter.read(on.driver.article.header).fields["note"]


def test_escape_in_a_date_leads_to_what_stands_in_the_file_now(open_articles) -> None:
    on = open_articles("---\ntitle: A\ndate: 2026-01-05T10:00:00Z\n---\n")
    QTest.mouseClick(on.row("date").label, LEFT)
    day = QApplication.focusWidget()
    on.other_writes("---\ntitle: A\ndate: 2026-03-07T11:30:00Z\n---\n")
    assert day.text() == "2026-03-07"
    QTest.keyClick(day, Qt.Key.Key_Up)
    QTest.keyClick(day, Qt.Key.Key_Escape)
    assert "date: 2026-03-07T11:30:00Z\n" in on.driver.article.header


def test_half_a_day_typed_leaves_a_time_that_another_program_wrote(open_articles) -> None:
    on = open_articles("---\ntitle: A\ndate: 2026-01-05T10:00:00Z\n---\n")
    QTest.mouseClick(on.row("date").label, LEFT)
    day = QApplication.focusWidget()
    QTest.keyClick(day, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(day, "2026-02-")
    on.other_writes("---\ntitle: A\ndate: 2026-01-05T11:30:00Z\n---\n")
    QTest.keyClicks(day, "08")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert "date: 2026-02-08T11:30:00Z\n" in on.driver.article.header


def test_an_offset_chosen_late_leaves_the_date_that_was_written_meanwhile(open_articles) -> None:
    on = open_articles("---\ntitle: A\ndate: 2026-01-05T10:00:00Z\n---\n")
    on.driver.qtbot.waitUntil(lambda: on.row("date").spec.context.zone_known, timeout=PATIENCE)
    # As the menu of the offset is filled when it opens.
    menu = QMenu(on.driver.window)
    on.row("date").editor.fill_zones(menu)
    [plus] = [action for action in menu.actions() if action.text().startswith("+08:00")]
    on.other_writes("---\ntitle: A\ndate: 2026-03-07T11:30:00Z\n---\n")
    plus.trigger()
    assert "date: 2026-03-07T11:30:00+08:00\n" in on.driver.article.header


def test_a_picture_is_looked_for_beside_the_file_where_it_is_now(open_articles) -> None:
    """The folder of a bundle is renamed: the form goes on to look there."""
    on = open_articles("---\ntitle: A\nimage: cover.png\n---\n")
    new = on.path.parent / "bundle" / "index.md"
    new.parent.mkdir()
    cover = QPixmap(20, 20)
    cover.fill()
    assert cover.save(str(new.parent / "cover.png"))
    assert not on.row("image").editor.thumbnail.isVisible()
    on.path.rename(new)
    on.driver.article.follow_move(new)
    on.driver.qtbot.waitUntil(
        lambda: (
            on.row("image").spec.context.image_folder == new.parent
            and on.row("image").editor.thumbnail.isVisible()
        ),
        timeout=PATIENCE,
    )


@pytest.mark.parametrize("key", ["note", "inner"])
def test_a_new_name_for_a_key_that_is_gone_is_told(open_articles, key: str) -> None:
    inside = ("group", "inner") if key == "inner" else ("note",)
    on = open_articles("---\ntitle: A\nnote: b\ngroup:\n  inner: c\n---\n")
    QTest.mouseClick(on.row(*inside).label, LEFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "remark")
    on.other_writes("---\ntitle: A\n---\n")
    assert line.isVisible() and QApplication.focusWidget() is line and line.text() == "remark"
    QTest.keyClick(line, Qt.Key.Key_Return)
    said = on.driver.window.status.notice()
    assert key in said and "remark" in said
    assert not on.driver.article.is_dirty()
    form = on.driver.bench.views.form.form
    on.driver.qtbot.waitUntil(lambda: form.row((inside[0],)) is None, timeout=PATIENCE)


@pytest.mark.parametrize("other", ["note: [x, y]", "note: true", "note: {a: b}"])
def test_a_word_being_composed_outlives_another_kind_of_its_field(open_articles, other: str) -> None:
    on = open_articles("---\ntitle: A\nnote: b\n---\n")
    QTest.mouseClick(on.row("note").label, LEFT)
    field = QApplication.focusWidget()
    QApplication.sendEvent(field, QInputMethodEvent("ㄓㄨ", []))
    on.other_writes(f"---\ntitle: A\n{other}\n---\n")
    assert QApplication.focusWidget() is field and field.isVisible()
    commit = QInputMethodEvent()
    commit.setCommitString("注")
    QApplication.sendEvent(field, commit)
    assert "注" in FrontMatter.read(on.driver.article.header).fields["note"]


def test_a_new_name_in_an_item_that_is_gone_is_given_to_no_other_item(open_articles) -> None:
    on = open_articles(with_items("yaml", "a", "b"))
    QTest.mouseClick(on.row("gallery").label, LEFT)
    QTest.mouseClick(on.row("gallery", 0).label, LEFT)
    QTest.mouseClick(on.row("gallery", 0, "alt").label, LEFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "caption")
    on.other_writes(with_items("yaml", "b"))
    assert line.isVisible() and line.text() == "caption"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [list(item) for item in on.items()] == [["src", "alt"]]
    said = on.driver.window.status.notice()
    assert "alt" in said and "caption" in said
