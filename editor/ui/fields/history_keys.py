"""The keys of undo and redo, which an input leaves to the window: body and form have one history."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_history_key(event: QKeyEvent) -> bool:
    """Whether a key asks for undo or redo."""
    return any(event.matches(key) for key in _HISTORY)


def is_offered_history_key(event: QEvent) -> bool:
    """Whether Qt asks a widget if it wants such a key for itself, before the window gets it."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and is_history_key(event)
    )
