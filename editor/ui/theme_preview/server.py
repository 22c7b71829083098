"""Keeps Hugo's server running for the theme preview, and the text of the article in front in its overlay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, QUrl, Signal

from editor.articles.article import Article
from editor.publish.addresses import served_at
from editor.publish.hugo import HugoError
from editor.publish.messages import PORT_TAKEN, Complaint, Ready, Rebuilt, Reconfigured
from editor.publish.run import NoHugoError, Run, UncoveredError, UntrustedError
from editor.publish.server import Ended
from editor.site.site import Site
from editor.ui.common.lifetimes import Always
from editor.ui.common.tasks import Task, Tasks

QUIET = 120
"""Milliseconds without a key after which the text is written for Hugo, which waits up to 500 by itself."""
LONGEST = 1000
"""Milliseconds of unbroken typing after which it is written nevertheless."""
UNHEARD = 1500
"""Milliseconds without a rebuild after which a text is written again: Hugo misses files in folders just made."""
RESTARTS = (300, 1500, 6000)
"""Milliseconds before each new start of a server that died."""
STEADY = 60_000
"""Milliseconds after which a server that dies counts as dying for the first time."""


class ThemeServer(QObject):
    """Shows Hugo one article at a time; everything that waits runs beside the UI thread."""

    starting = Signal()
    ready = Signal(frozenset)
    """The ports that the server answers on."""
    page_changed = Signal(QUrl, bool)
    """The address of the article's page, and whether it now shows what was written last."""
    site_changed = Signal()
    """Hugo built something anew that was not the article in front."""
    complained = Signal(list)
    """The last build failed and the pages are the former ones; an empty list: it went well again."""
    failed = Signal(list)
    """Nothing is served, because of these complaints."""
    hugo_missing = Signal(object)
    pageless = Signal()
    """Hugo makes no page of the article."""
    trust_wanted = Signal(str, list, str)
    """Nothing is served before the author trusts the site of this identity.

    It reaches for these places outside of it, or this version of Hugo cannot be restricted; or nobody was asked yet.
    """
    uncovered = Signal()
    """The article lies in no content folder of the site."""

    def __init__(
        self,
        tasks: Tasks,
        cache: Path,
        trusts: Callable[[str], bool | None],
        parent: QObject | None = None,
    ) -> None:
        """Take the folder where processed pictures stay from one start to the next.

        `trusts`: what the author answered about a site of some identity; called beside the UI thread.
        """
        super().__init__(parent)
        self._tasks, self._cache, self._trusts = tasks, cache, trusts
        self._restricted = ""
        self._site: Site | None = None
        self._path: Path | None = None
        self._read: Callable[[], bytes | None] = bytes
        self._run: Run | None = None
        self._starting: Task | None = None
        self._generation = 0
        self._addresses: Mapping[str, str] = {}
        self._written: tuple[Path, bytes] | None = None
        self._writing = self._awaited = self._wanted = self._failing = False
        self._tries = self._deaths = 0
        self._age = QElapsedTimer()
        self._quiet = self._timer(QUIET, self._write)
        self._longest = self._timer(LONGEST, self._write)
        self._unheard = self._timer(UNHEARD, self._write_again)
        self._restart = self._timer(RESTARTS[0], self._start)

    @property
    def is_running(self) -> bool:
        """Whether there is a server, or one on its way."""
        return self._run is not None or self._starting is not None

    @property
    def restricted(self) -> str:
        """The identity of the site if Hugo was last started so that it runs nothing for it, else ""."""
        return self._restricted

    def show(self, site: Site, path: Path, read: Callable[[], bytes | None]) -> None:
        """Put an article in front; `read` gives its unsaved bytes, on the UI thread, and None once it is closed."""
        moved = self._site is None or site.root != self._site.root
        self._site, self._path, self._read = site, path, read
        if moved:
            self.stop()
        if self._run is None:
            self._deaths = 0
            self._start()
        elif not self._run.overlay.covers(path):
            self.uncovered.emit()
        else:
            self._write()

    def text_changed(self) -> None:
        """Take note that the article's text is another."""
        if self._run is None and not self._restart.isActive() and self._wanted:
            # Hugo refused to begin: what is typed may have been the reason, and may now be mended.
            self._restart.start(LONGEST)
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()

    def start(self) -> None:
        """Start the server where none runs."""
        self._deaths = 0
        self._start()

    def stop(self) -> None:
        """End the server; what it needed to end is done beside the UI thread."""
        run = self._forget()
        if run is not None:
            self._tasks.run(run.server.stop)

    def shut_down(self) -> None:
        """End the server and wait for its end (some 50 ms)."""
        run = self._forget()
        if run is not None:
            run.server.stop()

    # -- starting and ending

    def _timer(self, milliseconds: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(action)
        return timer

    def _forget(self) -> Run | None:
        """Be as before the start; returns the run, which is still going on."""
        self._generation += 1
        self._wanted = False
        for timer in (self._quiet, self._longest, self._unheard, self._restart):
            timer.stop()
        if self._starting is not None:
            self._starting.cancel()
            self._starting = None
        run, self._run = self._run, None
        self._addresses, self._written = {}, None
        self._writing = self._awaited = self._failing = False
        return run

    def _start(self) -> None:
        site, path = self._site, self._path
        data = self._read()
        if self.is_running or site is None or path is None or data is None:
            return
        self._wanted = True
        self._restart.stop()
        self.starting.emit()
        self._generation += 1
        number = self._generation
        # Hugo's threads may still have something to say when this object is gone.
        tell = self._tasks.tell
        self._starting = self._tasks.run(
            _started,
            site.root,
            self._cache,
            self._answer,
            path,
            data,
            lambda message: tell(partial(self._hear, number, message)),
            # Whoever is gone by then must be told too, so that the run is ended.
            lambda run: tell(Always(lambda: self._take_run(number, run, path, data))),
            on_error=self._explain,
        )

    def _answer(self, identity: str) -> bool | None:
        """What the author answered about the site; called beside the UI thread."""
        answer = self._trusts(identity)
        self._restricted = identity if answer is False else ""
        return answer

    def _take_run(self, number: int, run: Run, path: Path, data: bytes) -> None:
        if number != self._generation:
            # Called off meanwhile.
            self._tasks.run(run.server.stop)
            return
        self._starting, self._run = None, run
        self._written = (path, data)
        self._age.start()
        self._show_page(fresh=True)
        if self._path is not None and not run.overlay.covers(self._path):
            # The author went on to another file while Hugo started.
            self.uncovered.emit()
        self._write()

    def _explain(self, error: Exception) -> None:
        self._starting = None
        if isinstance(error, UntrustedError):
            self._wanted = False
            version = error.hugo.version_text if error.hugo is not None else ""
            self.trust_wanted.emit(error.identity, list(error.places), version)
        elif isinstance(error, NoHugoError):
            self._wanted = False
            self.hugo_missing.emit(error.hugo)
        elif isinstance(error, UncoveredError):
            self._wanted = False
            if str(self._path) != str(error):
                # It tells of the article that was in front when Hugo was started.
                self._start()
            else:
                self.uncovered.emit()
        elif isinstance(error, HugoError):
            self.failed.emit(list(error.complaints))
        else:
            self.failed.emit([Complaint(str(error))])

    # -- what the server says

    def _hear(self, number: int, message: object) -> None:
        if number != self._generation:
            return
        match message:
            case Ready():
                self._addresses = message.addresses
                ports = frozenset(QUrl(address).port() for address in message.addresses.values())
                self.ready.emit(ports)
                self._show_page(fresh=True)
            case Rebuilt():
                self._take_build(message.complaints)
            case Reconfigured():
                # Mounts were worked out from the former configuration.
                self.stop()
                self._start()
            case Ended():
                self._take_end(message)

    def _take_build(self, complaints: Sequence[Complaint]) -> None:
        self._unheard.stop()
        self._tries = 0
        awaited, self._awaited = self._awaited or self._failing, False
        self._failing = bool(complaints)
        self.complained.emit(list(complaints))
        if complaints:
            return
        if awaited:
            self._show_page(fresh=True)
        else:
            self.site_changed.emit()

    def _take_end(self, end: Ended) -> None:
        lived = self._age.elapsed() if self._age.isValid() else 0
        self.stop()
        self._wanted = True
        # A port may be taken between its choice and the start.
        mends_itself = end.was_ready or any(PORT_TAKEN in each.text for each in end.complaints)
        if mends_itself:
            self._deaths = 1 if lived > STEADY else self._deaths + 1
        if not mends_itself or self._deaths > len(RESTARTS):
            self.failed.emit(list(end.complaints))
            return
        self.starting.emit()
        self._restart.start(RESTARTS[self._deaths - 1])

    # -- the article

    def _show_page(self, *, fresh: bool) -> None:
        run, path = self._run, self._path
        known = run.permalinks.get(path) if run is not None and path is not None else None
        if run is None or known is None or not self._addresses:
            return
        if known[1] is None:
            self.pageless.emit()
            return
        self.page_changed.emit(QUrl(served_at(known[1], self._addresses, run.bases)), fresh)

    def _write(self) -> None:
        """Hand the text to Hugo, one writer at a time; what is typed meanwhile follows."""
        self._quiet.stop()
        self._longest.stop()
        run, path = self._run, self._path
        if run is None or path is None or self._writing or not run.overlay.covers(path):
            return
        data = self._read()
        if data is None or self._written == (path, data):
            return
        former = self._written[0] if self._written is not None and self._written[0] != path else None
        self._written = (path, data)
        self._writing = self._awaited = True
        self._unheard.start()
        self._tasks.run(run.lay, path, data, former, on_done=self._wrote, on_error=self._explain_write)
        header = Article.from_bytes(data).header
        known = run.permalinks.get(path)
        if known is None or known[0] != header:
            self._tasks.run(
                run.permalink_of,
                path,
                header,
                on_done=lambda found: self._take_permalink(run, path, header, found),
                # Broken front matter: Hugo's build says so, with the line.
                on_error=lambda _error: None,
            )
        elif former is not None:
            self._show_page(fresh=False)

    def _wrote(self, _nothing: object) -> None:
        self._writing = False
        self._write()

    def _explain_write(self, error: Exception) -> None:
        self._writing = False
        self.complained.emit([Complaint(str(error))])

    def _write_again(self) -> None:
        run, written = self._run, self._written
        if run is None or written is None or self._tries >= 2:
            return
        self._tries += 1
        self._unheard.start()
        self._tasks.run(run.overlay.write, *written)

    def _take_permalink(self, run: Run, path: Path, header: str, permalink: str | None) -> None:
        former = run.permalinks.get(path)
        run.permalinks[path] = (header, permalink)
        if run is self._run and path == self._path and (former is None or former[1] != permalink):
            self._show_page(fresh=not self._awaited)


def _started(
    root: Path,
    cache: Path,
    trusts: Callable[[str], bool | None],
    path: Path,
    data: bytes,
    tell: Callable[[object], None],
    begun: Callable[[Run], bool],
    task: Task,
) -> None:
    """Start a run and hand it over by `begun`: a task's result would be dropped with the task, and the server not."""
    run = Run.start(root, cache, trusts, path, data, Article.from_bytes(data).header, tell)
    if task.cancelled():
        run.server.stop()
        return
    if not begun(run):
        # The window ended meanwhile.
        run.server.stop()
