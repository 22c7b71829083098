"""The same edits in YAML, TOML and JSON, and on real articles: nothing but the value's bytes changes."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.context import FormContext
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.fields.kinds.text_field import TextField
from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier

YAML = """---
title: 'It''s 一'   # kept
draft: false
rank: 7
tags: [a, "b"]
cover:
  alt: x   # kept
---
"""
TOML = """+++
title = 'Plain 一'   # kept
draft = false
rank = 7
tags = ["a", 'b']
[cover]
alt = "x"   # kept
+++
"""
JSON = """{
  "title": "Plain 一",
  "draft": false,
  "rank": 7,
  "tags": ["a", "b"],
  "cover": { "alt": "x" }
}
"""


@pytest.mark.parametrize("header", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
def test_each_kind_changes_its_own_bytes(make_form, diff, header: str) -> None:
    form = make_form(header)
    undo = form.article.undo_stack.undo
    QTest.keyClick(form.focus("draft"), Qt.Key.Key_Space)
    assert diff(form) == ("fals", "tru")
    undo()
    rank = form.focus("rank")
    QTest.keyClicks(rank, "5")
    form.panel.flush()
    assert diff(form) == ("", "5")
    undo()
    title = form.focus("title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "!")
    form.panel.flush()
    assert diff(form) == ("", "!")
    undo()
    alt = form.focus("cover", "alt")
    QTest.keyClick(alt, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(alt, "y")
    form.panel.flush()
    assert diff(form) == ("", "y")
    undo()
    QTest.keyClicks(form.focus("tags"), "c,")
    removed, added = diff(form)
    assert removed == "" and added.strip(", \"'") == "c"
    undo()
    assert form.article.header == header


@pytest.mark.parametrize("header", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
def test_a_title_takes_any_text_in_any_format(make_form, header: str) -> None:
    wanted = """ "'\\ # : {{ 中文 }} %  \t"""
    form = make_form(header)
    title = form.focus("title")
    title.selectAll()
    title.insertPlainText(wanted)
    form.panel.flush()
    assert form.article.front_matter().get("title") == wanted
    assert ("# kept" in form.article.header) is (header is not JSON)


@pytest.fixture(scope="module")
def headers(corpora: Path) -> list[str]:
    found = [Article.from_bytes(path.read_bytes()).editor_header for path in sorted(corpora.rglob("*.md"))]
    return [header for header in found if header][7::40]


def test_a_letter_typed_into_real_titles_is_all_that_changes(
    qtbot: QtBot, palette: Palette, tasks: Tasks, headers: list[str]
) -> None:
    panel = FrontMatterPanel(palette, tasks)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel, timeout=PATIENCE):
        panel.show()
    changed: list[str] = []
    panel.header_changed.connect(lambda header, *_: changed.append(header))
    edited = 0
    for index, header in enumerate(headers):
        panel.show_header(header, FormContext(article=str(index)))
        row = panel.form.row(("title",))
        if row is None or row.spec.locked or not isinstance(row.editor, TextField):
            continue
        before = FrontMatter.read(header)
        row.editor.input.moveCursor(row.editor.input.textCursor().MoveOperation.End)
        QTest.keyClicks(row.editor.input, "!")
        assert panel.flush(), header
        after = FrontMatter.read(changed[-1])
        assert dict(after.fields) == {**before.fields, "title": before.fields["title"] + "!"}
        moved = difflib.SequenceMatcher(None, header, changed[-1], autojunk=False).get_opcodes()
        sizes = [(b - a, d - c) for op, a, b, c, d in moved if op != "equal"]
        assert sum(gone + come for gone, come in sizes) <= 5, "at most the letter and quotes it needs"
        edited += 1
    assert edited > 20


def test_what_cannot_be_read_is_never_rewritten(make_form, diff) -> None:
    form = make_form("---\ntitle: x\n\tbad: y\n---\n")
    with pytest.raises(FrontMatterError):
        form.article.front_matter()
    QTest.mouseClick(form.panel.form_tab, Qt.MouseButton.LeftButton)
    form.panel.flush()
    assert form.panel.form.fields.rows == [] or not form.panel.form.isVisible()
    assert diff(form) == ("", "")
