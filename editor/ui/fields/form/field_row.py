"""One field in the form: label, input, notes, and what can be done with the field as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from editor.ui.common.menus import show_menu
from editor.ui.common.plain_text import PlainLabel, one_line, tooltip
from editor.ui.fields.field import MakeEditor, Note
from editor.ui.fields.form.field_commands import FieldCommands
from editor.ui.fields.form.field_label import FieldLabel
from editor.ui.fields.labels import label_of
from editor.ui.fields.note_line import NoteLine
from editor.ui.fields.rename_line import RenameLine
from editor.ui.fields.spec import FieldSpec


class FieldRow(QWidget):
    """Label above, input, notes below; `FieldCommands` says what keys and menu do with the field."""

    move_wanted = Signal(int)
    """One place up (-1) or down (1)."""
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, make_editor: MakeEditor, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Made in its place: to move it here would have Qt work its looks out twice.
        self.editor = editor = make_editor(spec, self)
        self._note_lines: list[NoteLine] = []
        self._rename: RenameLine | None = None
        self._compact = editor.stands_beside_label
        self._commands = FieldCommands(editor, self)
        self._commands.rename_wanted.connect(self.begin_renaming)
        self._commands.move_wanted.connect(self.move_wanted)
        self.label = FieldLabel("", self)
        self.label.clicked.connect(editor.label_clicked)
        self.label.mnemonic_used.connect(editor.focus_input)
        self.label.dragged.connect(self.dragged)
        self.label.dropped.connect(self.dropped)
        self._lock = PlainLabel(self)
        self._more = QToolButton(self)
        self._more.setProperty("role", "quiet")
        # Not in the tab order: the menu key, F2 and the other keys do all of it from the input itself.
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(
            lambda: show_menu(self.menu(), self._more.mapToGlobal(QPoint(0, self._more.height())))
        )
        keep = self._more.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(keep)
        self._more.hide()
        self._lay_out()
        editor.noted.connect(self._show_notes)
        editor.menu_opened.connect(self._commands.extend)
        self.refresh_colours()
        self._show_state()

    @property
    def spec(self) -> FieldSpec:
        """The field on show."""
        return self.editor.spec

    def show_spec(self, spec: FieldSpec) -> None:
        """Show another state of the field without touching what the author is typing."""
        self.editor.show_spec(spec)
        self._show_state()

    def refresh_colours(self) -> None:
        """Take over the palette's colours and icons."""
        palette = self.editor.window_palette
        self._more.setIcon(palette.icon("ellipsis", "ink_faint"))
        self._lock.setPixmap(palette.icon("lock", "ink_faint").pixmap(12, 12))
        self.editor.refresh_colours()

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets that take the focus, in tab order."""
        actions = [line.action for line in self._note_lines]
        return [*self.editor.inputs(), *actions, *self.editor.tab_stops_after_notes()]

    def notes(self) -> list[Note]:
        """Return the notes on show."""
        return [line.note for line in self._note_lines if not line.isHidden()]

    def begin_renaming(self) -> None:
        """Let the author type another key in place of the label."""
        if self.spec.locked or self.spec.is_item or self._rename is not None:
            return
        self._rename = line = RenameLine(
            self.spec.key, self.tr("New name of {0}").format(self.spec.key), self
        )
        line.ended.connect(self._end_renaming)
        self._head.insertWidget(self._head.indexOf(self.label), line, 1)
        self.label.hide()
        line.begin()

    def is_renaming(self) -> bool:
        """Whether a name is being typed over, here or inside the input."""
        return self._rename is not None or self.editor.is_renaming()

    def end_renaming(self) -> None:
        """Take over the name that is being typed, here or inside the input."""
        self._end_renaming(True)
        self.editor.end_renaming()

    def remove(self) -> None:
        """Remove the field."""
        self._commands.remove()

    def menu(self) -> QMenu:
        """Return the field's menu."""
        menu = QMenu(self)
        self._commands.extend(menu)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._commands.take_key(event))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the row's keys before the input does: buttons would walk to a neighbour with Alt and an arrow."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._commands.take_key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        show_menu(menu, event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._more.setVisible(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._more.setVisible(False)
        super().leaveEvent(event)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        before, beside = self.editor.before_label(), self.editor.beside_label()
        if before is not None:
            self._head.addWidget(before)
        self._head.addWidget(self.label)
        self._head.addWidget(self._lock)
        self._head.addStretch(1)
        self._head.addWidget(self._more)
        if beside is not None:
            self._head.addWidget(beside)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._head)
        layout.addWidget(self.editor)
        layout.addLayout(self._notes)
        self.editor.setVisible(not self._compact)

    def _show_state(self) -> None:
        spec = self.spec
        shown = one_line(self.editor.label_text() or label_of(spec.key), 60)
        if shown != self.label.text():
            self.label.setText(shown)
        self.label.setToolTip(tooltip("" if spec.is_item else spec.key))
        self.label.draggable = spec.can_move
        # A read-only article says so once, above all fields.
        self._lock.setVisible(bool(spec.locked) and spec.locked != spec.context.read_only_reason)
        self._more.setToolTip(tooltip(self.tr("What can be done with {0}").format(shown)))
        self.editor.set_accessible_name(shown)
        self._show_notes()

    def _show_notes(self) -> None:
        notes = self.editor.notes()
        spec = self.spec
        if spec.locked and spec.locked != spec.context.read_only_reason and not notes and len(spec.path) == 1:
            to_source = self.tr("Edit in source")
            notes = [
                Note(spec.locked, "hint", to_source, lambda: self.editor.edits.open_source(self.spec.path))
            ]
        while len(self._note_lines) < len(notes):
            line = NoteLine(self)
            self._note_lines.append(line)
            self._notes.addWidget(line)
            self.editor.structure_changed.emit()
        for index, line in enumerate(self._note_lines):
            if index < len(notes):
                line.show_note(notes[index])
            line.setVisible(index < len(notes))
        said = " ".join(note.text for note in notes)
        for widget in self.editor.inputs():
            widget.setAccessibleDescription(said)
            widget.installEventFilter(self)

    def _end_renaming(self, keep: bool) -> None:
        line, self._rename = self._rename, None
        if line is None:
            return
        name, had_focus = line.name(), line.hasFocus()
        line.go()
        self.label.show()
        if had_focus:
            self.editor.focus_input()
        if keep and name and name != self.spec.key:
            self.editor.set_error(self.editor.edits.rename(self.spec.path, name))
