"""Renders one article in a process of its own: JSON lines in on standard input, patches out on standard output.

Both are described in `messages`. Edits that wait are taken together. End of input ends the process.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from editor.markup.limits import limit_memory
from editor.markup.live.article import LiveDocument
from editor.markup.live.context import renderer_for
from editor.markup.live.messages import (
    AgainRequest,
    Answer,
    EditRequest,
    PageData,
    PageRequest,
    Request,
    SiteData,
    heading_data,
    number_after,
    problem_data,
)
from editor.markup.live.patches import Patch

MEMORY = 2 * 1024**3
"""Bytes of address space; a 1 MB article takes about a tenth of it."""
FIRST_SECONDS = 0.32
"""How long the first screenful may take before what there is of it goes to the page."""
BATCH_SECONDS = 0.04, 0.32
"""How long a long article is rendered before what is ready goes to the page: at first, and at most. Each batch takes
twice the time of the one before, as each also costs a look over all that is ready; what it brings at most is taken by
the window in one go."""
AT_ONCE = 200_000
"""UTF-16 units of a text up to which it is read anew under another site while its page stays; a longer one begins anew."""
ALIVE_SECONDS = 1.0
"""How long the window hears nothing of work that goes on: a slow machine takes longer over a long text than the window
waits for a process that hangs."""
_WARM_UP = "# a\n\n*b* **c** `d` [e](f) ![g](h) <https://i.j/> [^1] {{< k >}}\n\n- l\n\n> m\n\n| n |\n|-|\n\n```python\no = 1\n```\n\n[^1]: p"
REST_SECONDS = 0.4
"""How long the author must rest before problems and headings are reported."""


class Worker:
    """Answers requests for the article in front. `receive` waits for a request at most the given seconds."""

    def __init__(
        self,
        receive: Callable[[float | None], Request | None],
        is_waiting: Callable[[], bool],
        send: Callable[[Answer], None],
    ) -> None:
        self._receive, self._is_waiting, self._send = receive, is_waiting, send
        self._site: SiteData = {}
        self._live: LiveDocument | None = None
        self._pieces: list[str] = []
        self._article = self._revision = 0
        self._fresh = self._report_due = False
        # What the blocks on the page were read under: the site and the language of the page.
        self._read_under: tuple[SiteData, str] = ({}, "")
        self._batch = BATCH_SECONDS[0]
        self._heard_of = time.monotonic()

    def run(self) -> None:
        """Work until the input ends."""
        try:
            while True:
                self._turn()
        except EOFError:
            return

    def _turn(self) -> None:
        """Take what waits, or do a part of what is left to do, or wait."""
        busy = self._live is not None and not self._live.is_complete
        message = self._receive(0.0 if busy else REST_SECONDS if self._report_due else None)
        if message is not None:
            self._take(message)
            while self._is_waiting() and (more := self._receive(0.0)) is not None:
                self._take(more)
            self._refresh()
        elif busy:
            self._advance()
        elif self._report_due:
            self._report()

    def _take(self, message: Request) -> None:
        match message["op"]:
            case "site":
                self._site = message
            case "piece":
                if message["first"]:
                    self._pieces.clear()
                self._pieces.append(message["text"])
            case "open":
                before = self._pieces if message.get("pieces") else []
                self._pieces = []
                self._article, self._revision = message["article"], 0
                self._read_under = self._site, message["page"].get("language", "")
                self._live = LiveDocument(renderer_for(self._site, message["page"]), on_block=self._say_alive)
                self._live.open("".join([*before, message["text"]]))
                self._fresh = True
                self._batch = BATCH_SECONDS[0]
            case "close":
                self._live = None
                self._report_due = False
            case "edit" | "page" | "again":
                self._go_on(message)

    def _go_on(self, message: EditRequest | PageRequest | AgainRequest) -> None:
        """Take what concerns the text that is open."""
        number = number_after(message)
        if self._live is None or message["article"] != self._article:
            self._send({"op": "lost", "article": number})
            return
        match message["op"]:
            case "edit":
                self._change(self._live, message)
            case "page":
                self._refresh()
                self._article = number
                self._turn_page(self._live, message["page"])
            case "again":
                self._live.start_over()
                self._fresh = True

    def _turn_page(self, live: LiveDocument, page: PageData) -> None:
        """Take other data of the page, and of the site where that has changed as well."""
        renderer = renderer_for(self._site, page)
        before, self._read_under = self._read_under, (self._site, page.get("language", ""))
        if before == self._read_under:
            self._publish(live, live.use(renderer))
        elif live.length <= AT_ONCE:
            for patch, is_last in zip(live.read_anew(renderer), (False, True), strict=True):
                self._publish(live, patch, is_last=is_last)
        else:
            live.start_over(renderer)
            self._fresh = True
            self._batch = BATCH_SECONDS[0]

    def _say_alive(self) -> None:
        now = time.monotonic()
        if now - self._heard_of > ALIVE_SECONDS:
            self._heard_of = now
            self._send({"op": "alive"})

    def _change(self, live: LiveDocument, message: EditRequest) -> None:
        try:
            live.change(message["at"], message["removed"], message["text"])
        except IndexError:
            self._lose()
            return
        self._revision = message["revision"]
        if live.length != message["length"]:
            self._lose()

    def _lose(self) -> None:
        # Later edits of this article answer alike, so one lost message does not matter.
        self._live = None
        self._send({"op": "lost", "article": self._article})

    def _refresh(self) -> None:
        if self._live is not None and self._live.is_changed:
            self._publish(self._live, self._live.refresh())

    def _advance(self) -> None:
        if self._live is not None:
            if self._fresh:
                end = time.monotonic() + FIRST_SECONDS
            else:
                end = time.monotonic() + self._batch
                self._batch = min(2 * self._batch, BATCH_SECONDS[1])
            self._publish(
                self._live,
                self._live.advance(lambda: time.monotonic() > end or self._is_waiting()),
                loading=True,
            )

    def _publish(
        self, live: LiveDocument, patch: Patch, *, loading: bool = False, is_last: bool = True
    ) -> None:
        self._report_due = True
        if loading and not patch and not live.is_complete:
            return
        self._send(
            {
                "op": "patch",
                "article": self._article,
                "revision": self._revision,
                "fresh": self._fresh,
                "complete": live.is_complete and is_last,
                "splices": [
                    (s.at, s.removed, s.moved, [(p.html, p.start_line, p.end_line) for p in s.pieces])
                    for s in patch.splices
                ],
                "footnotes": patch.footnotes,
            }
        )
        self._fresh = False

    def _report(self) -> None:
        self._report_due = False
        if self._live is None:
            return
        report = self._live.report()
        self._send(
            {
                "op": "report",
                "article": self._article,
                "revision": self._revision,
                "problems": [problem_data(problem) for problem in report.problems],
                "headings": [heading_data(heading) for heading in report.headings],
            }
        )


def read_requests(source: BinaryIO, requests: queue.SimpleQueue[Request | None]) -> None:
    """Put every line of `source` into the queue; the end of the input ends the process, whatever it is busy with."""
    for line in source:
        requests.put(json.loads(line))
    requests.put(None)
    time.sleep(REST_SECONDS)
    os._exit(0)


def main() -> None:
    """Serve standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the window's to handle
    limit_memory(MEMORY)
    requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
    output = sys.stdout.buffer
    threading.Thread(target=read_requests, args=(sys.stdin.buffer, requests), daemon=True).start()

    def receive(seconds: float | None) -> Request | None:
        try:
            message = requests.get(timeout=seconds) if seconds != 0.0 else requests.get_nowait()
        except queue.Empty:
            return None
        if message is None:
            raise EOFError
        return message

    def send(message: Answer) -> None:
        output.write(json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n")
        output.flush()

    send({"op": "alive"})
    if requests.empty():
        # What most articles need is loaded and compiled while the window still paints its first picture.
        LiveDocument(renderer_for({}, {})).load(_WARM_UP)
    Worker(receive, lambda: not requests.empty(), send).run()


if __name__ == "__main__":
    main()
