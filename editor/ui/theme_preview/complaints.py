"""Hugo's complaints of the last build, in words that name the file as the author knows it, and the way to the line."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.publish.messages import Complaint
from editor.site.places import absolute, is_within


class ThemeComplaints(QObject):
    """Empty while Hugo has nothing to complain about."""

    line_requested = Signal(Path, int)
    """A file and a line in it, from 1, where Hugo stumbled."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._complaints: Sequence[Complaint] = ()

    def take(self, complaints: Sequence[Complaint]) -> None:
        """Keep these in place of the former."""
        self._complaints = complaints

    def in_words(self, root: Path | None, article: Path | None) -> list[str]:
        """Return each as a sentence, for an author who has `article` of the site at `root` in front."""
        return [self._sentence(complaint, root, article) for complaint in self._complaints]

    def way_to_line(self) -> Callable[[], None] | None:
        """Return what leads to the line of the first, None where it has none."""
        first = self._complaints[0] if self._complaints else None
        return self.go_to_line if first is not None and first.file is not None and first.line else None

    def go_to_line(self) -> None:
        """Ask for the line of the first."""
        first = self._complaints[0] if self._complaints else None
        if first is not None and first.file is not None:
            self.line_requested.emit(first.file, first.line)

    def _sentence(self, complaint: Complaint, root: Path | None, article: Path | None) -> str:
        if complaint.file is None or root is None or article is None:
            return complaint.text
        text = complaint.text.rstrip(".")
        file, home = absolute(complaint.file), absolute(root)
        if file == absolute(article):
            return self.tr("{0} (line {1})").format(text, complaint.line)
        name = os.path.relpath(file, home) if is_within(file, home) else file
        return self.tr("{0} ({1}, line {2})").format(text, name, complaint.line)
