"""The last page of the export dialog: what was written, what was not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from editor.export.exporter import Outcome, State
from editor.export.plan import Refusal
from editor.site.site import Site
from editor.ui.common.counted import counted
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, one_line, several_lines, tooltip
from editor.ui.common.tokens import Token
from editor.ui.export.choices import shown_path
from editor.ui.export.page import ROLE, lay_out


class ResultPage(QWidget):
    """A summary, the problems, and what can be done next."""

    def __init__(self, site: Site, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._site, self._palette = site, palette
        self._has_written = False
        self.summary = PlainLabel(self)
        self.summary.setWordWrap(True)
        self.problems = QListWidget(self)
        self.problems.setAccessibleName(self.tr("What went wrong"))
        self.problems.setWordWrap(True)
        self.replace_button = QPushButton(self.tr("&Replace them"), self)
        self.open_button = QPushButton(self.tr("&Open folder"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(self.problems, 1)
        lay_out(
            self,
            column,
            (self.replace_button, ROLE.ActionRole),
            (self.open_button, ROLE.ActionRole),
            (self.close_button, ROLE.RejectRole),
        )

    def show_result(
        self, outcomes: Sequence[Outcome], refusals: Sequence[Refusal], *, stopped: bool, can_replace: bool
    ) -> None:
        """Tell what came of an export; `can_replace`: files that stand there already were kept."""
        counts = Counter(outcome.state for outcome in outcomes)
        self.summary.setText("\n".join(self._summary(counts, stopped=stopped)))
        self.problems.clear()
        for refusal in refusals:
            self._add_problem(refusal.path, refusal.message, "circle-alert", "accent")
        for outcome in outcomes:
            if outcome.state is State.FAILED:
                self._add_problem(outcome.job.source, outcome.message, "circle-alert", "accent")
            for warning in outcome.warnings:
                self._add_problem(outcome.job.source, warning, "triangle-alert", "warn")
        self.problems.setVisible(self.problems.count() > 0)
        self.replace_button.setVisible(can_replace)
        self.open_button.setVisible(counts[State.WRITTEN] > 0)
        self._has_written = counts[State.WRITTEN] > 0

    @property
    def next_button(self) -> QPushButton:
        """What Enter should press."""
        return self.open_button if self._has_written else self.close_button

    def _summary(self, counts: Counter[State], *, stopped: bool) -> list[str]:
        lines = [self.tr("The export was stopped.")] if stopped else []
        lines.append(
            counted(
                counts[State.WRITTEN],
                self.tr("1 article was written."),
                self.tr("{0} articles were written."),
            )
            if counts[State.WRITTEN]
            else self.tr("No article was written.")
        )
        if counts[State.DRAFT]:
            lines.append(
                counted(
                    counts[State.DRAFT],
                    self.tr("1 draft was left out."),
                    self.tr("{0} drafts were left out."),
                )
            )
        if counts[State.EXISTS]:
            lines.append(
                counted(
                    counts[State.EXISTS],
                    self.tr("1 file was there already and was kept."),
                    self.tr("{0} files were there already and were kept."),
                )
            )
        return lines

    def _add_problem(self, path: Path, message: str, icon: str, colour: Token) -> None:
        place = one_line(shown_path(self._site, path))
        item = QListWidgetItem(self._palette.icon(icon, colour), f"{place}: {several_lines(message)}")
        item.setToolTip(tooltip(str(path)))
        self.problems.addItem(item)
