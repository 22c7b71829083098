"""Rows of two states: all of a short article, of a long one the places that differ with what is around them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from editor.articles.differences import compare
from editor.ui.common.palette import Palette
from editor.ui.versions.view import LeftOut, VersionView, page_of, shown_rows
from tests.limits import PATIENCE

OLD = [f"line {number}" for number in range(2000)]
NOW = [*OLD[:700], "another <b>line</b>", *OLD[701:1500], *OLD[1510:]]

WORDS = LeftOut(("one alike", "{0} alike"), ("one more", "{0} more"))


def rows_of(old: list[str], now: list[str]):
    return shown_rows(compare(("", "\n".join(old)), ("", "\n".join(now))), WORDS)


def test_a_short_article_is_shown_whole() -> None:
    rows = rows_of(OLD[:100], [*OLD[:50], "new", *OLD[50:100]])
    assert len(rows) == 101
    assert all(row is not None for row, _ in rows)


def test_of_a_long_article_what_differs_and_the_rest_counted() -> None:
    rows = rows_of(OLD, NOW)
    assert [words for row, words in rows if row is None] == ["697 alike", "793 alike", "487 alike"]
    assert sum(row is not None and row.place is not None for row, _ in rows) == 11


def test_one_line_left_out_is_one_and_no_line_that_differs_is_called_alike() -> None:
    old = [*["same"] * 700, *[f"old {number}" for number in range(1000)]]
    rows = rows_of(old, [*["same"] * 700, *[f"new {number}" for number in range(1000)]])
    words = [words for row, words in rows if row is None]
    assert words[0] == "697 alike"
    assert [one for one in words[1:] if "alike" in one] == [] and words[-1].endswith(" more")
    one_between = rows_of(OLD[:700], [*OLD[:300], "a", *OLD[301:308], "b", *OLD[309:700]])
    assert "one alike" in [words for row, words in one_between if row is None]


def test_lines_are_text_whatever_they_hold(qtbot: QtBot) -> None:
    palette = Palette("light")
    view = VersionView(palette)
    qtbot.addWidget(view)
    rows = rows_of(OLD, NOW)
    view.show_rows(rows, page_of(rows, palette))
    assert "another <b>line</b>" in view.toPlainText()
    assert "another <b>line</b>" in view.sides()[1]


def test_the_place_gone_to_is_in_sight(qtbot: QtBot) -> None:
    palette = Palette("dark")
    view = VersionView(palette)
    qtbot.addWidget(view)
    view.resize(600, 300)
    rows = rows_of(OLD[:500], [*OLD[:400], "here", *OLD[400:500]])
    view.show_rows(rows, page_of(rows, palette))
    with qtbot.waitExposed(view, timeout=PATIENCE):
        view.show()
    view.go_to(0)
    found = view.document().find("here")
    assert view.viewport().rect().contains(view.cursorRect(found))
