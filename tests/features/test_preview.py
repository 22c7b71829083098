"""The preview in a real web view: what is typed into a document reaches the page, and nothing else moves."""

from __future__ import annotations

import os
import random
import signal
import struct
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.markup.live.article import LiveDocument
from editor.markup.renderer import Renderer
from editor.markup.settings import MarkupSettings
from editor.ui.preview.context import PreviewContext
from tests.features.preview_stage import UNSAFE, Stage, click
from tests.limits import PATIENCE, PATIENCE_S


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress((b"\0" + b"\x90\x20\x10" * 64) * 64))
    + chunk(b"IEND", b"")
)
"""A picture of 64 by 64 pixels."""


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.close()


def test_typed_keys_reach_the_page(stage: Stage) -> None:
    stage.show("# 標題\n\nfirst paragraph\n\nsecond\n")
    stage.editor.moveCursor(QTextCursor.MoveOperation.End)
    stage.editor.show()
    with stage.qtbot.waitSignal(stage.pane.patched, check_params_cb=lambda done: done >= 5, timeout=PATIENCE):
        QTest.keyClick(stage.editor, Qt.Key.Key_Return)
        QTest.keyClicks(stage.editor, "last")
    assert stage.ask("[...document.querySelectorAll('p')].map((p) => p.textContent)") == [
        "first paragraph",
        "second",
        "last",
    ]


PIECES = [
    "\n",
    "\n\n",
    "# 標題\n\n",
    "text *強調 em* end\n\n",
    "- one\n- two\n\n",
    "1. a\n\n   b\n",
    "> quote\n\n",
    "```py\nx = 1\n```\n\n",
    "**",
    "`",
    "[^1]",
    "\n\n[^1]: note\n\n",
    "[a]",
    "\n\n[a]: /url\n\n",
    "![p](a.png)",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
    "\n\n<div>\n\n",
    "\n\n</div>\n\n",
    "<b>",
    "</b>",
    "<details><summary>s</summary>\n\nin\n\n</details>\n\n",
    "<table><tr><td>x\n\n",
    "</table>\n\n",
    "<form><input name=childNodes><input id=innerHTML>\n\n</form>\n\n",
    "<svg><path d='M0 0'/></svg>\n\n",
    "<iframe src='x'></iframe>\n\n",
    "x" * 40,
    "。",
    "👩‍👩‍👧",
]


def test_edited_page_equals_a_fresh_one(stage: Stage) -> None:
    """Whatever is typed, the page's tree is the one that the whole text makes."""
    draw = random.Random(20)
    text = "".join(draw.choice(PIECES) for _ in range(60))
    stage.show(text, site=UNSAFE, language="zh-tw")
    for _ in range(60):
        length = stage.editor.document().characterCount() - 1
        start = draw.randrange(length + 1)
        removed = draw.choice([0, 0, 1, 5, 40])
        stage.edit(start, min(removed, length - start), draw.choice(PIECES))
    edited = stage.body()
    stage.show(stage.editor.document().toRawText().replace("\u2029", "\n"), site=UNSAFE, language="zh-tw")
    assert edited == stage.body()


def test_page_is_what_the_renderer_makes(stage: Stage) -> None:
    text = "# 標題\n\nsome *text*[^1]\n\n- a\n- b\n\n[^1]: note\n"
    stage.show(text)
    scratch = LiveDocument(Renderer(MarkupSettings.from_config({}))).load(text)
    assert stage.body().replace(' data-line="', "").count("<") == scratch.html.count("<")
    assert stage.ask("document.querySelector('.footnotes li').textContent").strip().startswith("note")


def test_long_article_arrives_whole_and_is_edited_in_place(stage: Stage) -> None:
    text = "".join(f"## Part {n}\n\nSome text of part {n}.\n\n" for n in range(600))
    stage.show(text)
    assert stage.ask("document.querySelectorAll('.article-content p').length") == 600
    assert stage.ask("document.querySelectorAll('ink-chunk').length") > 5
    stage.edit(0, 0, "new first\n\n")
    stage.edit(stage.editor.document().characterCount() - 1, 0, "\n\nnew last")
    middle = text.index("Some text of part 300.") + len("new first\n\n")
    stage.edit(middle, 4, "One\n\nmore")
    lines = stage.ask("[...document.querySelectorAll('.article-content p')].map((p) => p.textContent)")
    assert lines[0] == "new first" and lines[-1] == "new last"
    assert lines[301:303] == ["One", "more text of part 300."]


def test_header_follows_the_form_without_a_reload(stage: Stage) -> None:
    context = PreviewContext(header={"title": "第一", "date": "2026-01-05"})
    stage.show("text", **context)
    stage.ask("(window.kept = 1)")
    context["header"] = {"title": "<b>第二</b>", "description": "說明"}
    stage.pane.update_context(context)
    assert stage.ask("document.querySelector('h1').textContent") == "<b>第二</b>"
    assert stage.ask("[...document.querySelectorAll('.byline')].map((p) => p.textContent)") == ["說明"]
    assert stage.ask("window.kept") == 1


def test_language_and_palette(stage: Stage) -> None:
    stage.show("這是一篇用繁體中文寫的文章，網站卻沒有說明語言，我們從文字看得出來。", language="en")
    assert stage.ask("document.documentElement.lang") == "zh-Hant"
    before = stage.ask("getComputedStyle(document.documentElement).backgroundColor")
    stage.palette.choose("dark")
    assert stage.ask("getComputedStyle(document.documentElement).backgroundColor") != before


def test_han_emphasis_is_dotted_not_slanted(stage: Stage) -> None:
    stage.show("一段*強調 and Latin*文字，這是用繁體中文寫的文章，看得出語言。", language="zh-tw")
    assert (
        stage.ask("document.querySelector('em').innerHTML") == '<span class="stressed">強調</span> and Latin'
    )
    assert stage.ask("getComputedStyle(document.querySelector('.stressed')).fontStyle") == "normal"


def test_pictures_of_the_site_and_the_reason_for_missing_ones(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "there.png").write_bytes(PNG)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "near.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    article = tmp_path / "posts" / "a.md"
    asked: list[str] = []

    def find_image(source: str) -> Path | None:
        asked.append(source)
        found = tmp_path / "static" / source.lstrip("/")
        return found if found.is_file() else None

    text = "![a](/there.png)\n\n![b](near.png)\n\n![c](/no.png)\n\n![d](/../secret.png)\n\n![e](/%2e%2e/secret.png)\n"
    stage.show(
        text,
        path=article,
        address="/posts/a/",
        find_image=find_image,
        roots=[tmp_path / "static"],
        language="zh-tw",
    )
    state = "[...document.images].map((i) => [i.alt, i.naturalWidth, i.getAttribute('data-ink-state') || '', i.title])"
    stage.qtbot.waitUntil(
        lambda: all(width or title for _, width, _, title in stage.ask(state)), timeout=PATIENCE
    )
    states = {alt: (width, kind, title) for alt, width, kind, title in stage.ask(state)}
    assert states["a"] == (64, "", "")
    assert states["b"][1] == "broken" and "bundle" in states["b"][2]
    assert states["c"][1] == "broken" and "static" in states["c"][2]
    assert states["d"][0] == states["e"][0] == 0
    assert "near.png" in asked


def test_pictures_from_the_web_wait_for_the_author(stage: Stage) -> None:
    counts: list[int] = []
    stage.pane.remote_images_found.connect(counts.append)
    stage.show(
        "![a](https://example.org/a.png) ![b](//example.org/b.png)\n\n![c](https://example.org/c.png)\n"
    )
    assert counts[-1] == 3
    assert stage.pane.note.offers_action and "3" in stage.pane.note.text
    stage.edit(0, stage.editor.document().characterCount() - 1, "none")
    assert counts[-1] == 0 and not stage.pane.note.text


def test_scroll_maps_lines_both_ways(stage: Stage) -> None:
    stage.show("".join(f"## Part {n}\n\n" + "Words and more words. " * 40 + "\n\n" for n in range(400)))
    for line in (800.0, 1500.0, 40.0, 1201.0):
        stage.pane.scroll_to_line(line)
        stage.qtbot.waitUntil(
            lambda line=line: abs(stage.ask("ink.lineAt(0)") - line) < 0.3, timeout=PATIENCE
        )
    stage.pane.scroll_to_line(600.0, 0.5)
    stage.qtbot.waitUntil(
        lambda: abs(stage.ask("ink.lineAt(innerHeight / 2)") - 600.0) < 0.3, timeout=PATIENCE
    )


def test_readers_wheel_tells_the_line(stage: Stage) -> None:
    stage.show("".join(f"Paragraph {n}\n\n" for n in range(300)))
    target, place = stage.pane.view.focusProxy(), QPointF(300, 300)
    lines: list[float] = []
    stage.pane.scrolled_to.connect(lines.append)

    def turned() -> bool:
        """Turn the wheel by four notches; whether a line was told by the time that this is painted."""
        turn = QPoint(0, -480)
        button, key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            place, target.mapToGlobal(place), turn, turn, button, key, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(target, event)
        stage.be_painted()
        return any(line > 2 for line in lines)

    # A busy machine may take so long that the page does not know any more who scrolled it.
    stage.be_painted()
    stage.qtbot.waitUntil(turned, timeout=PATIENCE)


def test_edits_above_do_not_move_what_is_read(stage: Stage) -> None:
    stage.show("".join(f"Paragraph {n}\n\n" for n in range(300)))
    stage.ask("(document.scrollingElement.scrollTop = 3000)")
    top = "(() => { const p = [...document.querySelectorAll('p')].find((one) => one.textContent === 'Paragraph 80'); return p.getBoundingClientRect().top; })()"
    before = stage.ask(top)
    stage.edit(0, 0, "new\n\nnew\n\nnew\n\n# big\n\n")
    assert abs(stage.ask(top) - before) < 1.5


def test_click_tells_the_line_and_links_are_sorted(stage: Stage) -> None:
    stage.show(
        "one\n\ntwo\n\n[out](https://example.org/x) [other](../b/#part) <a href='java&#9;script:alert(1)'>bad</a> [tel](tel:123) [in](#here)\n\n## here\n",
        site=UNSAFE,
    )
    with stage.qtbot.waitSignal(stage.pane.line_clicked, timeout=PATIENCE) as clicked:
        click(stage, "document.querySelectorAll('p')[1]")
    assert int(clicked.args[0]) == 2
    with stage.qtbot.waitSignal(stage.pane.link_activated, timeout=PATIENCE) as outside:
        click(stage, "document.links[0]")
    assert outside.args[0].toString() == "https://example.org/x"
    with stage.qtbot.waitSignal(stage.pane.article_requested, timeout=PATIENCE) as other:
        click(stage, "document.links[1]")
    assert other.args[0] == "/b/#part"
    click(stage, "document.links[2]")
    stage.qtbot.waitUntil(lambda: "not opened" in stage.pane.note.text, timeout=PATIENCE)
    with stage.qtbot.waitSignal(stage.pane.link_questioned, timeout=PATIENCE) as question:
        click(stage, "document.links[3]")
    assert question.args[0] == "tel:123"


def test_find_and_zoom(stage: Stage) -> None:
    stage.show("needle\n\nhay\n\nneedle\n")
    with stage.qtbot.waitSignal(stage.pane.found, check_params_cb=lambda at, of: of == 2, timeout=PATIENCE):
        stage.pane.find("needle")
    stage.pane.find("")
    stage.pane.zoom(3)
    assert stage.pane.view.zoomFactor() > 1.3
    stage.pane.zoom(0)
    assert stage.pane.view.zoomFactor() == 1.0


def test_opened_details_and_loaded_pictures_stay_while_typing(stage: Stage) -> None:
    stage.show("<details>\n<summary>more</summary>\n\ninside\n\n</details>\n\nafter\n", site=UNSAFE)
    click(stage, "document.querySelector('summary')")
    stage.qtbot.waitUntil(lambda: stage.ask("document.querySelector('details').open"), timeout=PATIENCE)
    stage.edit(stage.editor.toPlainText().index("inside"), 0, "still ")
    assert stage.ask("document.querySelector('details').open")
    assert stage.ask("document.querySelector('details p').textContent") == "still inside"


def test_last_preview_stays_when_the_helper_dies_and_comes_back(stage: Stage) -> None:
    stage.show("before\n")
    notes: list[str] = []
    stage.worker.failed.connect(notes.append)
    with stage.qtbot.waitSignal(stage.worker.restarted, timeout=PATIENCE):
        os.kill(stage.worker.process_id(), signal.SIGKILL)
    assert stage.ask("document.querySelector('p').textContent") == "before"
    assert notes and stage.pane.note.text == notes[0]
    stage.edit(0, 6, "after")
    stage.qtbot.waitUntil(
        lambda: stage.ask("document.querySelector('p').textContent") == "after", timeout=PATIENCE
    )


def test_another_article_takes_the_place_of_the_first(stage: Stage) -> None:
    stage.show("first\n")
    other = QPlainTextEdit("second\n")
    stage.qtbot.addWidget(other)
    with stage.qtbot.waitSignal(stage.pane.completed, timeout=PATIENCE):
        stage.pane.show_article(other.document(), PreviewContext())
    stage.editor.insertPlainText("typed into the first ")
    cursor = QTextCursor(other.document())
    with stage.qtbot.waitSignal(stage.pane.patched, timeout=PATIENCE):
        cursor.insertText("the ")
    assert stage.ask("[...document.querySelectorAll('p')].map((p) => p.textContent)") == ["the second"]
    stage.pane.clear()
    stage.qtbot.waitUntil(lambda: stage.ask("document.querySelectorAll('p').length") == 0, timeout=PATIENCE)


def test_page_that_dies_is_shown_again_where_it_was(stage: Stage) -> None:
    stage.show("".join(f"Paragraph {n}\n\n" for n in range(300)))
    stage.pane.scroll_to_line(200.0)
    stage.qtbot.waitUntil(lambda: abs(stage.ask("ink.lineAt(0)") - 200.0) < 0.3, timeout=PATIENCE)
    with stage.qtbot.waitSignal(stage.pane.completed, timeout=PATIENCE):
        os.kill(stage.pane.view.page().renderProcessPid(), signal.SIGKILL)
    assert stage.ask("document.querySelectorAll('p').length") == 300
    stage.qtbot.waitUntil(lambda: abs(stage.ask("ink.lineAt(0)") - 200.0) < 0.3, timeout=PATIENCE)
    stage.edit(0, 0, "typed ")
    assert stage.ask("document.querySelector('p').textContent") == "typed Paragraph 0"


def test_page_that_was_given_up_comes_again_when_the_author_types(stage: Stage) -> None:
    """Seen on a busy machine: it ended twice, and stayed empty until another article was chosen."""
    stage.show("".join(f"Paragraph {n}\n\n" for n in range(3000)))

    def end_page(_revision: int = 0) -> None:
        os.kill(stage.pane.view.page().renderProcessPid(), signal.SIGKILL)

    # Again while it is filled anew, before it is complete.
    stage.pane.patched.connect(end_page, Qt.ConnectionType.SingleShotConnection)
    end_page()
    stage.qtbot.waitUntil(lambda: "several times" in stage.pane.note.text, timeout=PATIENCE)
    with stage.qtbot.waitSignal(stage.pane.completed, timeout=PATIENCE):
        stage.editor.insertPlainText("typed ")
    assert stage.ask("document.querySelector('p').textContent") == "typed Paragraph 0"
    assert stage.ask("document.querySelectorAll('p').length") == 3000


def test_lines_map_within_a_long_list(stage: Stage) -> None:
    stage.show("".join(f"- item {n}" + " and many words" * (n % 17) + "\n" for n in range(300)))
    stage.pane.scroll_to_line(150.0)
    top = "[...document.querySelectorAll('li')].find((li) => li.getBoundingClientRect().top > -2).textContent"
    stage.qtbot.waitUntil(lambda: stage.ask(top).startswith("item 150"), timeout=PATIENCE)


def test_language_follows_a_text_that_grows(stage: Stage) -> None:
    stage.show("x")
    assert stage.ask("document.documentElement.lang") == "en"
    stage.edit(0, 1, "這篇文章一開始是空的，寫著寫著就看得出是用繁體中文寫的了。")
    stage.qtbot.waitUntil(lambda: stage.ask("document.documentElement.lang") == "zh-Hant", timeout=PATIENCE)


def test_pictures_that_load_late_do_not_move_the_reader(stage: Stage, tmp_path: Path) -> None:
    """Two hundred pictures above the reader take their height only after the page was scrolled."""
    (tmp_path / "tall.png").write_bytes(PNG)
    wait = threading.Event()

    def find_image(source: str) -> Path:
        wait.wait(PATIENCE_S)
        return tmp_path / "tall.png"

    text = "![p](tall.png)\n\n" * 30 + "".join(f"Paragraph {n}\n\n" for n in range(100))
    stage.show(text, find_image=find_image, roots=[tmp_path])
    stage.pane.scroll_to_line(60.0)
    place = "ink.yOf(60)"
    stage.qtbot.waitUntil(lambda: abs(stage.ask(place)) < 2, timeout=PATIENCE)
    wait.set()
    stage.qtbot.waitUntil(
        lambda: stage.ask("[...document.images].filter((i) => i.naturalWidth).length") == 30, timeout=PATIENCE
    )
    stage.qtbot.waitUntil(lambda: abs(stage.ask(place)) < 2, timeout=PATIENCE)


def test_problems_are_told_with_the_destinations_that_only_the_site_can_judge(stage: Stage) -> None:
    stage.pane.show_article(stage.editor.document(), PreviewContext())
    with stage.qtbot.waitSignal(stage.pane.problems_found, check_params_cb=bool, timeout=PATIENCE) as told:
        stage.editor.insertPlainText(
            "與**「文字」**中\n\n![a](gone.png) ![b](there.png)\n\n[c](/gone/) [d](https://example.org/gone)\n"
        )
    assert [(problem.code, problem.line) for problem in told.args[0]] == [
        ("emphasis", 0),
        ("image", 2),
        ("image", 2),
        ("link", 4),
    ]
    assert [problem.message for problem in told.args[0]][1:] == ["gone.png", "there.png", "/gone/"]
