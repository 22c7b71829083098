"""Who is still there: a callback that comes late is dropped when anything of Qt's that it holds is deleted by then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, ParamSpec, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

_T = TypeVar("_T")
_Given = ParamSpec("_Given")
_DEEPEST = 4
"""Callbacks inside callbacks that are looked into."""


class Always(Generic[_Given, _T]):
    """A callback that is called whoever is gone: it holds something that must be let go of, such as a process."""

    def __init__(self, callback: Callable[_Given, _T]) -> None:
        self._callback = callback

    def __call__(self, *given: _Given.args, **named: _Given.kwargs) -> _T:
        """Call it."""
        return self._callback(*given, **named)


def is_gone(thing: object) -> bool:
    """Whether this is an object that Qt has deleted."""
    return isinstance(thing, QObject) and not isValid(thing)


def is_late(callback: Callable[..., object]) -> bool:
    """Whether a callback belongs to something deleted: the object of a method, or what a function holds.

    An article may be closed, and a dialog, while its file is read or Hugo starts. What was to be done with it
    then has no meaning any more, and would only meet deleted objects.
    """
    return _holds_gone(callback, _DEEPEST)


def while_there(owner: QObject, read: Callable[[], _T]) -> Callable[[], _T | None]:
    """Return `read` for those who keep it longer than `owner` may live: it gives None from then on."""
    return lambda: None if is_gone(owner) else read()


def _holds_gone(callback: object, depth: int) -> bool:
    if depth == 0 or not callable(callback) or isinstance(callback, Always):
        return False
    if isinstance(callback, partial):
        held = (callback.func, *callback.args, *callback.keywords.values())
    else:
        held = (getattr(callback, "__self__", None), *_cells(callback))
    return any(is_gone(one) or (one is not callback and _holds_gone(one, depth - 1)) for one in held)


def _cells(callback: object) -> list[object]:
    """Return the variables that a function took from around it."""
    found = []
    for cell in getattr(callback, "__closure__", None) or ():
        try:
            found.append(cell.cell_contents)
        except ValueError:
            # A name that is not given a value yet.
            continue
    return found
