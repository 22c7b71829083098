"""The open articles: opened from files, found, closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStackedWidget, QTabBar

from editor.articles.storage.files import StoredFile
from editor.ui.article.open_article import OpenArticle
from editor.ui.article.text_document import Loaded
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.documents.asked_files import AskedFiles
from editor.ui.documents.tabbed_panes import TabbedPanes
from editor.ui.documents.titles import Titles
from editor.ui.writing.writing_pane import WritingPane


class OpenArticles(QObject):
    """Opens and closes articles; one tab and one writing pane each, which `tabs` holds in their order.

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
        self._palette, self._tasks, self._font = palette, tasks, font
        self._titles = Titles(self)
        self._asked = AskedFiles(tasks, self)
        self.tabs = TabbedPanes(tabs, stack, self._titles, palette, self)
        self._asked.arrived.connect(self._place)
        self._asked.failed.connect(self.failed)
        self.tabs.front_changed.connect(self.front_changed)
        self.tabs.order_changed.connect(self.order_changed)
        self.tabs.close_requested.connect(self.close_requested)

    # -- what is open --------------------------------------------------------------------------------

    def articles(self) -> list[OpenArticle]:
        """All open articles in the order of their tabs."""
        return [pane.article for pane in self.tabs.panes()]

    def pane(self) -> WritingPane | None:
        """The writing pane in front."""
        return self.tabs.pane()

    def front(self) -> OpenArticle | None:
        """The article in front."""
        pane = self.pane()
        return pane.article if pane else None

    def pane_of(self, article: OpenArticle) -> WritingPane | None:
        """The pane of an open article."""
        return self.tabs.pane_of(article)

    def find(self, path: Path) -> OpenArticle | None:
        """The open article of a file."""
        return next((article for article in self.articles() if article.path == path), None)

    def unsaved(self) -> list[OpenArticle]:
        """The articles with text that their files do not hold."""
        return [article for article in self.articles() if article.is_dirty()]

    def is_opening(self) -> bool:
        """Whether a file that was asked for is not open yet."""
        return self._asked.is_reading()

    # -- opening and closing -------------------------------------------------------------------------

    def open(self, path: Path, in_front: bool = True) -> None:
        """Read a file in the background and open it as an article; an open one comes to the front."""
        path = path.absolute()
        article = self.find(path)
        if article is None:
            paths = [article.path for article in self.articles() if article.path is not None]
            self._asked.ask(path, in_front, paths)
        elif in_front:
            self.bring_to_front(article)

    def open_all(self, paths: list[Path], front: Path | None) -> None:
        """Open files whose tabs stand in this order; one of them comes to the front."""
        self._asked.keep_order(paths)
        # Asked for first: what the author looks at should not wait for the others.
        for path in sorted(paths, key=lambda path: path != front):
            self.open(path, in_front=path == front)

    def place(self, stored: StoredFile | Loaded | None, in_front: bool = True) -> OpenArticle:
        """Open a file that is read already, or a new article."""
        article = OpenArticle(stored, self._tasks, self)
        index = self._asked.index_for(article.path, [other.path for other in self.articles()])
        self.tabs.insert(index, WritingPane(article, self._palette, self._font))
        article.dirty_changed.connect(lambda _dirty: self._refresh(article))
        article.dirty_changed.connect(self.unsaved_changed)
        article.moved.connect(lambda _path: self._refresh(article))
        self.opened.emit(article)
        if in_front or len(self.tabs.panes()) == 1:
            self.bring_to_front(article)
        return article

    def bring_to_front(self, article: OpenArticle) -> None:
        """Show an open article and give it the keyboard."""
        self.tabs.bring_to_front(article)

    def close(self, article: OpenArticle) -> None:
        """Close an article without asking; the caller has seen to its text."""
        pane = self.pane_of(article)
        if pane is None:
            return
        self.tabs.remove(pane)
        self.closed.emit(article)
        article.close()
        pane.setDocument(None)  # type: ignore[arg-type]  # the document ends with its article
        pane.deleteLater()
        article.deleteLater()
        if not self.tabs.panes():
            self.front_changed.emit(None)

    def shut_down(self) -> None:
        """The program ends: no article tells anything any more."""
        for article in self.articles():
            article.close()

    # -- how they look -------------------------------------------------------------------------------

    def set_font(self, font: QFont) -> None:
        """Write all articles in another font."""
        self._font = font
        for pane in self.tabs.panes():
            pane.set_writing_font(font)

    def set_title(self, article: OpenArticle, title: str) -> None:
        """Name an article's tab; empty falls back to the file name."""
        self._titles.set(article, title)
        self._refresh(article)

    def title(self, article: OpenArticle) -> str:
        """The name by which an author knows the article, as one line of bounded length."""
        return self._titles.title(article)

    def name_in_words(self, article: OpenArticle) -> str:
        """Its title in a sentence of one line: the longest leaves room for what is said of it."""
        return self._titles.in_words(article)

    # -- inside --------------------------------------------------------------------------------------

    def _place(self, found: StoredFile | Loaded | Path, asked: Path, in_front: bool) -> None:
        article = self.find(found if isinstance(found, Path) else asked)
        if article is not None:
            if in_front:
                self.bring_to_front(article)
        elif isinstance(found, Path):
            self.open(asked, in_front)  # closed or renamed meanwhile
        else:
            self.place(found, in_front)

    def _refresh(self, article: OpenArticle) -> None:
        pane = self.pane_of(article)
        if pane is not None:
            self.title_changed.emit(article)
            self.tabs.refresh(pane)
