"""The preview: the article in front as Hugo will publish it, kept up with every key, in a sealed web view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWebEngineCore import QWebEngineFindTextResult, QWebEnginePage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.articles.problems import Problem
from editor.markup.live.messages import HeadingData
from editor.rendering.language import language_of_text
from editor.ui.common.menus import show_menu
from editor.ui.common.page_view import PageView
from editor.ui.common.palette import Palette
from editor.ui.preview.article_note import ArticleNote
from editor.ui.preview.context import PreviewContext, address_of, page_data_of
from editor.ui.preview.feed import PreviewFeed, sample_of
from editor.ui.preview.links import read_link
from editor.ui.preview.menu import PreviewMenu
from editor.ui.preview.page import Told
from editor.ui.preview.scheme import SITE, SiteFiles
from editor.ui.preview.screen import PreviewScreen
from editor.ui.preview.worker import PreviewWorker

SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 0.5, 3.0, 1.1


class PreviewPane(QWidget):
    """Shows one article at a time and follows its document. Lines count from 0 and may have a fraction.

    `patched` carries the number of edits that the page shows. `article_requested` carries a path of the site with
    what follows it ("/posts/b/#part"); `link_questioned` an address of a kind that is not opened unasked.
    """

    patched = Signal(int)
    page_changed = Signal(dict)
    """A "patch" message as the rendering process sends it, for who counts the words of the page."""
    completed = Signal()
    scrolled_to = Signal(float)
    line_clicked = Signal(float)
    link_activated = Signal(QUrl)
    link_questioned = Signal(str)
    article_requested = Signal(str)
    link_hovered = Signal(str)
    remote_images_found = Signal(int)
    remote_images_allowed = Signal()
    found = Signal(int, int)
    problems_found = Signal(list)
    """What was found in the text; where its links and pictures lead to is still to be judged."""
    problems_awaited = Signal()
    """What was found was found under other settings of the site."""

    def __init__(
        self,
        palette: Palette,
        worker: PreviewWorker,
        parent: QWidget | None = None,
        *,
        first: tuple[QTextDocument, PreviewContext] | None = None,
    ) -> None:
        """`first` is shown at once: it is rendered while the web engine starts, which holds the window for a moment."""
        super().__init__(parent)
        self._palette = palette
        self._context: PreviewContext = {}
        self._document: QTextDocument | None = None
        self._language = ""
        worker.start()
        self._feed = PreviewFeed(worker, self)
        if first is not None:
            self._document, self._context = first
            self._feed.follow(first[0], first[1].get("site") or {}, page_data_of(self._context))
            worker.flush()
        self._screen = PreviewScreen(palette, self)
        self.view = PageView(self)
        self.note = ArticleNote(palette, self)
        self._build()
        self._connect(worker)
        if first is not None:
            self._take_context(first[1])
            self._begin()

    # -- what is shown

    def show_article(self, document: QTextDocument, context: PreviewContext) -> bool:
        """Show a document and follow its edits; the page of one that is shown already stays, and that is returned."""
        if document is self._document:
            self.update_context(context)
            self.allow_remote_images(bool(context.get("allow_remote_images")))
            return True
        self._document = document
        self._take_context(context)
        self.note.clear()
        self._screen.allow_web_images(bool(context.get("allow_remote_images")))
        self._begin()
        self._feed.follow(document, context.get("site") or {}, page_data_of(self._context))
        return False

    def update_context(self, context: PreviewContext) -> None:
        """Take changed data of the article in front: header, files, site. The page stays where it is."""
        address = address_of(self._context)
        self._take_context(context)
        self._screen.change("head", "head", dict(context.get("header") or {}))
        if address_of(self._context) != address:
            self._screen.change("move", "address", SITE + address_of(self._context))
        self._feed.update_context(context.get("site") or {}, page_data_of(self._context))

    def clear(self) -> None:
        """Show nothing and follow nothing."""
        self._feed.leave()
        self._document = None
        self._take_context({})
        self.note.clear()
        self._begin()

    def allow_remote_images(self, allowed: bool = True) -> None:
        """Let pictures from the web load in the article in front, or no longer."""
        if self._screen.allow_web_images(allowed):
            self.note.clear()
            self._feed.ask_again()

    def shut_down(self) -> None:
        """Take the web page down; the pane is of no use afterwards."""
        self._feed.leave()
        self._screen.shut_down()

    # -- places

    def scroll_to_line(self, line: float, fraction: float = 0.0) -> None:
        """Put a source line at a fraction of the pane's height (0 is the top), and keep it there while pictures load."""
        self._screen.scroll_to(line, fraction)

    # -- find, zoom

    def find(self, text: str, backward: bool = False) -> None:  # type: ignore[override]  # not QWidget.find
        """Mark a text in the page and go to the next place of it; `found` tells which of how many. "" ends it."""
        flags = QWebEnginePage.FindFlag.FindBackward if backward else QWebEnginePage.FindFlag(0)
        self._screen.page.findText(text, flags)

    def zoom(self, steps: int) -> None:
        """Make the page larger (positive) or smaller; 0 sets it back."""
        factor = self.view.zoomFactor() * ZOOM_STEP**steps if steps else 1.0
        self.view.setZoomFactor(min(LARGEST_ZOOM, max(SMALLEST_ZOOM, factor)))

    # -- inside: building

    def _build(self) -> None:
        self.view.setPage(self._screen.page)
        self.view.setAcceptDrops(False)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setAccessibleName(self.tr("Preview"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self, worker: PreviewWorker) -> None:
        screen, page = self._screen, self._screen.page
        self._feed.patched.connect(screen.patch)
        self._feed.patched.connect(self.page_changed)
        self._feed.reported.connect(self._report)
        self._feed.site_changed.connect(self.problems_awaited)
        screen.patched.connect(self.patched)
        screen.completed.connect(self.note.forget_failure)
        screen.completed.connect(self.completed)
        screen.lost.connect(self._feed.ask_again)
        screen.failed.connect(self.note.tell_failure)
        screen.told.connect(self._hear)
        screen.missed.connect(self._explain_missing)
        page.linkHovered.connect(self.link_hovered)
        page.findTextFinished.connect(self._tell_found)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.note.pressed.connect(self._allow_by_note)
        worker.failed.connect(self.note.tell_failure)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shut_down)

    # -- inside: the article

    def _take_context(self, context: PreviewContext) -> None:
        self._context = context
        roots = tuple(context.get("roots") or ())
        self._screen.set_files(
            SiteFiles(
                address_of(self._context),
                context.get("find_image"),
                roots,
                context.get("path"),
                context.get("is_known", True),
            )
        )

    def _begin(self) -> None:
        """Empty the page for the article, or for none."""
        declared = self._context.get("language", "")
        self._language = language_of_text(declared, sample_of(self._document)) if self._document else ""
        words = {"frame": self.tr("Embedded page"), "more": self.tr("… {} more characters not shown")}
        head, address = dict(self._context.get("header") or {}), SITE + address_of(self._context)
        self._screen.begin({"language": self._language, "address": address, "head": head, "words": words})

    def _report(self, problems: list[Problem], headings: list[HeadingData]) -> None:
        self.problems_found.emit(problems)
        if self._document is not None:
            # An article begun empty shows its language only as it grows.
            language = language_of_text(self._context.get("language", ""), sample_of(self._document))
            if language != self._language:
                self._language = language
                self._screen.change("speak", "language", language)

    # -- inside: what the page tells

    def _hear(self, name: str, values: Told) -> None:
        match name:
            case "scrolled":
                self.scrolled_to.emit(float(values[0]))
            case "line":
                self.line_clicked.emit(float(values[0]))
            case "link":
                self._follow(str(values[0]))
            case "missing":
                self.note.tell_no_place(str(values[0]))
            case "remote":
                self.remote_images_found.emit(int(values[0]))
                if not self._screen.web_images:
                    self.note.tell_remote(int(values[0]))

    def _follow(self, address: str) -> None:
        """A link was clicked."""
        link = read_link(address)
        match link.meaning:
            case "outside":
                self.link_activated.emit(QUrl(link.target))
            case "article":
                self.article_requested.emit(link.target)
            case "question":
                self.link_questioned.emit(link.target)
            case "refused":
                self.note.tell_refused(address)

    def _allow_by_note(self) -> None:
        self.allow_remote_images(True)
        self.remote_images_allowed.emit()

    def _explain_missing(self, path: str, reason: str) -> None:
        text = {
            "beside": self.tr(
                "Hugo will not find this picture: only a page bundle (index.md in a folder of its own) brings files along."
            ),
            "kind": self.tr("Files of this kind are not shown."),
            "costly": self.tr("Drawing this picture would keep the preview busy: it is left out."),
        }.get(reason, self.tr("There is no such picture in the page bundle or under static."))
        self._screen.call("hint", path, text)
        if reason == "costly":
            self.note.tell_costly(path)

    def _tell_found(self, result: QWebEngineFindTextResult) -> None:
        self.found.emit(result.activeMatch(), result.numberOfMatches())

    def _show_menu(self, place: QPoint) -> None:
        request = self.view.lastContextMenuRequest()
        link = request.linkUrl() if request is not None else QUrl()
        menu = PreviewMenu(self._palette, link, self.view.hasSelection(), self)
        menu.copy_chosen.connect(lambda: self.view.take_action("copy"))
        menu.all_chosen.connect(lambda: self.view.take_action("select_all"))
        menu.zoom_chosen.connect(self.zoom)
        show_menu(menu, self.view.mapToGlobal(place))
