"""What can be done with a field as a whole: by key, and from its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu

from editor.ui.fields.field import FieldEditor


class FieldCommands(QObject):
    """F2 renames, Alt+Up and Alt+Down move, Ctrl+Shift+Delete removes."""

    rename_wanted = Signal()
    move_wanted = Signal(int)
    """One place up (-1) or down (1)."""

    def __init__(self, editor: FieldEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False where it asks for nothing here."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, modifier = event.key(), Qt.KeyboardModifier
        if modifiers == modifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif key == Qt.Key.Key_Delete and modifiers == modifier.ControlModifier | modifier.ShiftModifier:
            self.remove()
        else:
            return False
        return True

    def remove(self) -> None:
        """Remove the field."""
        if not self._editor.spec.locked:
            self._editor.set_error(self._editor.edits.remove(self._editor.spec.path))

    def extend(self, menu: QMenu) -> None:
        """Add what this kind of field can do, and what every field can, to a menu."""
        if menu.actions():
            menu.addSeparator()
        spec = self._editor.spec
        own = self._editor.actions_for_menu()
        menu.addActions(own)
        if own:
            menu.addSeparator()
        free = not spec.locked
        rename = QAction(self.tr("Re&name…\tF2"), menu, enabled=free and not spec.is_item)
        rename.triggered.connect(self.rename_wanted)
        up = QAction(self.tr("Move &up\tAlt+Up"), menu, enabled=spec.can_move)
        up.triggered.connect(lambda: self.move_wanted.emit(-1))
        down = QAction(self.tr("Move &down\tAlt+Down"), menu, enabled=spec.can_move)
        down.triggered.connect(lambda: self.move_wanted.emit(1))
        remove = QAction(self.tr("&Remove\tCtrl+Shift+Del"), menu, enabled=free)
        remove.triggered.connect(self.remove)
        source = QAction(self.tr("Show in &source"), menu)
        source.triggered.connect(lambda: self._editor.edits.open_source(self._editor.spec.path))
        menu.addActions([rename, up, down, remove, source])
