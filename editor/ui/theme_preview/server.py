"""Keeps Hugo's server running for the theme preview, and tells which page of it shows the article in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QUrl, Signal

from editor.articles.article import Article
from editor.publish.addresses import served_at
from editor.publish.hugo import HugoError
from editor.publish.messages import PORT_TAKEN, Complaint, Ready, Rebuilt, Reconfigured
from editor.publish.run import NoHugoError, Run, UncoveredError, UntrustedError
from editor.publish.server import Ended
from editor.site.site import Site
from editor.ui.common.lifetimes import Always
from editor.ui.common.tasks import Task, Tasks
from editor.ui.theme_preview.overlay_text import LONGEST, OverlayText
from editor.ui.theme_preview.timers import one_shot

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
        self._run: Run | None = None
        self._starting: Task | None = None
        self._generation = 0
        self._addresses: Mapping[str, str] = {}
        self._wanted = False
        self._deaths = 0
        self._age = QElapsedTimer()
        self._restart = one_shot(RESTARTS[0], self._start, self)
        self._text = OverlayText(tasks, self)
        self._text.page_changed.connect(self._show_page)
        self._text.complained.connect(self.complained)

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
        self._site = site
        self._text.follow(path, read)
        if moved:
            self.stop()
        if self._run is None:
            self._deaths = 0
            self._start()
        elif not self._run.overlay.covers(path):
            self.uncovered.emit()
        else:
            self._text.write()

    def text_changed(self) -> None:
        """Take note that the article's text is another."""
        if self._run is None and not self._restart.isActive() and self._wanted:
            # Hugo refused to begin: what is typed may have been the reason, and may now be mended.
            self._restart.start(LONGEST)
        self._text.text_changed()

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

    def _forget(self) -> Run | None:
        """Be as before the start; returns the run, which is still going on."""
        self._generation += 1
        self._wanted = False
        self._restart.stop()
        self._text.stop()
        if self._starting is not None:
            self._starting.cancel()
            self._starting = None
        run, self._run = self._run, None
        self._addresses = {}
        return run

    def _start(self) -> None:
        site, path, data = self._site, self._text.path, self._text.read()
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
        self._text.begin(run, path, data)
        self._age.start()
        self._show_page(True)
        if self._text.path is not None and not run.overlay.covers(self._text.path):
            # The author went on to another file while Hugo started.
            self.uncovered.emit()
        self._text.write()

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
            if str(self._text.path) != str(error):
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
                self._show_page(True)
            case Rebuilt():
                self._take_build(message.complaints)
            case Reconfigured():
                # Mounts were worked out from the former configuration.
                self.stop()
                self._start()
            case Ended():
                self._take_end(message)

    def _take_build(self, complaints: Sequence[Complaint]) -> None:
        was_awaited = self._text.take_build(failed=bool(complaints))
        self.complained.emit(list(complaints))
        if complaints:
            return
        if was_awaited:
            self._show_page(True)
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

    def _show_page(self, fresh: bool) -> None:
        run, path = self._run, self._text.path
        known = run.permalinks.get(path) if run is not None and path is not None else None
        if run is None or known is None or not self._addresses:
            return
        if known[1] is None:
            self.pageless.emit()
            return
        self.page_changed.emit(QUrl(served_at(known[1], self._addresses, run.bases)), fresh)


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
