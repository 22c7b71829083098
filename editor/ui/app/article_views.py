"""Keeps form, preview and status line with the article in front."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from editor.articles.front_matter.front_matter import FrontMatterError
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.outside import open_any_link, open_link
from editor.ui.common.plain_text import ask, one_line
from editor.ui.common.tasks import Latest
from editor.ui.documents.article_titles import ArticleTitles
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.panels.article_problems import ArticleProblems
from editor.ui.site.form_context import context_for, form_name
from editor.ui.site.learning import SiteLearning
from editor.ui.site.site_session import SiteSession
from editor.ui.writing.article_counts import ArticleCounts
from editor.ui.writing.count_words import count_details, count_line
from editor.ui.writing.writing_pane import WritingPane
from editor.writing.counts import Tally, counts_as_cjk

if TYPE_CHECKING:
    from editor.ui.app.application import Inkstone
    from editor.ui.preview.pane import PreviewPane


class ArticleViews(QObject):
    """Shows the front article in the form and the preview, and takes the form's edits back to it."""

    preview_ready = Signal()
    address_requested = Signal(str)
    place_requested = Signal(object, int)
    """A file and a line in it, counted from 1."""

    def __init__(self, program: Inkstone, session: SiteSession, parent: QObject) -> None:
        super().__init__(parent)
        self._program = program
        self._session = session
        self._article: OpenArticle | None = None
        self._pane: WritingPane | None = None
        self._learning = SiteLearning(session, program.tasks, self)
        self._learning.learned.connect(self._show_header)
        self.problems = ArticleProblems(self._learning, program.tasks, self)
        self.problems.found.connect(lambda found: program.window.status.show_problems(len(found)))
        self.preview: PreviewPane | None = None
        self._contexts: Any = None
        self._reader: Any = None
        self._reading = Latest(program.tasks, self)
        self.theme_link: Any = None
        self.preview_tabs: Any = None
        self.find_bar: Any = None
        self._may_load_web: Callable[[], bool] = lambda: False
        self._site_data: Any = {}
        self._following = False
        self._ended = False
        self._worker: Any = None
        self._titles = ArticleTitles(program.desk, self)
        self._counts = ArticleCounts(self)
        self._counts.counted.connect(self._show_counts)
        self.form = FrontMatterPanel(program.theme, program.tasks)
        program.window.place("article", self.form)
        self.form.header_changed.connect(self._take_header)
        self.form.edit_left_behind.connect(self._take_left_behind)
        self.form.open_link.connect(open_link)
        self.form.missed.connect(lambda said: program.window.status.show_notice(said, lasting=True))
        program.desk.closed.connect(lambda article: self.form.forget(form_name(article)))
        session.begun.connect(self._forget_site)
        session.site_found.connect(lambda _site: self._learn_site())
        session.catalogue_ready.connect(lambda _catalogue: self._learn_site())
        session.articles_changed.connect(lambda _changes: self._learn_site())
        # The web engine is the slowest part to make: when the rest stands.
        QTimer.singleShot(0, self, self._make_preview)

    def follow(self, article: OpenArticle | None) -> None:
        """Show another article, or none."""
        if self._article is not None:
            self.commit(self._article)
            self._article.header_changed.disconnect(self._show_header)
            self._article.moved.disconnect(self._show_header)
        self._leave_pane()
        self._article = article
        self._counts.clear()
        self._program.window.status.show_counts("")
        if article is None:
            self.form.clear()
            if self.preview is not None:
                self.preview.clear()
                self.theme_link.follow(None)
            self.problems.follow(None)
            return
        article.header_changed.connect(self._show_header)
        # Pictures are found, and brought in, beside the file where it is now.
        article.moved.connect(self._show_header)
        self.problems.follow(article)
        self._show_header()
        self._show_preview()

    def commit(self, article: OpenArticle) -> None:
        """Take over what is typed in the form but not yet part of the article."""
        if article is self._article:
            self.form.flush()

    def shut_down(self) -> None:
        """End the preview's process and page."""
        self._ended = True
        self._leave_pane()
        if self.preview is not None:
            self.theme_link.shut_down()
            self.preview.shut_down()
        if self._worker is not None:
            self._worker.stop()

    # -- form ----------------------------------------------------------------------------------------

    def _show_header(self) -> None:
        article = self._article
        if article is None:
            return
        try:
            fields = article.front_matter().fields
        except FrontMatterError:
            fields = {}
        context = context_for(
            form_name(article),
            article.path,
            article.read_only_reason,
            fields,
            self._learning.knowledge,
            lambda: datetime.now(UTC),
            self._learning.verdict,
        )
        self.form.show_header(article.header, context)
        self._update_preview_context()

    def _take_left_behind(self, article: str, header: str, description: str) -> None:
        """Typing that was pending when its article left the form still belongs to that article."""
        for other in self._program.desk.articles():
            if form_name(other) == article:
                other.set_header(header, description)

    def _take_header(self, header: str, description: str, merge_key: str) -> None:
        if self._article is not None:
            self._article.set_header(header, description, merge_key)

    # -- preview -------------------------------------------------------------------------------------

    def _make_preview(self) -> None:
        if self._ended:
            return
        # Imported only now: the web engine's libraries take longer than the whole rest of the window.
        pane = importlib.import_module("editor.ui.preview.pane")
        worker = importlib.import_module("editor.ui.preview.worker")
        tabs = importlib.import_module("editor.ui.preview.tabs")
        links = importlib.import_module("editor.ui.theme_preview.link")
        self._contexts = importlib.import_module("editor.ui.preview.context")
        self._worker = worker.PreviewWorker(self)
        program = self._program
        preview: PreviewPane = pane.PreviewPane(program.theme, self._worker)
        self.preview = preview
        self.theme_link = links.ThemeLink(program.theme, program.tasks, self._session, program.settings, self)
        self.theme_link.line_requested.connect(self.place_requested)
        self.preview_tabs = tabs.PreviewTabs(program.theme, preview, self.theme_link.make)
        program.window.place("preview", self.preview_tabs)
        finding = importlib.import_module("editor.ui.preview.find_bar")  # with the pane it searches
        self.find_bar = finding.PreviewFindBar(program.theme, preview)
        self.preview_tabs.above.addWidget(self.find_bar)
        preview.found.connect(self.find_bar.show_count)
        preview.completed.connect(self.find_bar.resume)
        preview.link_questioned.connect(self._ask_about_link)
        preview.remote_images_allowed.connect(lambda: links.remember_web(program.settings, self._session))
        self._may_load_web = lambda: links.allows_web(program.settings, self._session)
        preview.scrolled_to.connect(self._scroll_writing)
        preview.line_clicked.connect(self._go_to_line)
        preview.link_activated.connect(open_link)
        preview.article_requested.connect(self.address_requested)
        preview.problems_found.connect(self.problems.take_text)
        preview.page_changed.connect(self._counts.take)
        self._learn_site()
        self._show_preview()
        self.preview_ready.emit()

    def _show_preview(self) -> None:
        pane = self._program.desk.pane()
        if self.preview is None or self._article is None or pane is None:
            return
        self.find_bar.begin()
        self.preview.show_article(self._article.document, self._preview_context())
        self.theme_link.follow(self._article)
        self._pane = pane
        pane.scrolled_to.connect(self._scroll_preview)
        self._scroll_preview(pane.top_line())

    def _leave_pane(self) -> None:
        pane, self._pane = self._pane, None
        if pane is not None:
            pane.scrolled_to.disconnect(self._scroll_preview)

    def _update_preview_context(self) -> None:
        if self.preview is not None and self._article is not None and self._pane is not None:
            self.preview.update_context(self._preview_context())

    def _preview_context(self) -> Any:
        article = self._article
        assert article is not None
        try:
            fields = article.front_matter().fields
        except FrontMatterError:
            fields = {}
        context = self._contexts.preview_context(
            article.path,
            fields,
            self._reader,
            self._site_data,
            self._learning.inherited(article.path, fields),
        )
        context["allow_remote_images"] = self._may_load_web()
        return context

    def _forget_site(self) -> None:
        """What the site before says of an article is not true in the next one."""
        self._reader, self._site_data = None, {}
        self._update_preview_context()

    def _learn_site(self) -> None:
        """Read the site's templates and settings for the preview, beside the UI thread."""
        site = self._session.site
        if site is None or self.preview is None:
            return
        reader = self._contexts.SiteReader(site)
        self._reading.run(
            reader.plain_data,
            self._session.catalogue,
            on_done=lambda data: self._take_site_data(site, reader, data),
        )

    def _take_site_data(self, site: object, reader: Any, data: Any) -> None:
        if site is self._session.site:
            if data != self._site_data:
                self.problems.await_text()
            self._reader, self._site_data = reader, data
            self._update_preview_context()

    def find_in_preview(self) -> None:
        """Open the find bar of the preview."""
        if self.preview_tabs is not None:
            self._program.window.show_panel("preview", True)
            self.preview_tabs.show_theme(False)
            self.find_bar.open()

    def _ask_about_link(self, address: str) -> None:
        """A link of a kind that may start any program: only the author can know whether it is meant."""
        buttons = QMessageBox.StandardButton
        question = self.tr("This link wants another program to open it:\n\n{0}\n\nOpen it?").format(
            one_line(address, 300)
        )
        answer = ask(self._program.window, question, buttons.Open | buttons.Cancel, buttons.Cancel)
        if answer == buttons.Open:
            open_any_link(address)

    def _scroll_preview(self, line: float) -> None:
        if self.preview is not None and not self._following:
            self.preview.scroll_to_line(line)

    def _scroll_writing(self, line: float) -> None:
        if self._pane is not None:
            # What the preview asks for must not go back to it as a wish of the writing pane's.
            self._following = True
            self._pane.scroll_to(line)
            self._following = False

    def _go_to_line(self, line: float) -> None:
        if self._pane is not None:
            self._pane.go_to_line(int(line))

    def _show_counts(self, tally: Tally) -> None:
        article, site = self._article, self._session.site
        if article is None:
            return
        try:
            fields = article.front_matter().fields
        except FrontMatterError:
            fields = {}
        # Whether Hugo counts characters depends on the presence of one Han letter: the start tells nearly always.
        sample = article.header + article.document.firstBlock().text()
        if tally.ideographs:
            sample += "\u5b57"
        cjk = counts_as_cjk(sample, fields, site_has_cjk=site is not None and site.config.has_cjk_language)
        people, hugo = tally.people(), tally.hugo(cjk=cjk)
        self._program.window.status.show_counts(
            count_line(people, is_han=tally.ideographs > tally.spelled), count_details(people, hugo)
        )
