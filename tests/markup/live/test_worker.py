"""The rendering process by its pipe: what is asked, what is answered, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from editor.markup.live.article import FIRST_SCREEN
from editor.markup.live.patches import Patch, PatchedPage, Piece, Splice
from editor.markup.live.worker import AT_ONCE
from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings
from tests.limits import PATIENCE_S
from tests.patched_page import patched


class Process:
    """The worker and a model of the page it feeds."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "editor.markup.live.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.page = PatchedPage()

    def send(self, **message: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """The next answer that is more than a sign of life."""
        assert self.process.stdout
        while True:
            line = self.process.stdout.readline()
            assert line, "the worker ended"
            message = json.loads(line)
            if message["op"] != "alive":
                return message

    def until(self, op: str, revision: int = 0) -> dict[str, Any]:
        """Take answers into the page until the wanted one came."""
        while True:
            message = self.receive()
            if message["op"] == "patch":
                self.page = patched(self.page, message)
            if (
                message["op"] == op
                and message.get("complete", True)
                and message.get("revision", 0) >= revision
            ):
                return message

    def close(self) -> int:
        assert self.process.stdin
        self.process.stdin.close()
        status = self.process.wait(PATIENCE_S)
        assert self.process.stdout
        self.process.stdout.close()
        return status


@pytest.fixture
def worker() -> Iterator[Process]:
    process = Process()
    yield process
    if process.process.poll() is None:
        process.close()


def published(text: str, **markup: Any) -> str:
    return Renderer(MarkupSettings.from_config(markup), PageContext(preview=True)).render(text).html


def test_open_edit_and_end(worker: Process) -> None:
    worker.send(op="open", article=1, text="# 一\n\n二", page={})
    worker.until("patch")
    assert worker.page.html == published("# 一\n\n二")
    worker.send(op="edit", article=1, revision=1, at=6, removed=0, text="三👩\n\n- x", length=14)
    assert worker.until("patch", 1)["revision"] == 1
    assert worker.page.html == published("# 一\n\n二三👩\n\n- x")
    assert worker.close() == 0


def test_settings_of_the_site_count(worker: Process) -> None:
    unsafe = {"goldmark": {"renderer": {"unsafe": True}}}
    worker.send(op="site", markup=unsafe, params={"motto": "慢"})
    worker.send(op="open", article=1, text='<b>x</b> {{< param "motto" >}}', page={})
    worker.until("patch")
    assert "<b>x</b> 慢" in worker.page.html
    worker.send(op="page", article=1, revision=0, page={"params": {"motto": "快"}})
    worker.until("patch")
    assert "<b>x</b> 快" in worker.page.html


@pytest.mark.parametrize("length", [1, AT_ONCE], ids=["short", "long"])
def test_under_another_site_the_same_text_is_read_anew(worker: Process, length: int) -> None:
    text = "<b>x</b>\n\n" + "plain\n\n" * (length // 5)
    worker.send(op="open", article=1, text=text, page={})
    worker.until("patch")
    worker.send(op="site", markup={"goldmark": {"renderer": {"unsafe": True}}})
    worker.send(op="page", article=1, number=2, revision=0, page={})
    first = worker.receive()
    while first["op"] != "patch":
        first = worker.receive()
    assert (first["article"], first["fresh"]) == (2, length == AT_ONCE), "the page of a short one stays"
    worker.page = patched(worker.page, first)
    if not first["complete"]:
        worker.until("patch")
    assert "<b>x</b>" in worker.page.html
    worker.send(op="edit", article=2, revision=1, at=0, removed=0, text="new\n\n", length=len(text) + 5)
    worker.until("patch", 1)
    assert worker.page.html.startswith("<p>new</p>")
    worker.send(op="page", article=1, number=3, page={})
    assert worker.until("lost")["article"] == 3


def test_edits_that_wait_are_taken_together(worker: Process) -> None:
    worker.send(op="open", article=1, text="", page={})
    for number in range(200):
        worker.send(
            op="edit", article=1, revision=number + 1, at=number, removed=0, text="x", length=number + 1
        )
    worker.until("patch", 200)
    assert worker.page.html == "<p>" + "x" * 200 + "</p>\n"


def test_a_long_article_comes_in_batches_and_takes_edits_meanwhile(worker: Process) -> None:
    text = "".join(f"## Part {n}[^{n}]\n\ntext **{n}**\n\n[^{n}]: note {n}\n\n" for n in range(1500))
    worker.send(op="open", article=1, text=text, page={})
    first = worker.receive()
    assert first["fresh"] and not first["complete"]
    assert len(first["splices"][0][3]) == FIRST_SCREEN, "a screenful at once"
    worker.page.apply(Patch((Splice(0, 0, tuple(Piece(*piece) for piece in first["splices"][0][3])),)))
    worker.send(op="edit", article=1, revision=1, at=0, removed=0, text="new\n\n", length=len(text) + 5)
    worker.until("patch", 1)
    assert worker.page.html == published("new\n\n" + text)


def test_a_long_text_comes_in_pieces_and_pieces_of_another_are_forgotten(worker: Process) -> None:
    worker.send(op="piece", first=True, text="left ")
    worker.send(op="open", article=1, text="alone", pieces=False, page={})
    worker.until("patch")
    assert worker.page.html == "<p>alone</p>\n"
    worker.send(op="piece", first=True, text="given up")
    worker.send(op="piece", first=True, text="*one ")
    worker.send(op="piece", first=False, text="two ")
    worker.send(op="open", article=2, text="three*", pieces=True, page={})
    worker.until("patch")
    assert worker.page.html == "<p><em>one two three</em></p>\n"


def test_a_text_that_is_not_the_editors_is_asked_for_again(worker: Process) -> None:
    worker.send(op="open", article=1, text="abc", page={})
    worker.until("patch")
    worker.send(op="edit", article=1, revision=1, at=0, removed=0, text="x", length=99)
    assert worker.until("lost")["article"] == 1
    worker.send(op="edit", article=2, revision=1, at=0, removed=0, text="x", length=1)
    assert worker.until("lost")["article"] == 2


def test_problems_and_headings_are_told_at_rest(worker: Process) -> None:
    worker.send(op="open", article=1, text="# One\n\n與**「文字」**中\n\n# One\n", page={})
    report = worker.until("report")
    assert [(heading["text"], heading["id"], heading["line"]) for heading in report["headings"]] == [
        ("One", "one", 0),
        ("One", "one-1", 4),
    ]
    assert all(problem["line"] < problem["end_line"] for problem in report["problems"])


def test_the_whole_page_comes_again_on_demand(worker: Process) -> None:
    worker.send(op="open", article=1, text="a\n\nb\n", page={})
    worker.until("patch")
    worker.page = PatchedPage()
    worker.send(op="again", article=1, revision=0)
    assert worker.until("patch")["fresh"]
    assert worker.page.html == published("a\n\nb\n")


def test_it_ends_with_the_program_that_started_it(worker: Process) -> None:
    worker.send(op="open", article=1, text="x " * 400_000, page={})
    assert worker.process.stdin
    worker.process.stdin.close()
    assert worker.process.stdout
    worker.process.stdout.read()
    assert worker.process.wait(PATIENCE_S) == 0


def test_links_lead_where_hugos_own_hook_leads_them(worker: Process) -> None:
    pages = {"en": {"/posts/b": "/posts/b/"}, "fr": {"/posts/b": "/fr/posts/b/"}}
    site = {"pages": pages, "resolves_links": True, "base_url": "https://example.org/blog/"}
    worker.send(op="site", **site, languages={"fr": {"markup": {"goldmark": {"renderer": {"unsafe": True}}}}})
    page = {"path": "/posts/a", "logical_path": "posts/a.fr.md", "language": "fr"}
    worker.send(op="open", article=1, text="[b](b.md) [#](#part) <i>x</i> ![p](p.png)\n", page=page)
    worker.until("patch")
    assert worker.page.html == (
        '<p><a href="/blog/fr/posts/b/">b</a> <a href="#part">#</a> <i>x</i> <img src="p.png" alt="p"></p>\n'
    )
