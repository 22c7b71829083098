"""Keeps form, preview and status line with the article in front."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.ui.app.core import Core
from editor.ui.article.fields import fields_of
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.outside import open_link
from editor.ui.documents.article_titles import ArticleTitles
from editor.ui.fields.front_matter_panel import FrontMatterPanel
from editor.ui.panels.article_problems import ArticleProblems
from editor.ui.site.form_context import context_for, form_name
from editor.ui.site.learning import SiteLearning
from editor.ui.site.site_session import SiteSession
from editor.ui.window.panel_areas import PanelArea
from editor.ui.writing.article_counts import ArticleCounts
from editor.ui.writing.count_words import count_details, count_line
from editor.writing.counts import Tally, counts_as_cjk

if TYPE_CHECKING:
    from editor.ui.app.article_preview import ArticlePreview
    from editor.ui.preview.find_bar import PreviewFindBar
    from editor.ui.preview.pane import PreviewPane
    from editor.ui.preview.tabs import PreviewTabs
    from editor.ui.theme_preview.link import ThemeLink


class ArticleViews(QObject):
    """Shows the front article in the form and the preview, and takes the form's edits back to it."""

    preview_ready = Signal()
    address_requested = Signal(str)
    place_requested = Signal(object, int)
    """A file and a line in it, counted from 1."""

    def __init__(self, core: Core, session: SiteSession, parent: QObject) -> None:
        super().__init__(parent)
        self._core = core
        self._session = session
        self._article: OpenArticle | None = None
        self.learning = SiteLearning(session, core.tasks, self)
        self.learning.learned.connect(self._show_header)
        self.problems = ArticleProblems(self.learning, core.tasks, self)
        self.problems.found.connect(lambda found: core.window.status.show_problems(len(found)))
        self.article_preview: ArticlePreview | None = None
        self._ended = False
        self._titles = ArticleTitles(core.open_articles, self)
        self._counts = ArticleCounts(self)
        self._counts.counted.connect(self._show_counts)
        self.form = FrontMatterPanel(core.palette, core.tasks)
        core.window.place(PanelArea.ARTICLE, self.form)
        self.form.header_changed.connect(self._take_header)
        self.form.edit_left_behind.connect(self._take_left_behind)
        self.form.open_link.connect(open_link)
        self.form.missed.connect(lambda said: core.window.status.show_notice(said, lasting=True))
        core.open_articles.closed.connect(lambda article: self.form.forget(form_name(article)))
        # The web engine is the slowest part to make: when the rest stands.
        QTimer.singleShot(0, self, self._make_preview)

    @property
    def preview(self) -> PreviewPane | None:
        """The page of the article in front, once it is made."""
        return self.article_preview.pane if self.article_preview is not None else None

    @property
    def preview_tabs(self) -> PreviewTabs | None:
        """The preview with its head, once it is made."""
        return self.article_preview.tabs if self.article_preview is not None else None

    @property
    def theme_link(self) -> ThemeLink | None:
        """The way to the theme preview, once it is made."""
        return self.article_preview.theme_link if self.article_preview is not None else None

    @property
    def find_bar(self) -> PreviewFindBar | None:
        """The preview's find bar, once it is made."""
        return self.article_preview.find_bar if self.article_preview is not None else None

    def follow(self, article: OpenArticle | None) -> None:
        """Show another article, or none."""
        if self._article is not None:
            self.commit(self._article)
            self._article.header_changed.disconnect(self._show_header)
            self._article.moved.disconnect(self._show_header)
        if self.article_preview is not None:
            self.article_preview.leave()
        self._article = article
        self._counts.hold()
        self._core.window.status.show_counts("")
        if article is None:
            self.form.clear()
            if self.article_preview is not None:
                self.article_preview.clear()
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

    def find_in_preview(self) -> None:
        """Open the find bar of the preview."""
        if self.article_preview is not None:
            self.article_preview.find()

    def shut_down(self) -> None:
        """End the preview's process and page."""
        self._ended = True
        if self.article_preview is not None:
            self.article_preview.shut_down()

    def _show_header(self) -> None:
        article = self._article
        if article is None:
            return
        context = context_for(
            form_name(article),
            article.path,
            article.read_only_reason,
            fields_of(article),
            self.learning.knowledge,
            lambda: datetime.now(UTC),
            self.learning.verdict,
        )
        self.form.show_header(article.header, context)
        if self.article_preview is not None:
            self.article_preview.update_context()

    def _take_left_behind(self, article: str, header: str, description: str) -> None:
        """Typing that was pending when its article left the form still belongs to that article."""
        for other in self._core.open_articles.articles():
            if form_name(other) == article:
                other.set_header(header, description)

    def _take_header(self, header: str, description: str, merge_key: str) -> None:
        if self._article is not None:
            self._article.set_header(header, description, merge_key)

    def _make_preview(self) -> None:
        if self._ended:
            return
        # Imported only now: the web engine's libraries take longer than the whole rest of the window.
        from editor.ui.app.article_preview import ArticlePreview

        preview = ArticlePreview(self._core, self._session, self.learning, self.problems, self)
        preview.address_requested.connect(self.address_requested)
        preview.place_requested.connect(self.place_requested)
        preview.pass_on_page(self._counts.take)
        self.article_preview = preview
        self._show_preview()
        self.preview_ready.emit()

    def _show_preview(self) -> None:
        writing = self._core.open_articles.pane()
        if self.article_preview is not None and self._article is not None and writing is not None:
            stays = self.article_preview.follow(self._article, writing)
            if stays:
                self._counts.tell()

    def _show_counts(self, tally: Tally) -> None:
        article, site = self._article, self._session.site
        if article is None:
            return
        # Whether Hugo counts characters depends on the presence of one Han letter: the start tells nearly always.
        sample = article.header + article.document.firstBlock().text()
        if tally.ideographs:
            sample += "\u5b57"
        has_cjk = site is not None and site.config.has_cjk_language
        cjk = counts_as_cjk(sample, fields_of(article), site_has_cjk=has_cjk)
        people, hugo = tally.people(), tally.hugo(cjk=cjk)
        self._core.window.status.show_counts(
            count_line(people, is_han=tally.ideographs > tally.spelled), count_details(people, hugo)
        )
