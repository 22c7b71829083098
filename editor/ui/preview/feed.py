"""Sends the article in front to the rendering process: the whole text once, then each edit as it is typed."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from editor.articles.problems import Fix, Problem, Replacement
from editor.markup.live.messages import Answer, PageData, ProblemData, ReplacementData, Request, SiteData
from editor.ui.common.raw_text import raw_part, raw_text
from editor.ui.preview.worker import PreviewWorker

PIECE = 500_000
"""Characters of a long text that are sent at a time: some milliseconds, between which the window goes on."""
SAMPLE = 4000
"""Characters of a body that are looked at to tell its language."""


class PreviewFeed(QObject):
    """Follows one document. An edit costs what was typed, not what the document holds.

    `patched` carries the answers for the present article as the process sends them; `reported` its problems
    (`editor.articles.problems.Problem`) and its headings (level, text, id, line), once typing rests.
    """

    patched = Signal(dict)
    reported = Signal(list, list)
    site_changed = Signal()
    """The site around the text is another one: it is read anew, and what was reported of it may not hold."""

    def __init__(self, worker: PreviewWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._document: QTextDocument | None = None
        self._site: SiteData | None = None
        self._page: PageData = {}
        self._article = self._revision = self._length = 0
        self._opened = 0
        """The number that the text was sent with as a whole; under other sites it has had others since."""
        # What is left of a long text, and what has to follow it.
        self._rest: deque[Request] = deque()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._send_next)
        worker.answered.connect(self._take)
        worker.restarted.connect(self._send_all)

    @property
    def newest(self) -> tuple[int, int]:
        """What was sent last: the number of the text under its site, and how many edits since it was sent as a whole.

        A page that was told all of it has them in its last "patch" as "article" and "revision".
        """
        return self._article, self._revision

    def follow(self, document: QTextDocument, site: SiteData, page: PageData) -> None:
        """Render another document from now on. `site` and `page` are the data of the worker's requests."""
        self.leave()
        self._document, self._page = document, page
        document.contentsChange.connect(self._send_edit)
        document.destroyed.connect(self._forget)
        if site != self._site:
            self._site = site
            self._worker.send({"op": "site", **site})
        self._open()

    def update_context(self, site: SiteData, page: PageData) -> None:
        """Take changed data of the site or the article."""
        if self._document is None:
            self._site = None
        elif site != self._site:
            self._site, self._page = site, page
            self._send({"op": "site", **site})
            # What was found under the site before does not hold: an answer to it is none to this.
            before, self._article = self._article, self._article + 1
            self._send(
                {
                    "op": "page",
                    "article": before,
                    "number": self._article,
                    "revision": self._revision,
                    "page": page,
                }
            )
            self.site_changed.emit()
        elif page != self._page:
            self._page = page
            self._send({"op": "page", "article": self._article, "revision": self._revision, "page": page})

    def leave(self) -> None:
        """Follow no document."""
        if self._document is not None:
            self._document.contentsChange.disconnect(self._send_edit)
            self._document.destroyed.disconnect(self._forget)
            self._document = None
            self._stop_sending()
            self._worker.send({"op": "close"})

    def ask_again(self) -> None:
        """Have the whole page sent once more."""
        if self._document is not None:
            self._send({"op": "again", "article": self._article, "revision": self._revision})

    def _forget(self) -> None:
        self._document = None

    def _open(self) -> None:
        if self._document is None:
            return
        text = raw_text(self._document)
        self._length = self._document.characterCount() - 1
        # A number of its own each time the text is sent: an answer to what was sent before is none to this.
        self._article += 1
        self._opened = self._article
        self._revision = 0
        self._stop_sending()
        last = (len(text) - 1) // PIECE * PIECE if len(text) > PIECE else 0
        for start in range(0, last, PIECE):
            self._rest.append({"op": "piece", "first": start == 0, "text": text[start : start + PIECE]})
        self._send(
            {
                "op": "open",
                "article": self._article,
                "text": text[last:],
                "pieces": last > 0,
                "page": self._page,
            }
        )
        if self._rest:
            self._next.start()

    def _send(self, message: Request) -> None:
        """Send a message, after those that wait."""
        if self._rest:
            self._rest.append(message)
        else:
            self._worker.send(message)

    def _send_next(self) -> None:
        if self._rest:
            self._worker.send(self._rest.popleft())
        if not self._rest:
            self._next.stop()

    def _stop_sending(self) -> None:
        self._rest.clear()
        self._next.stop()

    def _send_all(self) -> None:
        if self._site is not None and self._document is not None:
            self._worker.send({"op": "site", **self._site})
            self._open()

    def _send_edit(self, position: int, removed: int, added: int) -> None:
        if self._document is None:
            return
        length = self._document.characterCount() - 1
        # Qt counts the end of the last block too when that block is replaced.
        removed = min(removed, self._length - position)
        added = min(added, length - position)
        if self._length - removed + added != length:
            self._open()
            return
        self._length = length
        self._revision += 1
        self._send(
            {
                "op": "edit",
                "article": self._article,
                "revision": self._revision,
                "at": position,
                "removed": removed,
                "text": raw_part(self._document, position, added),
                "length": length,
            }
        )

    def _take(self, message: Answer) -> None:
        if self._document is None or message["op"] == "alive":
            return
        number = message["article"]
        if number is None or not self._opened <= number <= self._article:
            return
        match message["op"]:
            case "patch":
                # Also one under the site before: those that follow begin where it ends.
                self.patched.emit(message)
            # One of a text that was typed on since is followed by another.
            case "report" if (number, message["revision"]) == self.newest:
                problems = [_problem(data, self._document) for data in message["problems"]]
                self.reported.emit(problems, message["headings"])
            case "lost":
                self._send_all()


def _problem(data: ProblemData, document: QTextDocument) -> Problem:
    """A problem out of the process's plain data; its fixes keep the lines of the document that they are for."""
    fixes = tuple(
        Fix(fix["label"], tuple(_replacement(one, document) for one in fix["replacements"]))
        for fix in data["fixes"]
    )
    return Problem(
        data["severity"],
        data["code"],
        data["message"],
        data["line"],
        data["end_line"],
        data["column"],
        data["end_column"],
        fixes,
    )


def _replacement(data: ReplacementData, document: QTextDocument) -> Replacement:
    line = data["line"]
    found_in = document.findBlockByNumber(line).text()
    return Replacement(line, data["start"], data["end"], data["text"], found_in)


def sample_of(document: QTextDocument) -> str:
    """The beginning of a text, enough to tell its language."""
    parts: list[str] = []
    length = 0
    block = document.begin()
    while block.isValid() and length < SAMPLE:
        parts.append(block.text()[:SAMPLE])
        length += len(parts[-1])
        block = block.next()
    return "\n".join(parts)
