"""Groups, images, switches; adding, removing, renaming, reordering; what is usual, inherited or locked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from editor.articles.fields import Kind
from editor.site.publishing import Publication
from editor.ui.fields.completion_list import CompletionList
from editor.ui.fields.context import InheritedValue, Suggestion
from editor.ui.fields.form.inherited_row import InheritedRow
from editor.ui.fields.note_line import NoteLine
from tests.limits import PATIENCE
from tests.sight import on_show, says

ALT = Qt.KeyboardModifier.AltModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_every_field_has_its_kind(form) -> None:
    kinds = {row.spec.key: str(row.spec.kind) for row in form.panel.form.fields.rows}
    assert kinds == {
        "title": "text",
        "date": "date",
        "lastmod": "date",
        "description": "long-text",
        "draft": "yes-no",
        "weight": "number",
        "tags": "list",
        "categories": "list",
        "source_url": "link",
        "source_name": "text",
        "cover": "map",
        "gallery": "map-list",
        "odd": "text",
    }


def test_space_turns_the_draft_switch(form, diff) -> None:
    QTest.keyClick(form.focus("draft"), Qt.Key.Key_Space)
    assert diff(form) == ("fals", "tru")
    assert form.changes[0][2] == "", "each turn is an undo step of its own"
    QTest.mouseClick(form.row("draft").label, Qt.MouseButton.LeftButton)
    assert diff(form) == ("", "")


def test_a_field_inside_a_group_changes_alone(form, diff) -> None:
    alt = form.focus("cover", "alt")
    QTest.keyClick(alt, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(alt, "!")
    form.panel.flush()
    assert diff(form) == ("", "!")
    assert alt.hasFocus() and form.editor("cover", "alt").input is alt
    image = form.focus("cover", "image")
    QTest.keyClick(image, Qt.Key.Key_Home, CTRL)
    QTest.keyClicks(image, "a")
    form.panel.flush()
    assert "image: acover.png   # in the bundle\n" in form.article.header


def test_a_list_of_maps_opens_item_by_item(form, diff) -> None:
    form.editor("gallery").set_open(True)
    assert [form.row("gallery", index).label.text() for index in (0, 1)] == ["1 · a.png", "2 · b.png"]
    form.editor("gallery", 1).set_open(True)
    caption = form.focus("gallery", 1, "caption")
    QTest.keyClick(caption, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(caption, "!")
    form.panel.flush()
    assert diff(form) == ("", "!")


def test_items_can_be_added_moved_and_removed(form) -> None:
    gallery = form.editor("gallery")
    gallery.set_open(True)
    QTest.mouseClick(gallery.add, Qt.MouseButton.LeftButton)
    items = form.article.front_matter().get("gallery")
    assert items[2] == {"src": "", "caption": ""}
    QTest.keyClick(form.focus("gallery", 1), Qt.Key.Key_Up, ALT)
    assert [item["src"] for item in form.article.front_matter().get("gallery")] == ["b.png", "a.png", ""]
    form.row("gallery", 2).remove()
    assert [item["src"] for item in form.article.front_matter().get("gallery")] == ["b.png", "a.png"]


def test_a_field_is_added_inside_a_group(form) -> None:
    QTest.mouseClick(form.editor("cover").add, Qt.MouseButton.LeftButton)
    name = form.panel.form.add_field.name
    assert name.hasFocus()
    QTest.keyClicks(name, "credit")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert form.article.front_matter().get("cover")["credit"] == ""
    assert QApplication.focusWidget() is form.editor("cover", "credit").input


def test_deep_nesting_is_shown_and_never_recursed_into(make_form) -> None:
    value = "{" + "a: {" * 40 + "b: 1" + "}" * 41
    form = make_form(f"---\ntitle: x\ndeep: {value}\n---\n")
    path: tuple[str, ...] = ("deep",)
    while form.panel.form.row(path) is not None and hasattr(form.editor(*path), "set_open"):
        form.editor(*path).set_open(True)
        path = (*path, "a")
    assert 4 < len(path) < 10
    assert "Edit in source" in [note.action for note in form.row(*path).notes()]


def test_a_picture_is_picked_shown_and_missed(form, diff, tmp_path: Path, qtbot) -> None:
    picture = tmp_path / "new cover.png"
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(picture))
    found = {"new cover.png": picture}
    form.with_context(find_image=found.get, reference_image=lambda path: path.name)
    editor = form.editor("cover", "image")
    qtbot.waitUntil(
        lambda: form.notes("cover", "image") == ["Hugo finds no such image for this article."],
        timeout=PATIENCE,
    )
    editor.use_file(picture)
    assert diff(form) == ("", "new ")
    qtbot.waitUntil(editor.thumbnail.isVisible, timeout=PATIENCE)
    assert form.notes("cover", "image") == []
    shown = editor.thumbnail.grab().toImage()
    assert QColor(shown.pixel(20, 20)).name() == QColor("teal").name()


def test_a_picture_that_comes_later_is_found(form, tmp_path: Path, qtbot) -> None:
    picture = tmp_path / "cover.png"
    form.with_context(find_image=lambda _source: picture if picture.exists() else None)
    qtbot.waitUntil(
        lambda: form.notes("cover", "image") == ["Hugo finds no such image for this article."],
        timeout=PATIENCE,
    )
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(picture))
    form.show()
    qtbot.waitUntil(form.editor("cover", "image").thumbnail.isVisible, timeout=PATIENCE)
    assert form.notes("cover", "image") == []


def test_a_dropped_picture_is_referred_to(form, tmp_path: Path) -> None:
    picture = tmp_path / "dropped.webp"
    picture.write_bytes(b"")
    form.with_context(reference_image=lambda path: f"/img/{path.name}")
    editor = form.editor("cover", "image")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(editor, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(editor, QDropEvent(QPointF(5, 5), *how))
    assert "image: /img/dropped.webp   # in the bundle\n" in form.article.header


def test_a_picture_out_of_reach_is_refused_in_words(form, diff, tmp_path: Path) -> None:
    assert not form.editor("cover", "image").use_file(tmp_path / "far.png")
    assert diff(form) == ("", "")
    assert "far.png" in form.notes("cover", "image")[0]


def test_a_device_is_never_read_as_a_picture(form, qtbot) -> None:
    form.with_context(find_image=lambda _source: Path("/dev/zero"))
    editor = form.editor("cover", "image")
    with qtbot.waitSignal(editor.thumbnail.found, timeout=PATIENCE):
        form.focus("cover", "image").insertPlainText("x")
        form.panel.flush()
    assert not editor.thumbnail.isVisible()


def test_a_habitual_field_is_added_with_one_click(form, diff) -> None:
    form.with_context(missing=[Suggestion("slug", Kind.TEXT, 0.9), Suggestion("expiryDate", Kind.DATE, 0.7)])
    page = form.panel.form

    def suggested() -> list[QToolButton]:
        return [button for button in on_show(page, QToolButton) if button.text().startswith("+ ")]

    assert [button.text() for button in suggested()] == ["+ Slug", "+ Expiry date"]
    assert says(page, "Usual in this section")
    QTest.mouseClick(suggested()[0], Qt.MouseButton.LeftButton)
    assert diff(form) == ("", 'slug: ""\n')
    assert QApplication.focusWidget() is form.editor("slug").input
    assert [button.text() for button in suggested()] == ["+ Expiry date"]
    QTest.mouseClick(suggested()[0], Qt.MouseButton.LeftButton)
    assert form.article.front_matter().get("expiryDate") == "2026-02-03T12:05:06+08:00"
    assert suggested() == []
    assert not says(page, "Usual in this section")


def test_a_new_field_gets_name_kind_and_focus(form) -> None:
    page = form.panel.form
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.add_field.name, "unpublishdate")
    assert page.add_field.kind.currentData() == Kind.DATE
    QTest.keyClick(page.add_field.name, Qt.Key.Key_Escape)
    assert page.add_field.isHidden() or not on_show(page.window(), CompletionList)
    page.add_field.hide()
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.add_field.name, "rating")
    page.add_field.kind.setCurrentIndex(page.add_field.kind.findData(Kind.NUMBER))
    page.add_field.kind.activated.emit(page.add_field.kind.currentIndex())
    QTest.keyClick(page.add_field.name, Qt.Key.Key_Return)
    assert form.article.front_matter().get("rating") == 0
    assert QApplication.focusWidget() is form.editor("rating").input


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_every_kind_of_field_can_be_added_and_undone(form, kind: Kind) -> None:
    before = form.article.header
    form.panel.form.add_field.added.emit(("extra",), kind)
    assert form.row("extra").spec.kind is kind
    form.article.undo_stack.undo()
    assert form.article.header == before
    assert "extra" not in form.field_keys()


def test_a_name_that_is_there_is_refused(form, diff) -> None:
    page = form.panel.form
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.add_field.name, "Title")
    QTest.keyClick(page.add_field.name, Qt.Key.Key_Return)
    assert diff(form) == ("", "")
    [problem] = on_show(page.add_field, NoteLine)
    assert "capitals" in problem.note.text


def test_f2_renames_in_place_and_the_row_stays(form, diff) -> None:
    weight = form.focus("weight")
    QTest.keyClick(weight, Qt.Key.Key_F2)
    rename = QApplication.focusWidget()
    assert rename.text() == "weight"
    QTest.keyClicks(rename, "rank")
    QTest.keyClick(rename, Qt.Key.Key_Return)
    assert diff(form) == ("weight", "rank")
    assert form.editor("rank").input is weight
    assert weight.hasFocus()
    form.article.undo_stack.undo()
    assert "weight" in form.field_keys()


def test_a_refused_name_is_explained_at_the_field(form, diff) -> None:
    QTest.keyClick(form.focus("weight"), Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "title")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert diff(form) == ("", "")
    assert "name" in form.notes("weight")[0]


def test_ctrl_shift_delete_removes_the_field_with_its_line(form, diff) -> None:
    QTest.keyClick(form.focus("weight"), Qt.Key.Key_Delete, CTRL | SHIFT)
    assert sorted(diff(form)) == ["", "weight: 12\n"]
    assert "weight" not in form.field_keys()


def test_alt_arrows_move_the_field_and_keep_the_focus(form) -> None:
    description = form.focus("description")
    QTest.keyClick(description, Qt.Key.Key_Down, ALT)
    assert form.field_keys()[:5] == ["title", "date", "lastmod", "draft", "description"]
    assert list(form.article.front_matter().fields)[:5] == form.field_keys()[:5]
    assert description.hasFocus() and form.editor("description").input is description
    QTest.keyClick(description, Qt.Key.Key_Up, ALT)
    assert form.article.header == form.article.base.editor_header
    tops = [row.y() for row in form.panel.form.fields.rows]
    QApplication.processEvents()
    assert tops == sorted(tops)


def test_a_label_can_be_dragged_to_another_place(form) -> None:
    label = form.row("date").label
    target = form.row("title").label
    middle = label.rect().center()
    up = label.mapFromGlobal(target.mapToGlobal(QPoint(5, 0)))
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(label, middle - QPoint(0, 15))
    QTest.mouseMove(label, up)
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=up)
    assert form.field_keys()[:2] == ["date", "title"]
    assert list(form.article.front_matter().fields)[:2] == ["date", "title"]


def test_the_menu_offers_what_the_field_can_do(form) -> None:
    def offered(*path: str | int) -> dict[str, bool]:
        actions = form.row(*path).menu().actions()
        return {a.text().replace("&", "").partition("\t")[0]: a.isEnabled() for a in actions if a.text()}

    assert offered("date") == {
        "Set to now": True,
        "Remove the time": True,
        "Rename…": True,
        "Move up": True,
        "Move down": True,
        "Remove": True,
        "Show in source": True,
    }
    assert offered("cover", "alt")["Move up"] is False, "the order inside a map means nothing"


def test_inherited_values_are_shown_and_written_only_on_demand(form, diff) -> None:
    form.with_context(
        inherited={"author": InheritedValue("林小明", "posts/_index.md"), "draft": InheritedValue(True, "x")}
    )
    rows = on_show(form.panel.form, InheritedRow)
    assert len(rows) == 1, "the article's own draft hides the inherited one"
    assert diff(form) == ("", "")
    QTest.mouseClick(rows[0].take, Qt.MouseButton.LeftButton)
    assert form.article.front_matter().get("author") == "林小明"
    assert not rows[0].isVisible()


def test_a_locked_field_is_read_only_and_says_why(make_form, diff) -> None:
    form = make_form("---\ntitle: x\nbase: &base [a]\ncopy: *base\n---\n")
    locked = [row for row in form.panel.form.fields.rows if row.spec.locked]
    assert locked, "a field with an anchor is not edited alone"
    row = locked[0]
    assert row.notes()[0].text == row.spec.locked
    QTest.keyClicks(row.editor.inputs()[0], "typed,")
    form.panel.flush()
    assert diff(form) == ("", "")
    form.act(row.spec.key, containing="source")
    assert form.panel.source_tab.isChecked()
    assert form.panel.source.editor.hasFocus()


def test_nothing_of_a_read_only_article_can_be_edited(form, diff) -> None:
    form.with_context(read_only_reason="This file is not UTF-8.")
    assert all(row.spec.locked for row in form.panel.form.fields.rows)
    for key in ("title", "weight", "tags", "source_url", "description"):
        QTest.keyClicks(form.focus(key), "z")
    QTest.keyClick(form.focus("draft"), Qt.Key.Key_Space)
    QTest.keyClick(form.focus("title"), Qt.Key.Key_Delete, CTRL | SHIFT)
    form.panel.flush()
    assert form.changes == []
    assert not form.panel.form.add_button.isVisible()
    assert form.panel.source.editor.isReadOnly()


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        ("published", "", "Hugo publishes this"),
        ("draft", "It is a draft.", "Draft: Hugo leaves this out"),
        ("scheduled", "Its date lies in the future.", "Scheduled for 2026-02-03 12:05"),
        ("expired", "Its expiry date has passed.", "Expired on 2026-02-03 12:05"),
        ("hidden", "build.render is never.", "Hidden: Hugo leaves this out"),
        ("broken", "line 3: a: b", "Broken: Hugo cannot build this"),
    ],
)
def test_the_verdict_stands_above_the_title(form, context, state: str, reason: str, said: str) -> None:
    when = context.now() if state in ("scheduled", "expired") else None
    form.with_context(publication=Publication(state, reason, when))
    line = form.panel.form.publication
    assert line.isVisible()
    assert line.verdict.text() == said
    assert line.y() < form.row("title").mapTo(form.panel.form.widget(), QPoint()).y()
    assert (reason in line.reason.text()) or state == "draft"


def test_a_verdict_for_ever_is_shown(form) -> None:
    """An expiry date at the end of the calendar, which clocks in Taipei cannot show."""
    form.with_context(
        publication=Publication("published", "", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
    )
    assert form.panel.form.publication.verdict.text() == "Published until 9999-12-31 23:59"


def test_an_article_without_front_matter_can_begin_one(make_form) -> None:
    form = make_form("", new_fields={"title": "", "date": "", "draft": True})
    assert form.panel.form.begin.isVisible()
    assert not form.panel.form.add_button.isVisible()
    QTest.mouseClick(form.panel.form.begin, Qt.MouseButton.LeftButton)
    assert form.article.header == '---\ntitle: ""\ndate: 2026-02-03T12:05:06+08:00\ndraft: true\n---\n'
    assert QApplication.focusWidget() is form.editor("title").input
    form.article.undo_stack.undo()
    assert form.article.header == ""
    assert form.panel.form.begin.isVisible()
