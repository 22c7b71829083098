"""The front matter of the article in front: a form and the raw source, two views of one text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.context import FormContext
from editor.ui.fields.form.form_page import FormPage
from editor.ui.fields.form.half_typed import HalfTyped
from editor.ui.fields.front_matter_page import FrontMatterPage
from editor.ui.fields.front_matter_source import FrontMatterSource
from editor.ui.fields.kept_pages import KeptPages
from editor.ui.fields.style import style_sheet
from editor.ui.fields.view_tabs import ViewTabs


class FrontMatterPanel(QWidget):
    """Shows a header and turns each edit into a new one.

    The owner takes `header_changed` as one undo step (joining steps with the same merge key) and calls
    `show_header` again, for this and for every other change of the header; the panel updates in place.
    Call `flush` before saving and before another article is shown, and `forget` when one is closed.

    Every article has a page of its own, so that nothing on it can be another article's.
    """

    header_changed = Signal(str, str, str)
    """New header, description for the undo list, merge key ("" joins with nothing)."""
    edit_left_behind = Signal(str, str, str)
    """Article, its new header, description: typing that was still pending when another article was shown."""
    missed = Signal(str)
    """What the author typed came to nothing, since another program took its field away: one sentence."""
    open_link = Signal(str)
    """The author wants to follow a link; the address is not checked beyond http, https and mailto."""

    def __init__(self, palette: Palette, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._tasks = palette, tasks
        self._echoed = self._leaving = False
        self._wants_source = False
        self._pages = KeptPages(self)
        self._tabs = ViewTabs(self)
        self._tabs.chosen.connect(self._choose_tab)
        self.form_tab, self.source_tab = self._tabs.form, self._tabs.source
        self._page = self._nothing = self._new_page()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tabs)
        layout.addWidget(self._pages, 1)
        palette.changing.connect(self._pages.drop_hidden)
        palette.changed.connect(self._refresh_colours)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(280)
        self.setAccessibleName(self.tr("Front matter"))
        self._refresh_colours()
        self.clear()

    @property
    def form(self) -> FormPage:
        """The form of the article on show."""
        return self._page.form

    @property
    def source(self) -> FrontMatterSource:
        """The raw source of the article on show."""
        return self._page.source

    @property
    def page(self) -> FrontMatterPage:
        """All of the article on show."""
        return self._page

    def show_header(self, header: str, context: FormContext) -> None:
        """Show an article's front matter block; the same article updates in place."""
        page = self._pages.page(context.article) or self._new_page()
        field = self._page.focused_field() if page is not self._page else None
        if page is not self._page:
            self._leave_article()
        self._echoed = True
        page.show_header(header, context)
        if page is not self._page:
            self._page = page
            self._pages.bring_in_front(page)
            if field is not None and page.form.row(field) is not None:
                page.form.focus_field(field)
        self._tabs.show()
        self._show_part()

    def clear(self) -> None:
        """No article is open."""
        self._leave_article()
        self._page = self._nothing
        self._nothing.show_nothing(self.tr("Open an article to see its front matter."))
        self._tabs.hide()
        self._pages.setCurrentWidget(self._nothing)

    def forget(self, article: str) -> None:
        """An article is closed: its page goes with it."""
        page = self._pages.page(article)
        if page is self._page and page is not None:
            self.clear()
        self._pages.drop(article)

    def flush(self) -> bool:
        """Take all pending typing over at once; False where the front matter refused some of it."""
        return self._page.flush()

    def is_pending(self) -> bool:
        """Whether any input holds what the header does not."""
        return self._page.is_pending()

    def half_typed(self, article: str) -> list[HalfTyped]:
        """Return what is typed for an article and is no value yet; what is a value is taken over first."""
        page = self._pages.page(article)
        if page is None:
            return []
        if page is self._page:
            page.finish_typing()
        return page.half_typed()

    def go_to(self, article: str, half_typed: HalfTyped) -> None:
        """Put the cursor where text is half typed, once its article is in front."""
        if self._pages.page(article) is self._page and isValid(half_typed.at):
            self._choose(source=False)
            half_typed.at.setFocus()
            self._page.form.ensureWidgetVisible(half_typed.at, 0, 24)

    def focus_field(self, key: str) -> None:
        """Put the cursor into the field with this key (any case), e.g. from the list of problems."""
        written = self._page.edits.front_matter.key_as_written(key)
        if written is not None and self._page.problem is None:
            self._choose(source=False)
            self._page.form.focus_field((written,))

    def show_line(self, line: int, column: int = 1) -> None:
        """Open the source at a line of the file, counted from 1."""
        self._choose(source=True)
        self._page.source.go_to(line, column)

    def _new_page(self) -> FrontMatterPage:
        page = FrontMatterPage(self._palette, self._tasks, self._pages)
        page.edited.connect(lambda *edit: self._take_edit(page, *edit))
        page.line_wanted.connect(self.show_line)
        page.link_wanted.connect(self.open_link)
        page.missed.connect(self.missed)
        page.refresh_colours()
        self._pages.addWidget(page)
        return page

    def _choose_tab(self, source: bool) -> None:
        self.flush()
        self._choose(source=source)
        if source:
            self._page.source.editor.setFocus()

    def _choose(self, *, source: bool) -> None:
        self._wants_source, self._page.forces_source = source, False
        self._page.dismissed = not source
        self._show_part()

    def _show_part(self) -> None:
        source = self._page.forces_source or self._wants_source
        self._tabs.show_chosen(source=source)
        self._page.show_part(source=source)

    def _take_edit(self, page: FrontMatterPage, header: str, description: str, merge_key: str) -> None:
        if page is not self._page or self._leaving:
            return
        self._echoed = False
        self.header_changed.emit(header, description, merge_key)
        if not self._echoed:
            # Nobody keeps the header for us: go on from our own.
            self.show_header(header, page.context)

    def _leave_article(self) -> None:
        """Rescue what is still being typed for the article on show, under its own name."""
        before = self._page.header
        self._leaving = True
        self._page.leave()
        self._leaving = False
        if self._page.header != before:
            self.edit_left_behind.emit(
                self._page.context.article, self._page.header, self.tr("Edit front matter")
            )

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is not new and self.isAncestorOf(old):
            self._page.edits.begin_session()
            # Rows that kept an outgrown kind while they were typed in can change it now.
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        if not self._tabs.isHidden():
            self._page.settle()

    def _refresh_colours(self) -> None:
        self.setStyleSheet(style_sheet(self._palette))
        for page in (self._nothing, *self._pages.pages()):
            page.refresh_colours()
