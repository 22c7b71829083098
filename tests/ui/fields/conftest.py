"""The form on one real article: edits go to its undo history and come back, as in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.articles.article import Article
from editor.articles.storage.files import read
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.completion_list import CompletionList
from editor.ui.fields.context import FormContext
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.fields.note_line import NoteLine
from tests.limits import PATIENCE
from tests.sight import on_show, pass_pauses

NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
BODY = "\nBody text stays. 內文不變。\n"

ARTICLE = """---
# what the post is about
title: "與其說是工具，不如說是一間書房" # the long one
date: 2026-01-05T10:00:00+08:00
lastmod: 2025-12-31 08:07:06 +0800
description: 'It''s short'
draft: false
weight: 12
tags: ["AI 投資", "Scaling Laws", CNBC]
categories: 書寫
source_url: https://www.youtube.com/watch?v=GMXnmaky9FY
source_name: ""
cover:
  image: cover.png   # in the bundle
  alt: 書房
gallery:
  - src: a.png
    caption: one
  - src: b.png
    caption: two
odd: ~
---
"""


class Form:
    """A panel, its article, and what a user does with them."""

    def __init__(self, qtbot: QtBot, path: Path, context: FormContext) -> None:
        self.qtbot = qtbot
        self.qtbot, self.tasks = qtbot, Tasks()
        self.article = OpenArticle(read(path), self.tasks)
        self.context = replace(context, article=str(path))
        self.palette = Palette("light")
        self.panel = FrontMatterPanel(self.palette, self.tasks)
        self.changes: list[tuple[str, str, str]] = []
        self.panel.header_changed.connect(self._take)
        self.article.header_changed.connect(self.show)
        self.show()
        self.panel.resize(320, 760)
        qtbot.addWidget(self.panel)
        with qtbot.waitExposed(self.panel, timeout=PATIENCE):
            self.panel.show()
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow, timeout=PATIENCE)

    def _take(self, header: str, description: str, merge_key: str) -> None:
        self.changes.append((header, description, merge_key))
        self.article.set_header(header, description, merge_key)

    def show(self) -> None:
        self.panel.show_header(self.article.header, self.context)

    def with_context(self, **changes: object) -> None:
        self.context = replace(self.context, **changes)
        self.show()

    def editor(self, *path: str | int):
        row = self.panel.form.row(path)
        assert row is not None, path
        return row.editor

    def row(self, *path: str | int):
        row = self.panel.form.row(path)
        assert row is not None, path
        return row

    def focus(self, *path: str | int) -> QWidget:
        self.editor(*path).focus_input()
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def pause(self) -> None:
        """The author pauses in the middle of typing."""
        pass_pauses(self.qtbot, self.panel)

    def offered(self) -> CompletionList:
        """The list of suggestions that is shown."""
        [found] = on_show(self.panel.window(), CompletionList)
        return found

    def field_keys(self) -> list[str]:
        return [row.spec.key for row in self.panel.form.fields.rows]

    def notes(self, *path: str | int) -> list[str]:
        return [note.text for note in self.row(*path).notes()]

    def act(self, *path: str | int, containing: str = "") -> None:
        """Click the action of a field's note."""
        for line in self.row(*path).findChildren(NoteLine):
            if line.action.isVisible() and containing in line.action.text():
                QTest.mouseClick(line.action, Qt.MouseButton.LeftButton)
                return
        raise AssertionError(f"no action with {containing!r} at {path}")


@pytest.fixture
def context() -> FormContext:
    """A site in Taipei."""
    return FormContext(time_zone=ZoneInfo("Asia/Taipei"), now=lambda: NOW)


@pytest.fixture
def make_form(qtbot: QtBot, tmp_path: Path, context: FormContext) -> Iterator[Callable[..., Form]]:
    """Open the form on a header (default: an article with every kind of field)."""
    forms: list[Form] = []

    def make(header: str = ARTICLE, **changes: object) -> Form:
        path = tmp_path / f"article{len(forms)}.md"
        path.write_bytes((header + BODY).encode())
        form = Form(qtbot, path, replace(context, **changes))
        forms.append(form)
        return form

    yield make
    for form in forms:
        form.panel.close()
        assert form.tasks.shut_down(PATIENCE)


@pytest.fixture
def form(make_form: Callable[..., Form]) -> Form:
    """The form on the article with every kind of field."""
    return make_form()


@pytest.fixture
def diff() -> Callable[[Form], tuple[str, str]]:
    """Return what the file would lose and gain; the body must be the very bytes."""

    def compare(form: Form) -> tuple[str, str]:
        before = form.article.base.to_bytes().decode()
        after = form.article.snapshot().to_bytes().decode()
        assert Article.from_bytes(after.encode()).body == form.article.base.body
        start = 0
        while start < min(len(before), len(after)) and before[start] == after[start]:
            start += 1
        end = 0
        while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
            end += 1
        return before[start : len(before) - end], after[start : len(after) - end]

    return compare


@pytest.fixture
def compose() -> Callable[[QWidget, str, str], None]:
    """Send a composition to a widget: what is being composed, then what it becomes."""

    def send(widget: QWidget, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(widget, event)

    return send
