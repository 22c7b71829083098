"""What holds for the whole form: nothing changes unasked, every widget is named and reached, articles stay apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from editor.articles.article import Article
from editor.articles.fields import Kind
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.context import FormContext, InheritedValue, Suggestion
from editor.ui.fields.form.field_label import choose_mnemonics
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.terms import TermsInUse
from tests.limits import PATIENCE

FULL = {
    "missing": [Suggestion("slug", Kind.TEXT, 0.9)],
    "inherited": {"author": InheritedValue("林小明", "posts/_index.md")},
    "completions": {"tags": TermsInUse({"Scaling laws": 40})},
}


def focusable(panel: FrontMatterPanel) -> list[QWidget]:
    kinds = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox
    return [
        widget
        for widget in panel.form.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled()
    ]


def test_every_widget_has_an_accessible_name(form) -> None:
    form.with_context(**FULL)
    form.editor("gallery").set_open(True)
    form.editor("gallery", 0).set_open(True)
    unnamed = [
        widget
        for widget in focusable(form.panel)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert unnamed == []


def test_tab_goes_through_the_fields_in_their_order_and_reaches_all(form) -> None:
    form.with_context(**FULL)
    form.editor("gallery").set_open(True)
    reachable = {w for w in focusable(form.panel) if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    form.focus("title")
    walked = [QApplication.focusWidget()]
    for _ in range(len(reachable) + 20):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is walked[0]:
            break
        walked.append(QApplication.focusWidget())
    inside = [widget for widget in walked if form.panel.form.isAncestorOf(widget)]
    assert set(inside) == reachable
    tops = [widget.mapTo(form.panel.form.widget(), widget.rect().topLeft()).y() for widget in inside]
    assert all(below >= above - 40 for above, below in pairwise(tops))


def test_the_tab_order_follows_a_move(form) -> None:
    QTest.keyClick(form.focus("draft"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(form.focus("draft"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.editor("description").input


def test_mnemonics_lead_to_the_fields(form) -> None:
    letters = [row.label.mnemonic for row in form.panel.form.fields.rows]
    assert len([letter for letter in letters if letter]) == len({letter for letter in letters if letter})
    weight = form.row("weight")
    assert weight.label.mnemonic == "W"
    QTest.keyClick(form.focus("title"), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert weight.editor.input.hasFocus()


def test_mnemonics_leave_the_menus_their_letters() -> None:
    assert choose_mnemonics(["Title", "Tags", "Date", "標題"], "TF") == ["I", "A", "D", ""]


def test_showing_and_flushing_change_nothing(form, diff) -> None:
    form.with_context(**FULL)
    for row in form.panel.form.fields.rows:
        row.editor.focus_input()
    form.panel.flush()
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.panel.form_tab, Qt.MouseButton.LeftButton)
    assert form.changes == []
    assert diff(form) == ("", "")


def test_the_scroll_position_stays(form) -> None:
    bar = form.panel.form.verticalScrollBar()
    bar.setValue(150)
    QTest.mouseClick(form.editor("draft").switch, Qt.MouseButton.LeftButton)
    assert bar.value() == 150


def test_another_theme_keeps_what_is_typed(form) -> None:
    title = form.focus("title")
    QTest.keyClicks(title, "abc")
    form.palette.choose("dark")
    assert "abc" in title.text() and title.hasFocus()
    form.palette.choose("light")


def test_typing_left_behind_goes_to_its_own_article(form, qtbot, tmp_path: Path) -> None:
    title = form.focus("title")
    title.selectAll()
    QTest.keyClicks(title, "typed here")
    other = "---\ntitle: other\n---\n"
    taken = list(form.changes)
    with qtbot.waitSignal(form.panel.edit_left_behind, timeout=PATIENCE) as left:
        form.panel.show_header(other, replace(form.context, article="another"))
    assert form.changes == taken, "the other article must not get it"
    article, header, _description = left.args
    assert article == form.context.article
    assert "typed here" in header
    assert form.editor("title").input.text() == "other"


@pytest.mark.parametrize(("where", "typed"), [("date", "2026-13-99"), ("weight", "abc")])
def test_what_is_no_value_is_not_left_to_the_next_article(form, where: str, typed: str) -> None:
    field = form.focus(where)
    field.selectAll()
    QTest.keyClicks(field, typed)
    other = "---\ntitle: other\ndate: 2020-01-01\nweight: 3\n---\n"
    form.panel.show_header(other, replace(form.context, article="another"))
    assert form.editor(where).inputs()[0].text() == {"date": "2020-01-01", "weight": "3"}[where]
    assert not form.panel.is_pending()
    assert form.notes(where) == []


@pytest.mark.parametrize("what", ["chip", "field", "inner field"])
def test_a_name_being_typed_goes_to_its_own_article(form, what: str) -> None:
    """Another article is shown by a key in the middle of renaming: Enter there must not rename anything of it."""
    if what == "chip":
        form.editor("tags").row.begin_renaming(0)
    elif what == "field":
        form.row("title").begin_renaming()
    else:
        form.editor("cover").set_open(True)
        form.row("cover", "alt").begin_renaming()
    line = QApplication.focusWidget()
    assert isinstance(line, LineInput)
    line.selectAll()
    QTest.keyClicks(line, "newname")
    taken = list(form.changes)
    left: list[tuple[str, str, str]] = []
    form.panel.edit_left_behind.connect(lambda *given: left.append(given))
    other = "---\ntitle: other\ntags: [q, r]\ncover: {alt: b}\n---\n"
    form.panel.show_header(other, replace(form.context, article="another"))
    focus = QApplication.focusWidget()
    if focus is not None:
        QTest.keyClick(focus, Qt.Key.Key_Return)
    form.panel.flush()
    assert form.changes == taken
    ((_article, header, _description),) = left
    assert header.count("newname") == 1


@pytest.mark.parametrize("where", ["title", "tags", "date", "source"])
def test_a_composition_left_behind_goes_to_its_own_article(form, qtbot, where: str) -> None:
    """Another article is shown by a key while an input method is at work: nothing of it reaches that one."""
    if where == "source":
        form.panel.source_tab.click()
        field = form.panel.source.editor
        field.setFocus()
    else:
        field = form.focus(where)
    taken = list(form.changes)
    QApplication.sendEvent(field, QInputMethodEvent("ㄓㄨ", []))
    left: list[tuple[str, str, str]] = []
    form.panel.edit_left_behind.connect(lambda *given: left.append(given))
    other = "---\ntitle: other\ndate: 2020-01-01\ntags: [q]\n---\n"
    form.panel.show_header(other, replace(form.context, article="another"))
    form.panel.flush()
    assert form.changes == taken, "the other article must not get it"
    assert not form.panel.is_pending()
    if where != "date":
        ((article, header, _description),) = left
        assert article == form.context.article
        assert "ㄓㄨ" in header


def test_no_article_no_form(form) -> None:
    form.panel.clear()
    assert not form.panel.form.isVisible()
    assert not form.panel.form_tab.isVisible()
    assert "Open an article" in form.panel.page.notice.note.text


def test_nothing_in_front_matter_is_read_as_html(make_form) -> None:
    form = make_form(
        '---\n"<b>key</b>": x\nlink: "<img src=http://127.0.0.1:9/x>"\ntitle: "<h1>t</h1>"\n---\n'
    )
    row = form.panel.form.fields.rows[0]
    assert row.label.text() == "<b>key</b>"
    assert row.label.textFormat() == Qt.TextFormat.PlainText


def test_ten_thousand_fields_show_as_many_as_can_be_worked_with(make_form) -> None:
    form = make_form("---\n" + "".join(f"k{n}: {n}\n" for n in range(3000)) + "---\n")
    assert 0 < len(form.panel.form.fields.rows) <= 200


@pytest.fixture(scope="module")
def headers(corpora: Path) -> list[str]:
    found = [Article.from_bytes(path.read_bytes()).editor_header for path in sorted(corpora.rglob("*.md"))]
    return [header for header in found if header][::25]


def test_real_front_matter_is_shown_without_a_change(
    qtbot, palette: Palette, tasks: Tasks, headers: list[str]
) -> None:
    panel = FrontMatterPanel(palette, tasks)
    qtbot.addWidget(panel)
    changes: list[str] = []
    panel.header_changed.connect(lambda header, *_: changes.append(header))
    panel.edit_left_behind.connect(lambda _article, header, _description: changes.append(header))
    for index, header in enumerate(headers):
        panel.show_header(header, FormContext(article=str(index)))
        for row in panel.form.fields.rows:
            if hasattr(row.editor, "set_open"):
                row.editor.set_open(True)
        assert panel.flush()
        assert panel.source.error is None, header
    assert changes == []
    assert len(headers) > 40
