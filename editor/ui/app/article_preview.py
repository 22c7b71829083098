"""The preview and the theme preview of the article in front, with their find bar, and what they ask of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from editor.markup.live.messages import PatchAnswer, SiteData
from editor.rendering.site_reader import SiteReader
from editor.site.places import is_within
from editor.site.site import Site
from editor.site.watching.changes import FileChange
from editor.ui.app.core import Core
from editor.ui.app.first_preview import FirstPreview
from editor.ui.article.fields import fields_of
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.outside import open_any_link, open_link
from editor.ui.common.plain_text import ask, one_line
from editor.ui.common.tasks import Latest
from editor.ui.panels.article_problems import ArticleProblems
from editor.ui.preview.context import PreviewContext, preview_context
from editor.ui.preview.find_bar import PreviewFindBar
from editor.ui.site.learning import SiteLearning
from editor.ui.site.site_session import SiteSession
from editor.ui.theme_preview.link import ThemeLink, allows_web, remember_web
from editor.ui.window.panel_areas import PanelArea
from editor.ui.writing.writing_pane import WritingPane


class ArticlePreview(QObject):
    """Shows the article in front as Hugo will publish it, beside the pane it is written in."""

    address_requested = Signal(str)
    place_requested = Signal(object, int)
    """A file and a line in it, counted from 1."""

    def __init__(
        self,
        core: Core,
        session: SiteSession,
        learning: SiteLearning,
        problems: ArticleProblems,
        parent: QObject,
    ) -> None:
        """`learning` knows what reaches an article by cascade, `problems` waits for those of its text."""
        super().__init__(parent)
        self._core, self._session, self._learning, self._problems = core, session, learning, problems
        self._article: OpenArticle | None = None
        self._writing: WritingPane | None = None
        self.site_reader: SiteReader | None = None
        self.site_data: SiteData = {}
        self._reading = Latest(core.tasks, self)
        self._following = False
        first = core.first_preview or FirstPreview(core.palette, core.worker, core.window, None)
        self._first = first
        self.worker, self.pane, self.tabs = core.worker, first.pane, first.tabs
        self.theme_link = ThemeLink(core.palette, core.tasks, session, core.settings, self)
        self.tabs.offer_theme(self.theme_link.make)
        self.find_bar = PreviewFindBar(core.palette, self.pane)
        self.tabs.above.addWidget(self.find_bar)
        self._connect()
        self.learn_site()

    def _connect(self) -> None:
        pane, session = self.pane, self._session
        self.theme_link.line_requested.connect(self.place_requested)
        pane.found.connect(self.find_bar.show_count)
        pane.completed.connect(self.find_bar.resume)
        pane.link_questioned.connect(self._ask_about_link)
        pane.remote_images_allowed.connect(self._remember_web)
        pane.scrolled_to.connect(self._scroll_writing)
        pane.line_clicked.connect(self._go_to_line)
        pane.link_activated.connect(open_link)
        pane.article_requested.connect(self.address_requested)
        pane.problems_found.connect(self._problems.take_text)
        pane.problems_awaited.connect(self._problems.await_text)
        session.begun.connect(self._forget_site)
        session.failed.connect(lambda _reason: self.update_context())
        session.site_found.connect(lambda _site: self.learn_site())
        session.catalogue_ready.connect(lambda _catalogue: self.learn_site())
        session.articles_changed.connect(lambda _changes: self.learn_site())
        session.files_changed.connect(self._look_at_templates)

    def follow(self, article: OpenArticle, writing: WritingPane) -> bool:
        """Show another article, and scroll with the pane it is written in; whether its page is there already and stays."""
        self.leave()
        self._article = article
        self.find_bar.begin()
        stays = self.pane.show_article(article.document, self.context_of(article))
        self.theme_link.follow(article)
        self._writing = writing
        writing.scrolled_to.connect(self._scroll_preview)
        self._scroll_preview(writing.top_line())
        return stays

    def pass_on_page(self, take: Callable[[PatchAnswer], None]) -> None:
        """Let somebody hear of the page what it is made of, from its beginning on."""
        self._first.pass_on_page(take)

    def leave(self) -> None:
        """Hold on to no article and to no writing pane; what is shown stays until another comes, or `clear`."""
        writing, self._writing, self._article = self._writing, None, None
        if writing is not None:
            writing.scrolled_to.disconnect(self._scroll_preview)

    def clear(self) -> None:
        """Show nothing."""
        self.leave()
        self.pane.clear()
        self.theme_link.follow(None)

    def shut_down(self) -> None:
        """End the pages, Hugo, and the process that renders."""
        self.leave()
        self.theme_link.shut_down()
        self.pane.shut_down()
        self.worker.shut_down()

    def update_context(self) -> None:
        """Take over what the front matter and the site say now."""
        if self._article is not None:
            self.pane.update_context(self.context_of(self._article))

    def find(self) -> None:
        """Open the find bar."""
        self._core.window.show_panel(PanelArea.PREVIEW, True)
        self.tabs.show_theme(False)
        self.find_bar.open()

    def learn_site(self) -> None:
        """Read the site's templates and settings for the preview, beside the UI thread."""
        site = self._session.site
        if site is None:
            return
        reader = SiteReader(site)
        self._reading.run(
            reader.plain_data,
            self._session.catalogue,
            on_done=lambda data: self._take_site_data(site, reader, data),
        )

    def context_of(self, article: OpenArticle) -> PreviewContext:
        """Return what the page of an article is made from besides its text."""
        fields = fields_of(article)
        context = preview_context(
            article.path,
            fields,
            self.site_reader,
            self.site_data,
            self._learning.inherited(article.path, fields),
        )
        context["allow_remote_images"] = allows_web(self._core.settings, self._session)
        # Until its templates and settings are read, nobody can say where a picture of the site lies.
        session = self._session
        context["is_known"] = self.site_reader is not None or (
            session.site is None and not session.is_looking
        )
        return context

    def _take_site_data(self, site: Site, reader: SiteReader, data: SiteData) -> None:
        if site is self._session.site:
            self.site_reader, self.site_data = reader, data
            self.update_context()

    def _look_at_templates(self, changes: list[FileChange]) -> None:
        """A shortcode or render hook may have come or gone."""
        site = self._session.site
        folders = [str(place) for place in site.component_places("layouts")] if site is not None else []
        places = {str(place) for change in changes for place in (change.path, change.old_path) if place}
        # A change of a whole folder may be told by one above the templates.
        if any(
            is_within(place, folder) or is_within(folder, place) for place in places for folder in folders
        ):
            self.learn_site()

    def _forget_site(self) -> None:
        """What the site before says of an article is not true in the next one."""
        self.site_reader, self.site_data = None, {}
        self.update_context()

    def _remember_web(self) -> None:
        remember_web(self._core.settings, self._session)

    def _ask_about_link(self, address: str) -> None:
        """A link of a kind that may start any program: only the author can know whether it is meant."""
        buttons = QMessageBox.StandardButton
        question = self.tr("This link wants another program to open it:\n\n{0}\n\nOpen it?").format(
            one_line(address, 300)
        )
        answer = ask(self._core.window, question, buttons.Open | buttons.Cancel, buttons.Cancel)
        if answer == buttons.Open:
            open_any_link(address)

    def _scroll_preview(self, line: float) -> None:
        if not self._following:
            self.pane.scroll_to_line(line)

    def _scroll_writing(self, line: float) -> None:
        if self._writing is not None:
            # What the preview asks for must not go back to it as a wish of the writing pane's.
            self._following = True
            self._writing.scroll_to(line)
            self._following = False

    def _go_to_line(self, line: float) -> None:
        if self._writing is not None:
            self._writing.go_to_line(int(line))
