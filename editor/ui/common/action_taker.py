"""What a pane that can have the keyboard declares: which actions of the menu it takes."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance

HISTORY: Final = frozenset({"undo", "redo"})
COPYING: Final = frozenset({"copy", "select_all"})
CLIPBOARD: Final = COPYING | {"cut", "paste"}


@runtime_checkable
class ActionTaker(Protocol):
    """A widget that takes actions while it, or a part of it, has the keyboard."""

    keeps_history: bool
    """Whether undo and redo are its own, once there is something to undo; else they are the article's in front."""

    @property
    def actions_changed(self) -> SignalInstance:
        """Tells that `taken_actions` are others now."""

    def taken_actions(self) -> frozenset[str]:
        """The ids of the actions that mean something here, now."""

    def take_action(self, name: str) -> None:
        """Do what an action says; of the format actions, the writing commands do."""

    def before_history(self) -> None:
        """The article's history is asked for: what is typed here belongs to it first."""
