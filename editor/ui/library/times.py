"""Looks up when articles were last written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from editor.ui.common.tasks import Task


def writing_times(paths: Iterable[Path], task: Task) -> dict[Path, int]:
    """Return when each file was last written, in nanoseconds; one that is gone has no time."""
    times = {}
    for path in paths:
        if task.cancelled():
            break
        try:
            times[path] = path.stat().st_mtime_ns
        except OSError:
            continue
    return times
