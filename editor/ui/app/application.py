"""Builds the window's objects and connects them: first the text, then everything that takes longer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from editor.articles.storage.files import StorageError, read
from editor.resources import resource_path
from editor.settings.store import SettingsStore, settings_path
from editor.surroundings import own_folder
from editor.ui.app.core import Core
from editor.ui.app.interpreter import Sweeper
from editor.ui.article.text_document import LARGE
from editor.ui.common import fonts
from editor.ui.preview.worker import PreviewWorker

if TYPE_CHECKING:
    from editor.ui.app.first_preview import FirstPreview
    from editor.ui.app.panels import Panels
    from editor.ui.app.workbench import Workbench

_SETTLED_MS = 40  # without a new size, the window has the one it keeps
_BETWEEN_MS = 4  # for keys and painting, which a timer without an interval would go before


class Inkstone(Core):
    """The running program: one window and what is connected in it.

    The constructor makes what the first picture needs. `finish` adds the panels that read the site, render
    and watch; it runs once the text is on the screen.
    """

    def __init__(
        self, application: QApplication, settings: SettingsStore, worker: PreviewWorker | None = None
    ) -> None:
        super().__init__(application, settings, worker)
        self.parts: list[Workbench] = []
        self._is_closing = False

    def open_first(self, path: Path | None) -> None:
        """Open the article named on the command line at once, before anything else is made.

        A large one follows once the window stands: its document is made beside the UI thread.
        """
        if path is None or not path.is_file() or path.stat().st_size > LARGE:
            return
        try:
            self.open_articles.place(read(path.absolute()))
        except StorageError as error:
            self.window.status.show_notice(str(error), lasting=True)

    def finish_soon(self, path: Path | None) -> None:
        """Make the rest of the window once the first picture stands.

        A window manager may give the window another size just after it appears; the text must follow before
        anything that takes longer. The modules are loaded beside the UI thread, so that keys get through.
        """
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_SETTLED_MS)
        self.window.resized.connect(timer.start)
        self.window.close_requested.connect(self._note_closing)
        has_article = self.open_articles.front() is not None
        awaited = {"size", "modules"} if has_article else {"size"}

        def arrived(what: str) -> None:
            awaited.discard(what)
            if awaited:
                return
            self.window.resized.disconnect(timer.start)
            timer.deleteLater()
            if has_article:
                self._begin_preview(path)
            else:
                self._load_rest(path)

        timer.timeout.connect(lambda: arrived("size"))
        timer.start()
        if has_article:
            self.tasks.run(_load_preview, on_done=lambda _made: arrived("modules"), on_error=_raise)

    def finish(self, path: Path | None) -> None:
        """Make the rest of the window: library, form, watching, and the preview where it is not there yet."""
        for _piece in self._pieces(path):
            pass

    def _note_closing(self) -> None:
        self._is_closing = self._is_closing or not self.parts

    def _begin_preview(self, path: Path | None) -> None:
        """Show the page of the article in front; the rest waits for it, as the web engine is the slowest part to start."""
        article = self.open_articles.front()
        first = _load_preview()(self.palette, self.worker, self.window, article)
        first.stands.connect(lambda: self._load_rest(path))
        self.first_preview = first

    def _load_rest(self, path: Path | None) -> None:
        self.tasks.run(
            _load_parts, on_done=lambda _parts: self._take_turns(self._pieces(path)), on_error=_raise
        )

    def _take_turns(self, pieces: Iterator[str]) -> None:
        """Make one piece in each turn of the event loop: keys get through between them."""
        if next(pieces, ""):
            QTimer.singleShot(_BETWEEN_MS, self, lambda: self._take_turns(pieces))

    def _pieces(self, path: Path | None) -> Iterator[str]:
        """Make the rest of the window in pieces, each of which holds it for less than a tenth of a second."""
        make_panels, make_workbench = _load_parts()
        panels = make_panels(self, self)
        yield "panels"
        bench = make_workbench(self, panels)
        self.parts.append(bench)
        yield "workbench"
        bench.begin(path)
        if self._is_closing:
            # Asked for while nobody could see to unsaved text yet.
            self.window.close_requested.emit()


def run_window(arguments: Sequence[str]) -> int:
    """Open the window on the given path, or on the last site or the tour; returns the exit status."""
    complaint = _why_no_window(arguments)
    if complaint:
        print(f"inkstone: {complaint}", file=sys.stderr)  # noqa: T201 - the command line's own channel
        return 2
    # The web engine, which is loaded later, needs it from the start.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(["inkstone"])
    application.setApplicationName("inkstone")
    application.setApplicationDisplayName("Inkstone")
    application.setDesktopFileName("inkstone")
    application.setStyle("fusion")
    fonts.load_leading()
    application.setFont(fonts.panel_font(application.font()))
    # The process that renders takes as long to start as the window: both at once.
    worker = PreviewWorker()
    worker.start()
    program = Inkstone(application, SettingsStore(settings_path()), worker)
    path = Path(arguments[0]).absolute() if arguments else None
    # What Qt starts from here on (browser, file manager) works in a folder of ours, not in the site.
    os.chdir(own_folder())
    program.open_first(path)
    program.window.show()
    program.finish_soon(path)
    application.setWindowIcon(QIcon(str(resource_path("icons/inkstone.svg"))))
    sweeper = Sweeper(application, program)
    status = application.exec()
    program.tasks.shut_down()
    sweeper.stop()
    return status


def _why_no_window(arguments: Sequence[str]) -> str:
    """Return one sentence why no window can be opened, or ""."""
    if len(arguments) > 1:
        return f"one path at a time, please ({' '.join(arguments[:3])} …); `inkstone --help` lists the verbs"
    if arguments and arguments[0].startswith("-"):
        return f"unknown option {arguments[0]}; `inkstone --help` lists the verbs"
    if arguments:
        try:
            Path(arguments[0]).stat()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return f"{arguments[0]} cannot be opened: {reason}"
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        return "there is no display to open a window on; the verbs work without one (see `inkstone --help`)"
    return ""


def _load_preview() -> type[FirstPreview]:
    """Load the modules of the preview, the web engine's libraries with them."""
    # Imported here on purpose: they cost more than the first picture.
    from editor.ui.app.first_preview import FirstPreview

    return FirstPreview


def _load_parts() -> tuple[type[Panels], Callable[[Core, Panels], Workbench]]:
    """Load the modules of what follows the first picture; off the UI thread it lets keys through meanwhile."""
    # Imported here on purpose: parsers, the watcher and the web engine cost more than the first picture.
    from editor.ui.app.attaching import make_workbench
    from editor.ui.app.panels import Panels

    return Panels, make_workbench


def _raise(error: Exception) -> None:
    raise error
