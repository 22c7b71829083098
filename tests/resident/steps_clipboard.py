"""Steps with the clipboard, dragged text, search, and the fixes of problems."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.resident.rest import NoRestError, spin
from tests.resident.steps_fields import come_to, editor_of
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World
from tests.sight import called

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
WHERE = ("the text", "the text", "title", "description", "source")


def come_into(world: World, where: str) -> Any:
    """Click into one of the places where text is written."""
    if where == "the text":
        pane = world.pane()
        world.click(pane.viewport(), QPoint(40, 30))
        widget: Any = pane
    elif where == "source":
        widget = world.bench.views.form.source.editor
        come_to(world, widget)
    else:
        widget = getattr(editor_of(world, where), "input", None)
        if widget is None:
            raise MeaninglessError
        come_to(world, widget)
    if QApplication.focusWidget() is not widget or widget.isReadOnly():
        raise MeaninglessError
    return widget


def raw_text(widget: QWidget) -> str:
    """All characters of an input as they are."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    assert isinstance(widget, QPlainTextEdit)
    return widget.document().toRawText().replace("\u2029", "\n")


def selected_text(widget: QWidget) -> str:
    """The selected characters as they are."""
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    assert isinstance(widget, QPlainTextEdit)
    cursor = widget.textCursor()
    raw = widget.document().toRawText().encode("utf-16-le", "surrogatepass")
    part = raw[2 * cursor.selectionStart() : 2 * cursor.selectionEnd()]
    return part.decode("utf-16-le", "surrogatepass").replace("\u2029", "\n")


def place_of_keys(world: World) -> tuple[object, ...]:
    """What the next key is for: the dialog in the way, the article in front, the widget."""
    return world.dialog(), world.open_articles.front(), QApplication.focusWidget()


def check_clipboard(world: World, place: tuple[object, ...], wanted: str, what: str) -> None:
    """What is offered is the text that was selected at a place, every character, and nothing that our text is not."""
    if place_of_keys(world) != place:
        # A question, or an article that was asked for in haste, came between two keys, and has the second.
        raise MeaninglessError
    offered = QApplication.clipboard().mimeData()
    if offered.text() != wanted:
        world.found.append(f"clipboard: {what} of {wanted!r} offers {offered.text()!r}")
    other = [kind for kind in offered.formats() if not kind.startswith("text/plain")]
    if other:
        world.found.append(f"clipboard: {what} offers {other} beside the plain text")


@step("cut and paste", 5, "select a line in {0}, cut it and paste it back", lambda c: (c.choice(WHERE),))
def cut_and_paste(world: World, where: str) -> None:
    widget = come_into(world, where)
    world.key(Key.Key_Home)
    world.key(Key.Key_End, SHIFT)
    chosen, before, place = selected_text(widget), raw_text(widget), place_of_keys(world)
    if not chosen:
        raise MeaninglessError
    world.key(Key.Key_X, CTRL)
    check_clipboard(world, place, chosen, "a cut")
    world.key(Key.Key_V, CTRL)
    if raw_text(widget) != before and not getattr(widget, "composing", False):
        world.found.append(f"clipboard: {before!r} cut and pasted back in {where} is {raw_text(widget)!r}")


@step(
    "copy",
    5,
    "select {2} in {0}, copy it and paste it into {1}",
    lambda c: (c.choice(WHERE), c.choice(WHERE), c.choice(["a line", "all"])),
)
def copy(world: World, source: str, target: str, what: str) -> None:
    widget = come_into(world, source)
    if what == "all":
        if source == "the text" and world.pane().document().characterCount() > 20_000:
            raise MeaninglessError
        world.key(Key.Key_A, CTRL)
    else:
        world.key(Key.Key_Home)
        world.key(Key.Key_End, SHIFT)
    chosen, place = selected_text(widget), place_of_keys(world)
    if not chosen:
        raise MeaninglessError
    world.key(Key.Key_C, CTRL)
    check_clipboard(world, place, chosen, "a copy")
    world.rest.reach()
    come_into(world, target)
    world.key(Key.Key_End)
    world.key(Key.Key_V, CTRL)


@step("drop", 2, "drag a word of the text to its beginning")
def drop(world: World) -> None:
    pane = come_into(world, "the text")
    cursor = pane.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    pane.setTextCursor(cursor)
    chosen = selected_text(pane)
    if not chosen:
        raise MeaninglessError
    data = pane.createMimeDataFromSelection()
    if data.text() != chosen:
        world.found.append(f"clipboard: a drag of {chosen!r} offers {data.text()!r}")
    place = pane.cursorRect(QTextCursor(pane.document())).center()
    pane.verticalScrollBar().setValue(0)
    actions, nothing = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    QApplication.sendEvent(pane.viewport(), QDragEnterEvent(place, actions, data, button, nothing))
    QApplication.sendEvent(pane.viewport(), QDropEvent(QPointF(place), actions, data, button, nothing))


@step(
    "find",
    3,
    "find {0!r} and {1}",
    lambda c: (
        c.choice(["a", "q", "第", "zzz"]),
        c.choice(
            ["go to the next twice", "replace one by a word", "replace all by a word", "leave by Escape"]
        ),
    ),
)
def find(world: World, text: str, what: str) -> None:
    pane = world.pane()
    if pane.document().characterCount() > 20_000 or pane.isReadOnly():
        raise MeaninglessError
    world.click(pane.viewport(), QPoint(40, 30))
    world.trigger("find")
    bar = world.bench.find_bar
    if not bar.isVisible():
        raise MeaninglessError
    search, replacement = called(bar, QLineEdit, "Find"), called(bar, QLineEdit, "Replace with")
    world.key(Key.Key_A, CTRL)
    world.write(text)
    if what.startswith("go"):
        world.key(Key.Key_Return)
        world.key(Key.Key_Return)
    elif what.startswith("replace"):
        world.click(replacement)
        world.key(Key.Key_A, CTRL)
        word = world.tokens.new()
        world.tokens.given_up.add(word)  # it stands in the text only where something was found
        world.write(word)
        label = "Replace &All" if "all" in what else "&Replace"
        button = next(b for b in bar.findChildren(QPushButton) if b.text() == label)
        world.key(Key.Key_Return) if label == "&Replace" else world.click(button)
    world.click(search)
    world.key(Key.Key_Escape)


@step("fix", 2, "apply the first fix of the problems")
def fix(world: World) -> None:
    front = world.front()
    if front.read_only_reason:
        raise MeaninglessError
    world.rest.reach()
    try:
        spin(world.rest.preview.is_reported, "no problems are reported", 20)
    except NoRestError:
        world.found.append("problems: none are reported for the text in front")
        return
    world.rest.reach()
    panel = world.bench.problems
    if not panel.isVisible():
        world.trigger("problems")
    fixable = [n for n, problem in enumerate(panel.problems()) if problem.fixes]
    if not fixable:
        raise MeaninglessError
    index = panel.list.model().index(fixable[0], 0)
    panel.list.setCurrentIndex(index)
    panel.list.setFocus()
    world.key(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
