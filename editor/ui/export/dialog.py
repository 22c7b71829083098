"""Asks what to export and how, shows the progress, and lists what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.export.exporter import Options, Outcome, State
from editor.export.plan import Job, Refusal
from editor.settings.store import SettingsStore
from editor.site.site import Site
from editor.ui.common.counted import counted
from editor.ui.common.outside import open_folder
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, one_line
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.export.choices import ExportChoices
from editor.ui.export.page import ROLE, lay_out
from editor.ui.export.result_page import ResultPage
from editor.ui.export.run import ExportRun
from editor.ui.export.unsaved import UnsavedInExport

_WIDTH = 520


class Program(Protocol):
    """What the dialog needs of the running program."""

    palette: Palette
    tasks: Tasks
    settings: SettingsStore
    open_articles: OpenArticles


class ExportDialog(QDialog):
    """Three pages: what and where; the progress; the result.

    Files are read from the disk, not from the window: where one lacks what is on the screen, the author chooses
    whether it is saved first.
    """

    def __init__(
        self,
        site: Site,
        path: Path | None,
        program: Program,
        parent: QWidget | None = None,
        *,
        selected: Sequence[Path] = (),
    ) -> None:
        """Take one article, several selected ones, or both to choose from."""
        super().__init__(parent)
        self._site, self._path, self._selected = site, path, selected
        self._settings, self._unsaved = program.settings, UnsavedInExport(program.open_articles, self)
        self._outcomes: list[Outcome] = []
        self._refusals: list[Refusal] = []
        self._waiting: list[Job] = []
        self._options: Options | None = None
        self._stopped = False
        self._is_saving = False
        self.run = ExportRun(program.tasks, self)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(_WIDTH)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._choice_page())
        self.pages.addWidget(self._progress_page())
        self.result_page = ResultPage(site, program.palette, self)
        self.pages.addWidget(self.result_page)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.addWidget(self.pages)
        self._connect()

    @classmethod
    def open_for(
        cls, site: Site, path: Path | None, selected: Sequence[Path], program: Program, parent: QWidget
    ) -> ExportDialog:
        """Open the dialog for one article or several; it deletes itself when closed."""
        dialog = cls(site, path, program, parent, selected=selected)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _connect(self) -> None:
        self._unsaved.saved.connect(self._begin)
        # Who could not save says why; the export is off.
        self._unsaved.not_saved.connect(self.reject)
        self.run.planned.connect(self._show_total)
        self.run.refused.connect(self._take_refusal)
        self.run.outcome.connect(self._take_outcome)
        self.run.failed.connect(self._take_failure)
        self.run.ended.connect(self._show_result)
        self.result_page.replace_button.clicked.connect(self._replace)
        self.result_page.open_button.clicked.connect(self._open_folder)
        self.result_page.close_button.clicked.connect(self.accept)

    # -- pages ---------------------------------------------------------------------------------------

    def _choice_page(self) -> QWidget:
        page = QWidget(self)
        self.choices = ExportChoices(
            self._site,
            self._path,
            self._settings,
            page,
            selected=self._selected,
            unsaved=self._unsaved.titles,
        )
        self.export_button = QPushButton(page)
        self.export_button.setDefault(True)
        self.saved_only_button = QPushButton(self.tr("Export What Is Sa&ved"), page)
        cancel = QPushButton(self.tr("Cancel"), page)
        self.export_button.clicked.connect(self._save_and_begin)
        self.saved_only_button.clicked.connect(self._begin)
        cancel.clicked.connect(self.reject)
        self.choices.completed.connect(self._follow_choices)
        column = QVBoxLayout()
        column.addWidget(self.choices)
        lay_out(
            page,
            column,
            (cancel, ROLE.RejectRole),
            (self.saved_only_button, ROLE.ActionRole),
            (self.export_button, ROLE.AcceptRole),
        )
        self._follow_choices()
        self._unsaved.changed.connect(self.choices.refresh)
        return page

    def _progress_page(self) -> QWidget:
        page = QWidget(self)
        self.progress_label = PlainLabel(page)
        self.progress = QProgressBar(page)
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self.stop_button = QPushButton(self.tr("&Stop"), page)
        self.stop_button.clicked.connect(self._stop)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.progress_label)
        column.addWidget(self.progress)
        column.addStretch(1)
        lay_out(page, column, (self.stop_button, ROLE.RejectRole))
        return page

    # -- what the author does --------------------------------------------------------------------------

    def _follow_choices(self, _is_complete: bool = True) -> None:
        """The buttons say what they do: with unsaved text there are two ways, else one."""
        is_complete = self.choices.is_complete() and not self._is_saving
        has_unsaved = bool(self.choices.unsaved())
        self.export_button.setText(self.tr("Save and &Export") if has_unsaved else self.tr("&Export"))
        self.export_button.setEnabled(is_complete)
        self.saved_only_button.setEnabled(is_complete)
        self.saved_only_button.setVisible(has_unsaved)

    def _save_and_begin(self) -> None:
        self._is_saving = True
        self._follow_choices()
        self._unsaved.save(self.choices.paths())

    def _begin(self) -> None:
        self.choices.remember()
        self._options = Options(
            self.choices.chosen_format(),
            self.choices.out(),
            drafts=self.choices.drafts.isChecked(),
            replace=False,
        )
        self._outcomes, self._refusals, self._waiting = [], [], []
        self._start(self.choices.paths(), self._options, None)

    def _replace(self) -> None:
        """Write what was held back because something stands there already."""
        if self._options is None:
            return
        options = Options(self._options.form, self._options.out, drafts=self._options.drafts, replace=True)
        jobs, self._waiting = self._waiting, []
        self._outcomes = [outcome for outcome in self._outcomes if outcome.state is not State.EXISTS]
        self._start([], options, jobs)

    def _start(self, paths: list[Path], options: Options, jobs: list[Job] | None) -> None:
        self._stopped = False
        self.stop_button.setEnabled(True)
        self.progress.setRange(0, 0)
        self.progress_label.setText(self.tr("Looking for articles…"))
        self.pages.setCurrentIndex(1)
        self.run.start(paths, options, jobs)

    def _stop(self) -> None:
        self._stopped = True
        self.stop_button.setEnabled(False)
        self.progress_label.setText(self.tr("Stopping…"))
        self.run.cancel()

    def _open_folder(self) -> None:
        if self._options is not None:
            open_folder(self._options.out)

    def reject(self) -> None:
        """Close; a running export is stopped first, and closes the dialog when it has ended."""
        if self.run.is_running():
            self._stop()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As `reject` (called by Qt)."""
        if self.run.is_running():
            self._stop()
            event.ignore()
            return
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Let go of the printer with the dialog (called by Qt)."""
        self.run.close()
        super().done(result)

    # -- what the export tells ---------------------------------------------------------------------------

    def _show_total(self, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(0)
        self.progress_label.setText(counted(total, self.tr("1 article"), self.tr("{0} articles")))

    def _take_refusal(self, refusal: Refusal) -> None:
        self._refusals.append(refusal)

    def _take_failure(self, message: str) -> None:
        self._refusals.append(Refusal(self.choices.paths()[0], message))

    def _take_outcome(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        if outcome.state is State.EXISTS:
            self._waiting.append(outcome.job)
        self.progress.setValue(self.progress.value() + 1)
        if not self._stopped:
            self.progress_label.setText(
                self.tr("{0} of {1}: {2}").format(
                    self.progress.value(), self.progress.maximum(), one_line(outcome.job.target.name, 60)
                )
            )

    def _show_result(self) -> None:
        self.result_page.show_result(
            self._outcomes, self._refusals, stopped=self._stopped, can_replace=bool(self._waiting)
        )
        self.pages.setCurrentIndex(2)
        self.result_page.next_button.setDefault(True)
