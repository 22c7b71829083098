"""The web page of the preview: loaded once, kept in step by patches, loaded again when it dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineProfile
from shiboken6 import delete

from editor.markup.live.messages import PatchAnswer
from editor.markup.page import preview_page, preview_styles
from editor.ui.common.page_pulse import PagePulse
from editor.ui.common.palette import Palette
from editor.ui.preview.attempts import Attempts
from editor.ui.preview.calls import Call
from editor.ui.preview.engine import prepare_engine
from editor.ui.preview.font_stacks import with_fonts_at_hand
from editor.ui.preview.loading import PageLoading
from editor.ui.preview.page import PreviewPage, Told
from editor.ui.preview.scheme import (
    POLICY,
    SCHEME,
    SITE,
    WEB,
    PreviewGate,
    PreviewScheme,
    SiteFiles,
)

PATIENCE: Final = 15_000
"""Milliseconds that the web engine may take for one patch before its process is ended."""
BUSY: Final = 3_000
"""Milliseconds without an answer after which a page is not waited for when another article is to be shown."""


class PreviewScreen(QObject):
    """Owns the sealed page. After `lost` it is empty and takes only a patch that begins a page ("fresh").

    `told` carries what our script says, `missed` a file of the site that cannot be shown and why.
    """

    patched = Signal(int)
    completed = Signal()
    lost = Signal()
    failed = Signal(str)
    told = Signal(str, list)
    missed = Signal(str, str)

    def __init__(self, palette: Palette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        prepare_engine()
        self._palette = palette
        self._beginning: Mapping[str, object] = {}
        self._place = (0.0, 0.0)
        # Beginnings sent to the page, and the last one that it has made.
        self._beginnings = self._begun = 0
        self._is_down = False
        # Until the first patch of a new article or a reloaded page: others belong to what was there before.
        self._awaits_fresh = True
        self._attempts = Attempts()
        self._revision = 0
        """Of the text that was sent last."""
        self._is_freed = False
        """Whether the process was ended for a picture that is left out from now on."""
        self._profile = QWebEngineProfile(self)
        self._gate = PreviewGate(self)
        self._scheme = PreviewScheme(self._html, self)
        self._profile.installUrlSchemeHandler(SCHEME, self._scheme)
        self._profile.setUrlRequestInterceptor(self._gate)
        self.page = PreviewPage(self._profile, self)
        self._loading = PageLoading(self.page, self)
        self._calls = self._loading.calls
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(PATIENCE)
        self._pulse = PagePulse(lambda done: self.page.call("pulse", done=done), self)
        self._connect()
        self._load()

    def _connect(self) -> None:
        self._watch.timeout.connect(self._end_process)
        self._pulse.stalled.connect(self._give_up_drawings)
        self._scheme.missed.connect(self.missed)
        self.page.told.connect(self._hear)
        self._loading.came_empty.connect(self._load)
        self._loading.came_empty.connect(self.lost)
        self._loading.failed.connect(
            lambda: self.failed.emit(
                self.tr("The page of the preview cannot be started; start the program anew.")
            )
        )
        self.page.renderProcessTerminated.connect(self._died)
        self._palette.changed.connect(self._paint)

    @property
    def web_images(self) -> bool:
        """Whether pictures from the web load."""
        return self._gate.web_images

    def allow_web_images(self, allowed: bool) -> bool:
        """Let pictures from the web load, or no longer; returns whether the page had to be emptied for it."""
        if allowed == self._gate.web_images:
            return False
        self._gate.web_images = allowed
        self._load()
        return True

    def set_files(self, files: SiteFiles) -> None:
        """Serve the files that the article in front may show."""
        self._scheme.serve(files)

    def begin(self, beginning: Mapping[str, object]) -> None:
        """Empty the page for another article; see `ink.begin` in preview.js."""
        self._beginning = beginning
        self._place = (0.0, 0.0)
        self._attempts.begin()
        self._watch.stop()
        if self._pulse.is_late(BUSY):
            # What the article before shows keeps the page: this one gets a new page now.
            self._end_process()
        self._start_over()

    def change(self, function: str, name: str, value: object) -> None:
        """Call one of our script's functions with a value that shall hold after a reload too."""
        self._beginning = {**self._beginning, name: value}
        self.call(function, value)

    def call(self, function: str, *values: object) -> None:
        """Call one of our script's functions, now or as soon as the page is loaded."""
        self._calls.make(Call(function, values))

    def scroll_to(self, line: float, fraction: float) -> None:
        """Put a source line at a fraction of the page's window."""
        self._place = (line, fraction)
        self.call("scrollToLine", line, fraction)

    def patch(self, message: PatchAnswer) -> None:
        """Apply a patch of the rendering process."""
        self._revision = message["revision"]
        if self._awaits_fresh and not message["fresh"]:
            if self._attempts.is_worth_another(self._revision):
                self.lost.emit()
            return
        self._awaits_fresh = False
        revision, complete = self._revision, message["complete"]
        what = _for_script(message)
        beginning = self._beginnings

        def done(result: object) -> None:
            if beginning != self._beginnings:
                # Another article is on its way to the page.
                return
            self._watch.stop()
            if result is not True:
                # A page that has just ended answers nothing either; `_died` tells that, and it counts once.
                if not self._is_down:
                    self.page.call("pulse", done=failed)
                return
            if complete:
                self._attempts.begin()
            self.patched.emit(revision)
            if complete:
                self.completed.emit()

        def failed(is_alive: object) -> None:
            if is_alive and beginning == self._beginnings:
                self._fail(self.tr("A part of this article cannot be shown."))

        self._calls.make(Call("patch", (what,), done, self._watch_page))

    def shut_down(self) -> None:
        """Take the page down; the screen is of no use afterwards."""
        if self._is_down:
            return
        self._is_down = True
        self._loading.shut_down()
        self._watch.stop()
        self._pulse.stop()
        self._scheme.shut_down()
        # Qt wants pages gone before their profile, and Python's order at the end is anyone's guess.
        delete(self.page)
        delete(self._profile)

    # -- the page's life

    def _html(self) -> str:
        """The page as it is served, with what it is to show as far as that is known."""
        policy = POLICY.format(web=WEB if self._gate.web_images else "")
        # Whatever the page says from now on is said of what it is served with.
        self._begun = self._beginnings
        if not self._awaits_fresh:
            self._watch.start()
        return preview_page(
            base=SITE + "/",
            policy=policy,
            styles=with_fonts_at_hand(preview_styles()),
            palette=self._palette.css(),
            calls=self._calls.send_along(),
        )

    def _load(self) -> None:
        self._watch.stop()
        self._pulse.stop()
        self._loading.load()
        self._paint()
        self._start_over()

    def _start_over(self) -> None:
        self._awaits_fresh = True
        self._beginnings += 1
        number, beginning = self._beginnings, {**self._beginning, "images": self._gate.web_images}

        def begun(_result: object) -> None:
            self._begun = number

        self._calls.make(Call("begin", (beginning,), begun))
        if self._place != (0.0, 0.0):
            self.call("scrollToLine", *self._place)

    def _watch_page(self) -> None:
        self._watch.start()
        self._pulse.watch()

    def _paint(self) -> None:
        self.page.setBackgroundColor(self._palette.colour("paper"))
        if self._calls.is_loaded:
            self.page.call("palette", self._palette.css())

    def _hear(self, name: str, values: Told) -> None:
        if self._begun != self._beginnings:
            # Said of the article before, which the page still shows.
            return
        if name == "scrolled":
            self._place = (float(values[0]), 0.0)
            self._pulse.watch()  # a picture that came into sight is drawn now
        self.told.emit(name, values)

    # -- failures

    def _end_process(self) -> None:
        """The page hangs: end its process, which tells `_died`."""
        if process := int(self.page.renderProcessPid()):
            os.kill(process, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)

    def _died(self) -> None:
        if self._is_down:
            return
        # Where it is known what kept the page busy, that is told and left out; the page begins with a clean record.
        if self._is_freed:
            self._attempts.begin()
        self._is_freed = False
        self._load()
        self._fail(self.tr("The page of the preview ended unexpectedly and was loaded again."))

    def _give_up_drawings(self) -> None:
        """The page answers no more though all was laid out: it draws for ever."""
        self._is_freed = self._scheme.leave_out_drawings()
        self._end_process()

    def _fail(self, sentence: str) -> None:
        """The page is not what we think. Have the article sent as a whole, but not for ever."""
        self._awaits_fresh = True
        if self._attempts.fail(self._revision):
            self.failed.emit(sentence)
            self.lost.emit()
        else:
            self.failed.emit(
                self.tr("The page of the preview ended several times. It is tried again when you type.")
            )


def _for_script(message: PatchAnswer) -> Mapping[str, object]:
    """What our script needs of a patch."""
    return {
        "fresh": message["fresh"],
        "complete": message["complete"],
        "splices": message["splices"],
        "footnotes": message["footnotes"],
    }
