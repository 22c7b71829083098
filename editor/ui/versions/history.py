"""Earlier versions of an article beside what it is now; takes a version, or one place of it, back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.articles.article import Article
from editor.articles.differences import Comparison, Text, compare, take_back
from editor.articles.storage.versions import Version, versions
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, one_line, tooltip
from editor.ui.common.tasks import Task, Tasks
from editor.ui.versions.view import LeftOut, Shown, VersionView, page_of, shown_rows


class VersionHistory(QDialog):
    """A list of versions, newest first, and the chosen one side by side with the article as it stands.

    Nothing is written: what is taken back becomes unsaved text of the article, one undo step.
    """

    shown = Signal()
    """The chosen version is on the screen."""

    def __init__(
        self, article: OpenArticle, title: str, store: Path, tasks: Tasks, palette: Palette, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._article, self._store, self._tasks, self._palette = article, store, tasks, palette
        self._task: Task | None = None
        self._old: Text | None = None
        self._now: Text = ("", "")
        self._comparison = Comparison((), ())
        self._place = -1
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Versions of “{0}”").format(one_line(title)))
        self.resize(1080, 640)
        self._build()
        self._look()

    def choose(self, number: int) -> None:
        """Show one version, 0 the newest."""
        self.list.setCurrentRow(number)

    def step(self, by: int) -> None:
        """Go to the next or the previous place that differs, around the end."""
        count = len(self._comparison.differences)
        if count:
            self._place = (self._place + by) % count if self._place >= 0 else (0 if by > 0 else count - 1)
            self._show_place()

    def take_version(self) -> None:
        """Make the chosen version the article's unsaved text."""
        if self._old is not None:
            self._article.restore(*self._old)
            self._compare()

    def take_place(self) -> None:
        """Take back the place that is shown, and leave the rest."""
        if self._old is None or not 0 <= self._place < len(self._comparison.differences):
            return
        if self._now != (self._article.header, self._article.body()):
            self._compare()  # the article went on meanwhile: these line numbers are of the past
            return
        self._article.restore(*take_back(self._old, self._now, self._comparison.differences[self._place]))
        self._compare()

    # -- inside --------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = QListWidget(self)
        self.list.setObjectName("versions")
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.setMinimumWidth(208)
        self.list.currentRowChanged.connect(lambda _row: self._read())
        self.view = VersionView(self._palette, self)
        self.state = PlainLabel(self)
        self.state.setWordWrap(True)
        names = QHBoxLayout()
        for name in (self.tr("Then"), self.tr("Now")):
            names.addWidget(PlainLabel(name, self), 1)
        sides = QVBoxLayout()
        sides.setSpacing(4)
        sides.addLayout(names)
        sides.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(sides, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addLayout(row, 1)
        box.addWidget(self.state)
        box.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.previous = buttons.addButton(self.tr("&Previous Difference"), role)
        self.next = buttons.addButton(self.tr("&Next Difference"), role)
        self.place_button: QPushButton = buttons.addButton(self.tr("Take Back This P&lace"), role)
        self.version_button: QPushButton = buttons.addButton(self.tr("&Take Back This Version"), role)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.place_button.clicked.connect(self.take_place)
        self.version_button.clicked.connect(self.take_version)
        buttons.rejected.connect(self.reject)
        self._enable()
        return buttons

    def _look(self) -> None:
        path = self._article.path
        if path is None:
            self._say(self.tr("This article has no file yet: versions are kept from the first save on."))
            return
        self._tasks.run(_sized, self._store, path, on_done=self._fill, on_error=self._fail)

    def _fill(self, found: list[tuple[Version, int]]) -> None:
        locale = QLocale()
        for version, size in found:
            moment = version.saved.astimezone()
            day = QDate(moment.year, moment.month, moment.day)
            text = f"{locale.toString(day, QLocale.FormatType.ShortFormat)}  {moment:%H:%M:%S}"
            item = QListWidgetItem(f"{text}\n{locale.formattedDataSize(size)}")
            item.setData(Qt.ItemDataRole.UserRole, version)
            item.setToolTip(tooltip(f"{moment:%Y-%m-%d %H:%M:%S}"))
            self.list.addItem(item)
        if found:
            # The newest is what the file holds: of a saved article the one before tells more.
            self.choose(0 if self._article.is_dirty() or len(found) == 1 else 1)
        else:
            self._say(self.tr("No versions yet: one is kept with every save."))

    def _read(self) -> None:
        self._old = None
        self._enable()
        if self.list.currentRow() < 0:
            return
        item = self.list.currentItem()
        if self._task is not None:
            self._task.cancel()
        version: Version = item.data(Qt.ItemDataRole.UserRole)
        self._task = self._tasks.run(_text_of, version, on_done=self._take_old, on_error=self._fail)

    def _take_old(self, text: Text) -> None:
        self._old = text
        self._compare()

    def _compare(self) -> None:
        if self._old is None:
            return
        if self._task is not None:
            self._task.cancel()
        now = (self._article.header, self._article.body())
        self._task = self._tasks.run(
            _looked_at,
            self._old,
            now,
            self._palette,
            LeftOut(
                (self.tr("1 line alike"), self.tr("{0} lines alike")),
                (self.tr("1 more line is not shown"), self.tr("{0} more lines are not shown")),
            ),
            on_done=partial(self._show, now),
            on_error=self._fail,
        )

    def _show(self, now: Text, made: tuple[Comparison, Sequence[Shown], str]) -> None:
        found, rows, page = made
        self._comparison, self._now = found, now
        self.view.show_rows(rows, page)
        count = len(found.differences)
        self._place = min(max(self._place, 0), count - 1)
        self._show_place()
        self._say(
            self.tr("This is what the article is now.")
            if not count
            else self.tr("Places that differ: {0}").format(f"{count:,}")
        )
        self.shown.emit()

    def _show_place(self) -> None:
        self.view.go_to(self._place)
        self._enable()

    def _enable(self) -> None:
        differs = self._old is not None and bool(self._comparison.differences)
        for button in (self.previous, self.next):
            button.setEnabled(differs)
        may_write = differs and not self._article.read_only_reason
        self.place_button.setEnabled(may_write)
        self.version_button.setEnabled(may_write)

    def _fail(self, error: Exception) -> None:
        self._say(self.tr("This version cannot be read: {0}").format(error))

    def _say(self, text: str) -> None:
        self.state.setText(text)


def _sized(store: Path, path: Path) -> list[tuple[Version, int]]:
    found = []
    for version in versions(store, path):
        try:
            found.append((version, len(version.read())))
        except (OSError, ValueError):
            continue  # damaged: nothing to show
    return found


def _looked_at(
    old: Text, now: Text, palette: Palette, left_out: LeftOut
) -> tuple[Comparison, list[Shown], str]:
    """Compare, and make the page of it: both take a moment for a long article."""
    found = compare(old, now)
    rows = shown_rows(found, left_out)
    return found, rows, page_of(rows, palette)


def _text_of(version: Version) -> Text:
    article = Article.from_bytes(version.read())
    return article.editor_header, article.editor_body
