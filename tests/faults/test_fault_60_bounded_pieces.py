"""Fault 60: what no reader could read is shown in part, and what a reader may read is shown whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.markup.live.article import LiveDocument
from editor.markup.renderer import Renderer
from editor.markup.settings import MarkupSettings
from tests.features.preview_stage import UNSAFE, Stage

CONTENT = "document.querySelector('.article-content')"
MANY = 2_000_000


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.close()


ENDLESS = {
    "a word": "x" * MANY,
    "a word in pieces": "<b>x</b>" * 50_000,
    "a line of code": "```\n" + "x" * MANY + "\nlast line\n```",
    "a table's cell": "a|b\n-|-\n" + "x" * MANY + "|y",
    "a heading": "# " + "x" * MANY,
    "a paragraph": "word " * (MANY // 5),
    "a paragraph of Han": "\u6f22" * (MANY // 2),
    "closing marks": "\u3002" * (MANY // 4),
    "fixed spaces": "x\u00a0" * (MANY // 4),
    "combining marks": "e" + "\u0301" * (MANY // 4),
    "raw HTML": "<div>" + "x" * MANY + "</div>",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_fault_60_an_endless_piece_is_shown_in_part_and_says_so(stage: Stage, name: str) -> None:
    stage.show(ENDLESS[name], site=UNSAFE)
    assert stage.ask(f"{CONTENT}.textContent.length") <= 210_000
    mark = stage.ask(f"{CONTENT}.querySelector('.ink-more').textContent")
    shown = stage.ask(
        f"[...{CONTENT}.querySelectorAll('.ink-more')].reduce((text, mark) => text.replace(mark.textContent, ''), {CONTENT}.textContent).trimEnd()"
    )
    hidden = int("".join(letter for letter in mark if letter.isdigit()))
    whole = stage.ask(f"{CONTENT}.querySelectorAll('.ink-more').length")
    assert whole == 1
    assert mark == f"… {hidden:,} more characters not shown"
    assert hidden > 100 * 1000 or name == "a word in pieces"
    if name == "a line of code":
        assert shown.endswith("\nlast line")
    if name == "a word":
        assert len(shown) + hidden == MANY
    stage.edit(0, 0, "typed\n\n")
    assert stage.ask(f"{CONTENT}.textContent.slice(0, 5)") == "typed"


def test_fault_60_the_text_of_a_missing_picture_is_bounded(stage: Stage) -> None:
    stage.show("![" + "x" * MANY + "](nothing.png)")
    assert stage.ask(f"{CONTENT}.querySelector('img').alt.length") == 2001


def test_fault_60_an_endless_title_is_shown_in_part(stage: Stage) -> None:
    stage.show("text", header={"title": "x" * MANY, "description": "word " * MANY})
    marks = stage.ask(
        "[...document.querySelectorAll('.article-header .ink-more')].map((mark) => mark.textContent)"
    )
    assert marks == [
        f"… {MANY - 4000:,} more characters not shown",
        f"… {MANY * 5 - 200_000:,} more characters not shown",
    ]


READABLE = {
    "a long paragraph of Han without a space": "\u6f22\u5b57\uff0c\u304b\u306a\u3002" * 10_000,
    "a long paragraph": "word " * 30_000,
    "an address": "https://example.org/" + "a" * 2000,
    "a minified line of code": "```\n" + "var x=1;" * 2000 + "\n```",
    "a long program": "```\n" + "x = 1  # a comment\n" * 20_000 + "```",
    "many long words": "\n\n".join(["x" * 3000] * 100),
}


@pytest.mark.parametrize("name", READABLE)
def test_fault_60_what_can_be_read_is_shown_whole(stage: Stage, name: str) -> None:
    text = READABLE[name]
    stage.show(text)
    assert stage.ask(f"{CONTENT}.querySelectorAll('.ink-more').length") == 0
    letters = "".join(text.replace("```", "").split())
    assert stage.ask(f"{CONTENT}.textContent.replace(/\\s/g, '').length") == len(letters)


def test_fault_60_what_is_rendered_stays_whole() -> None:
    live = LiveDocument(Renderer(MarkupSettings.from_config({})))
    assert live.load("x" * MANY).html.count("x") == MANY
