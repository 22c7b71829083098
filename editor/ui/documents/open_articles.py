"""The open articles: which is in front, and their tabs."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton

from editor.articles.storage.files import StorageError, StoredFile, read
from editor.ui.article.open_article import OpenArticle
from editor.ui.article.text_document import LARGE, Loaded, load
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import button_text, one_line, tooltip
from editor.ui.common.tasks import Tasks
from editor.ui.writing.writing_pane import WritingPane

_IN_WORDS = 32  # characters of a title in a notice
_SHORT = 24  # characters of a title in its tab
_LONGEST = 200


class OpenArticles(QObject):
    """Opens and closes articles; one tab and one writing pane each.

    `front_changed` tells the article now in front, or None; `failed` is one sentence for the author.
    """

    front_changed = Signal(object)
    opened = Signal(object)
    closed = Signal(object)
    unsaved_changed = Signal()
    failed = Signal(str)
    close_requested = Signal(object)
    order_changed = Signal()
    title_changed = Signal(object)
    """An article is called otherwise now: by its title, or by its file's name."""

    def __init__(
        self,
        tabs: QTabBar,
        stack: QStackedWidget,
        palette: Palette,
        tasks: Tasks,
        font: QFont,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs, self._stack, self._palette, self._tasks, self._font = tabs, stack, palette, tasks, font
        self._panes: list[WritingPane] = []  # in the order of the tabs
        self._opening: dict[Path, bool] = {}
        self._wanted: dict[Path, int] = {}
        """Numbers of the tabs of files that were asked for together: they are read in any order."""
        self._titles: dict[OpenArticle, str] = {}
        tabs.currentChanged.connect(self._show_tab)
        tabs.tabMoved.connect(self._move_tab)
        palette.changed.connect(self._refresh_tabs)
        tabs.setVisible(False)

    # -- what is open --------------------------------------------------------------------------------

    def articles(self) -> list[OpenArticle]:
        """All open articles in the order of their tabs."""
        return [pane.article for pane in self._panes]

    def pane(self) -> WritingPane | None:
        """The writing pane in front."""
        index = self._tabs.currentIndex()
        return self._panes[index] if 0 <= index < len(self._panes) else None

    def front(self) -> OpenArticle | None:
        """The article in front."""
        pane = self.pane()
        return pane.article if pane else None

    def pane_of(self, article: OpenArticle) -> WritingPane | None:
        """The pane of an open article."""
        return next((pane for pane in self._panes if pane.article is article), None)

    def find(self, path: Path) -> OpenArticle | None:
        """The open article of a file."""
        return next((article for article in self.articles() if article.path == path), None)

    def unsaved(self) -> list[OpenArticle]:
        """The articles with text that their files do not hold."""
        return [article for article in self.articles() if article.is_dirty()]

    # -- opening and closing -------------------------------------------------------------------------

    def open(self, path: Path, in_front: bool = True) -> None:
        """Read a file in the background and open it as an article; an open one comes to the front."""
        path = path.absolute()
        article = self.find(path)
        if article is not None:
            if in_front:
                self.bring_to_front(article)
            return
        if path in self._opening:
            self._opening[path] |= in_front
            return
        self._opening[path] = in_front
        self._tasks.run(
            _read_or_find,
            path,
            [article.path for article in self.articles() if article.path is not None],
            on_done=lambda found: self._place(found, path),
            on_error=lambda error: self._could_not_open(path, error),
        )

    def open_all(self, paths: list[Path], front: Path | None) -> None:
        """Open files whose tabs stand in this order; one of them comes to the front."""
        self._wanted = {path.absolute(): number for number, path in enumerate(paths)}
        # Asked for first: what the author looks at should not wait for the others.
        for path in sorted(paths, key=lambda path: path != front):
            self.open(path, in_front=path == front)

    def is_opening(self) -> bool:
        """Whether a file that was asked for is not open yet."""
        return bool(self._opening)

    def place(self, stored: StoredFile | Loaded | None, in_front: bool = True) -> OpenArticle:
        """Open a file that is read already, or a new article."""
        article = OpenArticle(stored, self._tasks, self)
        pane = WritingPane(article, self._palette, self._font)
        index = self._index_for(article.path)
        self._panes.insert(index, pane)
        self._stack.addWidget(pane)
        self._tabs.insertTab(index, button_text(self.title(article), _SHORT))
        self._tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button(article))
        self._tabs.setTabToolTip(index, tooltip(str(article.path or "")))
        self._tabs.setVisible(True)
        article.dirty_changed.connect(lambda _dirty: self._was_touched(article))
        article.moved.connect(lambda _path: self._refresh_tab(article))
        self.opened.emit(article)
        if in_front or len(self._panes) == 1:
            self.bring_to_front(article)
        return article

    def bring_to_front(self, article: OpenArticle) -> None:
        """Show an open article and give it the keyboard."""
        pane = self.pane_of(article)
        if pane is not None:
            self._tabs.setCurrentIndex(self._panes.index(pane))
            pane.setFocus()

    def close(self, article: OpenArticle) -> None:
        """Close an article without asking; the caller has seen to its text."""
        pane = self.pane_of(article)
        if pane is None:
            return
        index = self._panes.index(pane)
        self._panes.remove(pane)
        self._stack.removeWidget(pane)
        self._titles.pop(article, None)
        self._tabs.removeTab(index)
        self._tabs.setVisible(bool(self._panes))
        self.closed.emit(article)
        article.close()
        pane.setDocument(None)  # type: ignore[arg-type]  # the document ends with its article
        pane.deleteLater()
        article.deleteLater()
        if not self._panes:
            self.front_changed.emit(None)

    def shut_down(self) -> None:
        """The program ends: no article tells anything any more."""
        for article in self.articles():
            article.close()

    def step(self, by: int) -> None:
        """Go `by` tabs on, around the end."""
        if self._panes:
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % len(self._panes))

    def set_font(self, font: QFont) -> None:
        """Write all articles in another font."""
        self._font = font
        for pane in self._panes:
            pane.set_writing_font(font)

    def set_title(self, article: OpenArticle, title: str) -> None:
        """Name an article's tab; empty falls back to the file name."""
        self._titles[article] = title
        self._refresh_tab(article)

    def name_in_words(self, article: OpenArticle) -> str:
        """Its title in a sentence of one line: the longest leaves room for what is said of it."""
        return one_line(self.title(article), _IN_WORDS)

    def title(self, article: OpenArticle) -> str:
        """The name by which an author knows the article, as one line of bounded length."""
        title = self._titles.get(article, "")
        if title:
            # In a title a line break is a space, as on the page; in a file name it is shown.
            return one_line(" ".join(title[: 2 * _LONGEST].split()), _LONGEST)
        if article.path is None:
            return self.tr("Untitled")
        # A bundle's file is always index.md: its folder says which article it is.
        is_bundle = article.path.stem.partition(".")[0] in ("index", "_index")
        return one_line(article.path.parent.name if is_bundle else article.path.name)

    # -- inside --------------------------------------------------------------------------------------

    def _place(self, found: StoredFile | Loaded | Path, asked: Path) -> None:
        in_front = self._opening.pop(asked, True)
        article = self.find(found if isinstance(found, Path) else asked)
        if article is not None:
            if in_front:
                self.bring_to_front(article)
        elif isinstance(found, Path):
            self.open(asked, in_front)  # closed or renamed meanwhile
        else:
            self.place(found, in_front)

    def _could_not_open(self, path: Path, error: Exception) -> None:
        self._opening.pop(path, None)
        text = str(error) if isinstance(error, StorageError) else f"{path.name}: {error}"
        self.failed.emit(text)

    def _show_tab(self, index: int) -> None:
        if 0 <= index < len(self._panes):
            self._stack.setCurrentWidget(self._panes[index])
            self.front_changed.emit(self._panes[index].article)

    def _move_tab(self, source: int, target: int) -> None:
        self._panes.insert(target, self._panes.pop(source))
        self.order_changed.emit()

    def _index_for(self, path: Path | None) -> int:
        """Where the tab of a file goes: behind the last that was to stand before it, else at the end."""
        number = self._wanted.get(path) if path is not None else None
        if number is None:
            return len(self._panes)
        places = [
            index
            for index, article in enumerate(self.articles())
            if article.path is not None and self._wanted.get(article.path, number) < number
        ]
        return places[-1] + 1 if places else 0

    def _was_touched(self, article: OpenArticle) -> None:
        self._refresh_tab(article)
        self.unsaved_changed.emit()

    def _close_button(self, article: OpenArticle) -> QToolButton:
        button = QToolButton(self._tabs)
        button.setIcon(self._palette.icon("x"))
        button.setIconSize(QSize(14, 14))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self.tr("Close"))
        button.setAccessibleName(self.tr("Close this article"))
        button.clicked.connect(lambda: self.close_requested.emit(article))
        return button

    def _refresh_tabs(self) -> None:
        for index, article in enumerate(self.articles()):
            self._refresh_tab(article)
            button = self._tabs.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(self._palette.icon("x"))

    def _refresh_tab(self, article: OpenArticle) -> None:
        pane = self.pane_of(article)
        if pane is None:
            return
        self.title_changed.emit(article)
        index = self._panes.index(pane)
        self._tabs.setTabText(index, button_text(self.title(article), _SHORT))
        self._tabs.setTabToolTip(index, tooltip(f"{self.title(article)}\n{article.path or ''}"))
        self._tabs.setTabIcon(index, _seal(self._palette.colour("accent")) if article.is_dirty() else QIcon())


def _read_or_find(path: Path, open_paths: list[Path]) -> StoredFile | Loaded | Path:
    """Read a file (and make a large one's document), or return the path under which the same file (a link, another case) is open already."""
    for other in open_paths:
        if is_same_file(path, other):
            return other
    stored = read(path)
    return load(stored) if len(stored.data) > LARGE else stored


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file on the disk; False where one of them is not there."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - as Path.samefile, in one call
    except (OSError, ValueError):
        return False


def _seal(colour: QColor) -> QIcon:
    """The small seal that marks unsaved text."""
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(5, 5, 7, 7)
    painter.end()
    return QIcon(pixmap)
