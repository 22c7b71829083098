"""A picture that keeps the page busy is left out and told, and the next article is shown meanwhile."""

from __future__ import annotations

import os
import signal
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.common.pdf_printer import PdfError, PdfPrinter
from editor.ui.preview.context import PreviewContext
from tests.features.preview_stage import Stage
from tests.limits import LONG, PATIENCE

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">'
GOOD = f'{HEAD}<rect width="9" height="9"/></svg>'

needs_signals = pytest.mark.skipif(
    not hasattr(signal, "SIGSTOP"), reason="no way to stop a process on this system"
)


def nested_use(levels: int = 12) -> str:
    """A drawing of ten to the power of its levels."""
    parts = ['<g id="a0"><rect width="9" height="9" fill="red"/></g>']
    for n in range(1, levels):
        parts.append(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>")
    return f'{HEAD}<defs>{"".join(parts)}</defs><use href="#a{levels - 1}"/></svg>'


def bomb() -> bytes:
    """A picture of ten thousand million pixels in a few kilobytes."""
    side = 100_000
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pieces = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1 << 20))), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + pieces


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.close()


def begin(stage: Stage, text: str, folder: Path) -> None:
    stage.editor.setPlainText(text)

    def find(source: str) -> Path | None:
        found = folder / source.rpartition("/")[2]
        return found if found.is_file() else None

    context = PreviewContext(find_image=find, roots=[folder], path=folder / "index.md")
    stage.pane.show_article(stage.editor.document(), context)


@pytest.mark.parametrize("name", ["use.svg", "bomb.png"])
def test_a_picture_that_cannot_be_drawn_is_left_out_and_told(stage: Stage, name: str, tmp_path: Path) -> None:
    (tmp_path / "use.svg").write_text(nested_use())
    (tmp_path / "bomb.png").write_bytes(bomb())
    (tmp_path / "good.svg").write_text(GOOD)
    begin(stage, f"Before.\n\n![p]({name})\n\n![g](good.svg)\n\nAfter.\n", tmp_path)
    stage.qtbot.waitUntil(lambda: name in stage.pane.note.text, timeout=PATIENCE)
    assert "After." in stage.body()
    stage.qtbot.waitUntil(
        lambda: stage.ask("[...document.images].map((i) => i.naturalWidth > 0)") == [False, True],
        timeout=PATIENCE,
    )


def keep_busy(stage: Stage) -> None:
    """Stop the page's process, as a drawing without end does that nobody saw coming."""
    stage.qtbot.waitUntil(
        lambda: stage.ask("[...document.images].map((i) => i.naturalWidth > 0)") == [True], timeout=PATIENCE
    )
    os.kill(stage.pane.view.page().renderProcessPid(), signal.SIGSTOP)


@needs_signals
def test_a_drawing_that_keeps_the_page_busy_is_left_out_and_told(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "good.svg").write_text(GOOD)
    begin(stage, "Before.\n\n![p](good.svg)\n\nAfter.\n", tmp_path)
    keep_busy(stage)
    stage.qtbot.waitUntil(lambda: "good.svg" in stage.pane.note.text, timeout=PATIENCE)
    assert "After." in stage.body()


@needs_signals
def test_the_next_article_is_shown_while_a_drawing_keeps_the_page_busy(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "good.svg").write_text(GOOD)
    begin(stage, "Before.\n\n![p](good.svg)\n\nAfter.\n", tmp_path)
    keep_busy(stage)
    stage.editor.setPlainText("The next one.\n")
    with stage.qtbot.waitSignal(stage.pane.completed, timeout=PATIENCE):
        stage.pane.show_article(stage.editor.document(), PreviewContext())
    assert "The next one." in stage.body()


def test_what_takes_too_long_to_print_is_told_and_the_next_is_printed(qapp: QApplication) -> None:
    printer = PdfPrinter(longest=1)
    try:
        with pytest.raises(PdfError, match="took longer"):
            printer.print_and_wait(b"<!DOCTYPE html>" + b"<p>A long text." * 20_000)
        printer.longest = LONG
        assert printer.print_and_wait(b"<!DOCTYPE html><p>Next.").startswith(b"%PDF-")
    finally:
        printer.close()
