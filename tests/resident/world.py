"""One author's life: the site on the disk, the running program, and what the author knows of both."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeGuard

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

from editor.settings.options import GEOMETRY
from editor.settings.store import SettingsStore
from editor.ui.app.application import Inkstone
from editor.ui.app.interpreter import Sweeper
from editor.ui.app.workbench import Workbench
from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.writing_pane import WritingPane
from tests.killed import left_as_it_is
from tests.limits import PATIENCE
from tests.resident.complaints import Complaints
from tests.resident.inputs import in_inputs
from tests.resident.rest import Rest, application, spin
from tests.resident.site import ARTICLES, BIG, make_site
from tests.resident.tokens import History, Tokens, on_disk, tokens_in

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class MeaninglessError(Exception):
    """A step that means nothing as things stand: the author passes it over."""


class World:
    """Holds all of one life; steps act through it, the oracle looks through it."""

    def __init__(
        self, folder: Path, complaints: Complaints, *, with_big: bool = False, tame: bool = False
    ) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.complaints = complaints
        self.tokens = Tokens()
        self.histories: dict[OpenArticle, History] = {}
        self.found: list[str] = []
        """Complaints of steps about themselves."""
        self.names = [self.site / "content" / name for name, _text in ARTICLES]
        if with_big:
            self.names.append(self.site / "content" / BIG)
        self.is_tame = tame
        make_site(self.site, with_big=with_big, tame=tame)
        # Hugo's own files of a theme preview belong to this life, too.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        self.program: Inkstone
        self.bench: Workbench
        self.rest: Rest
        self.cache: dict[object, Any] = {}
        self.walked = self.is_thorough = False
        self._composing: tuple[QWidget, str] | None = None
        self.start(self.names[0])

    # -- the program's life --------------------------------------------------------------------------

    def start(self, path: Path | None) -> None:
        """Start the program as its own start does it."""
        program = Inkstone(application(), SettingsStore(self.folder / "settings" / "settings.json"))
        program.data_folder, program.state_folder = self.folder / "data", self.folder / "state"
        if not program.settings.get(GEOMETRY):
            program.window.resize(1600, 900)
        self.program = program
        self.histories, self.cache = {}, {}
        self.rest = Rest(program)
        program.open_first(path)
        program.window.show()
        program.finish_soon(path)
        self._sweeper = Sweeper(application(), program)
        self._write_early()
        self.rest.reach_first()
        self.bench = program.parts[0]
        self.bench.saving.quit_agreed.connect(self._was_quit)
        self.is_quit = False
        spin(lambda: self.bench.session.catalogue is not None, "the site is not read")
        self.activate()
        self.rest.reach()
        # What was written early belongs to a history that begins with it.
        self.note_histories()

    def _write_early(self) -> None:
        """The author does not wait until the window is finished."""
        pane = self.open_articles.pane()
        if pane is not None and not pane.isReadOnly():
            self.activate()
            pane.setFocus()
            self.write(f"{self.tokens.new()} ")

    def _was_quit(self) -> None:
        self.is_quit = True

    @property
    def is_over(self) -> bool:
        """Whether the program has ended: since it was quit, or since the system told it to go."""
        return not self.window.isVisible()

    def end(self) -> None:
        """Take the program down as its own end does it."""
        self.bench.shut_down()
        self.program.window.allow_close()
        self._delete()

    def kill(self) -> None:
        """End it as the system does it: locks go, and whatever its end tidies up is on the disk as it was before."""
        with left_as_it_is(self.folder / "state", self.folder / "settings", self.folder / "data"):
            self.end()

    def _delete(self) -> None:
        self.program.tasks.shut_down(5000)
        self._sweeper.stop()
        self.program.deleteLater()
        self.program.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    def start_again(self) -> None:
        """Start the program anew after it was quit, in the same folders."""
        self._delete()
        self.start(None)

    def now_held(self) -> set[str]:
        """The words of the present texts and of the disk: what a killed program has to bring back."""
        texts = ["\n".join(self.history(article).text()) for article in self.open_articles.articles()]
        return tokens_in("\n".join(texts)) | on_disk(
            self.site / "content", self.folder / "state" / "versions"
        )

    def note_given_up_with(self, article: OpenArticle) -> None:
        """The history of a closed article goes with it; what its last text held must be somewhere."""
        self.rest.reach()
        if article in self.open_articles.articles() or article not in self.histories:
            return
        history = self.histories.pop(article)
        last = tokens_in("\n".join(history.last_text))
        self.tokens.given_up |= (history.met | history.cut) - last - self.now_held()

    def close(self) -> None:
        """The life ends, and its folder goes."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- what there is -------------------------------------------------------------------------------

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.program.window

    @property
    def open_articles(self) -> OpenArticles:
        """The open articles."""
        return self.program.open_articles

    def front(self) -> OpenArticle:
        """The article in front; a step without one is meaningless."""
        front = self.open_articles.front()
        if front is None:
            raise MeaninglessError
        return front

    def pane(self) -> WritingPane:
        """The writing pane in front."""
        pane = self.open_articles.pane()
        if pane is None:
            raise MeaninglessError
        return pane

    def history(self, article: OpenArticle) -> History:
        """The history of an article as the author saw it."""
        if article not in self.histories:
            self.histories[article] = History(article)
        return self.histories[article]

    def note_histories(self) -> None:
        """See where each article stands, also where nobody looks at more than that."""
        for article in self.open_articles.articles():
            self.history(article).note(walked=False)

    def dialog(self) -> QDialog | None:
        """The dialog that is in the way, if any."""
        found = QApplication.activeModalWidget()
        return found if isinstance(found, QDialog) and found.isVisible() else None

    # -- hands ---------------------------------------------------------------------------------------

    def activate(self) -> bool:
        """Give the window the keyboard where nobody has it, as a window manager does; whether that was so."""
        if QApplication.activeWindow() is not None:
            return False
        (self.dialog() or self.window).activateWindow()
        QCoreApplication.processEvents()
        return True

    def free(self) -> None:
        """A step for the window itself means nothing while a dialog is in the way."""
        if self.dialog() is not None:
            raise MeaninglessError
        self.activate()

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key; whoever has the keyboard gets it, shortcuts first."""
        top = self.dialog() or self.window
        QTest.keyClick(top.windowHandle(), key, modifiers)

    def click(self, widget: QWidget, at: QPoint | None = None, **how: Any) -> None:
        """Click on a widget where it is in sight; what lies above it there gets the click, as with a mouse."""
        top = widget.window()
        at = widget.rect().center() if at is None else at
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            raise MeaninglessError
        if not widget.visibleRegion().contains(at):
            at = widget.visibleRegion().boundingRect().center()
        click = QTest.mouseDClick if how.pop("double", False) else QTest.mouseClick
        click(
            top.windowHandle(),
            how.pop("button", Qt.MouseButton.LeftButton),
            how.pop("modifiers", NO_MODIFIER),
            widget.mapTo(top, at),
        )

    def write(self, text: str) -> None:
        """Type a text into whatever has the keyboard; what a keyboard has no key for comes by an input method."""
        before = self.dialog(), self.open_articles.front()
        for part in _typable(text):
            has_keys = part.isascii() and part.isprintable()
            for typed in part if has_keys else [part]:
                if (self.dialog(), self.open_articles.front()) != before:
                    break
                self.key(typed) if has_keys else self.compose(typed)
        if self.dialog() is not None or (self.dialog(), self.open_articles.front()) != before:
            # A question, or an article that was asked for, came in the middle of a word: the word stays a part. One
            # that came before its first letter has taken none of it, but for an input of its own.
            self.tokens.given_up |= tokens_in(text) - in_inputs()

    def compose(self, text: str, preedit: str = "") -> None:
        """Write a text with an input method."""
        target = QApplication.focusWidget()
        if target is None:
            raise MeaninglessError
        for shown in preedit:
            event = QInputMethodEvent(shown, [])
            QCoreApplication.sendEvent(target, event)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(target, event)

    def compose_only(self, preedit: str) -> None:
        """Begin to compose, and go on to something else; what the author does next ends it."""
        target = QApplication.focusWidget()
        if target is not None:
            QCoreApplication.sendEvent(target, QInputMethodEvent(preedit, []))
            self._composing = target, preedit

    def end_composition(self) -> None:
        """The input method hands over what was being composed, as it does before the next key or click."""
        composing, self._composing = self._composing, None
        if composing is not None and isValid(composing[0]):
            event = QInputMethodEvent()
            event.setCommitString(composing[1])
            QCoreApplication.sendEvent(composing[0], event)

    def trigger(self, name: str) -> None:
        """Press the shortcut of an action, or choose it in its menu where it has none."""
        self.activate()
        action = self.program.actions[name]
        if not action.isEnabled():
            raise MeaninglessError
        shortcut = action.shortcut()
        if shortcut.isEmpty():
            action.trigger()
        else:
            stroke = shortcut[0]
            self.key(stroke.key(), stroke.keyboardModifiers())

    @contextmanager
    def answering(self, answer: str) -> Iterator[None]:
        """Answer meanwhile what is asked in the way: a question waits in an event loop of its own."""
        asked = QTimer()
        asked.setInterval(2)
        asked.timeout.connect(lambda: _answer(answer))
        asked.start()
        try:
            yield
        finally:
            asked.stop()

    @contextmanager
    def told_of_questions(self) -> Iterator[None]:
        """Tell of a question that nobody foresaw, and cancel it: the step would wait before it for ever."""

        def cancel() -> None:
            box = QApplication.activeModalWidget()
            if _is_question(box):
                self.found.append(f"question: nobody foresaw {box.text()[:80]!r}")
                _answer("Cancel")

        waited = QTimer()
        waited.setInterval(PATIENCE)
        waited.timeout.connect(cancel)
        waited.start()
        try:
            yield
        finally:
            waited.stop()

    def press_button(self, answer: str) -> None:
        """Press a standard button of the message in the way."""
        box = self.dialog()
        if not isinstance(box, QMessageBox):
            raise MeaninglessError
        button = box.button(getattr(QMessageBox.StandardButton, answer))
        if button is None:
            raise MeaninglessError
        self.click(button)

    def wheel(self, widget: QWidget, by: int) -> None:
        """Turn the wheel with the pointer over the middle of a widget; whatever lies there gets it."""
        top = widget.window()
        at = widget.mapTo(top, widget.rect().center())
        target = top.childAt(at) or widget
        place = QPointF(target.mapFrom(top, at))
        event = QWheelEvent(
            place,
            QPointF(top.mapToGlobal(at)),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            NO_MODIFIER,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(target, event)

    def leave(self) -> None:
        """Another program's window gets the keyboard."""
        self._elsewhere = QWidget()
        self._elsewhere.setWindowTitle("another program")
        self._elsewhere.resize(50, 50)
        self._elsewhere.show()
        self._elsewhere.activateWindow()
        QCoreApplication.processEvents()
        application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)

    def come_back(self) -> None:
        """The author comes back to our window."""
        self._elsewhere.close()
        self._elsewhere.deleteLater()
        (self.dialog() or self.window).activateWindow()
        QCoreApplication.processEvents()
        application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    # -- the disk ------------------------------------------------------------------------------------

    def look_at_disk(self, *paths: Path) -> None:
        """Have the program look at the disk as it does when the author comes back to its window."""
        self.bench.disk_changes.look_at_all()
        if paths:
            self.bench.session.look_at(paths)

    def in_folder(self) -> list[Path]:
        """All articles in the content folder."""
        return sorted(path for path in (self.site / "content").rglob("*.md") if path.is_file())


def _answer(answer: str) -> None:
    box = QApplication.activeModalWidget()
    if isinstance(box, QFileDialog):
        box.reject()
    elif _is_question(box):
        button = box.button(getattr(QMessageBox.StandardButton, answer))
        if button is not None:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            box.reject()
    elif isinstance(box, QDialog) and any(map(_is_question, QApplication.topLevelWidgets())):
        # What came over the question is put off, to get back to it.
        box.reject()


def _is_question(box: QWidget | None) -> TypeGuard[QMessageBox]:
    """Whether it is a message that the program waits for."""
    is_message = isinstance(box, QMessageBox) and box.isVisible()
    return is_message and box.windowModality() == Qt.WindowModality.ApplicationModal


def _typable(text: str) -> list[str]:
    parts: list[str] = []
    for char in text:
        plain = char.isascii() and char.isprintable()
        if parts and (parts[-1].isascii() and parts[-1].isprintable()) == plain:
            parts[-1] += char
        else:
            parts.append(char)
    return parts
