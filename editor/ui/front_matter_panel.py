"""The front matter of the article: a form and the raw source, two views of one text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.articles.fields import Kind, kind_of
from editor.articles.front_matter import FrontMatter, FrontMatterError
from editor.ui.fields.add_field import first_value
from editor.ui.fields.context import FormContext
from editor.ui.fields.field import Note
from editor.ui.fields.form_edits import FormEdits
from editor.ui.fields.form_page import FormPage
from editor.ui.fields.inputs import LineInput, TextInput
from editor.ui.fields.note_line import NoteLine
from editor.ui.fields.style import style_sheet
from editor.ui.front_matter_source import FrontMatterSource
from editor.ui.tasks import Tasks
from editor.ui.theme import Theme

MOST_CHARACTERS = 100_000
"""A longer block is edited as source only: reading it again for each edit would hold up typing."""

_FORM, _SOURCE, _NOTICE = range(3)


class FrontMatterPanel(QWidget):
    """Shows a header and turns each edit into a new one.

    The owner takes `header_changed` as one undo step (joining steps with the same merge key) and calls
    `show_header` again, for this and for every other change of the header; the panel updates in place.
    Call `flush` before saving and before another article is shown.
    """

    header_changed = Signal(str, str, str)
    """New header, description for the undo list, merge key ("" joins with nothing)."""
    edit_left_behind = Signal(str, str, str)
    """Article, its new header, description: typing that was still pending when another article was shown."""
    open_link = Signal(str)
    """The author wants to follow a link; the address is not checked beyond http, https and mailto."""

    def __init__(self, theme: Theme, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._header = ""
        self._context = FormContext()
        self._echoed = False
        self._chosen = _FORM
        # Whether the source opened by itself, and whether the author has turned from it since.
        self._forced = False
        self._dismissed = False
        self._problem: FrontMatterError | None = None
        self.edits = FormEdits(tasks, self)
        self.form = FormPage(self.edits, theme, self)
        self.source = FrontMatterSource(theme, self)
        self._notice = NoteLine(self)
        self._stack = QStackedWidget(self)
        self._tabs = QWidget(self)
        self._tabs.setObjectName("formTabs")
        self.form_tab = self._tab(self.tr("Form"), _FORM)
        self.source_tab = self._tab(self.tr("Source"), _SOURCE)
        self._lay_out()
        self._connect()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(280)
        self.setAccessibleName(self.tr("Front matter"))
        self._refresh_colours()
        self.clear()

    @property
    def article(self) -> str:
        """The article on show, as `FormContext.article` names it."""
        return self._context.article

    def show_header(self, header: str, context: FormContext) -> None:
        """Show an article's front matter block; the same article updates in place."""
        if context.article != self._context.article:
            self._leave_article()
            self._forced = self._dismissed = False
        self._echoed = True
        self._header, self._context = header, context
        self.edits.field_order = context.field_order
        self._problem = self._read(header)
        self.source.show_source(header, self._problem, read_only=bool(context.read_only_reason))
        if self._problem is None:
            self._dismissed = False
            self.form.show_fields(self.edits.front_matter, context)
        else:
            self._show_problem(self._problem)
            self._forced = not self._dismissed
        self._tabs.show()
        self._show_page()

    def clear(self) -> None:
        """No article is open."""
        self._leave_article()
        self._header, self._context = "", FormContext()
        self._tabs.hide()
        self._notice.show_note(Note(self.tr("Open an article to see its front matter.")))
        self._stack.setCurrentIndex(_NOTICE)

    def flush(self) -> bool:
        """Take all pending typing over at once; False where the front matter refused some of it."""
        return self.source.flush() and self.form.fields.flush()

    def is_pending(self) -> bool:
        """Whether any input holds what the header does not."""
        return self.source.is_pending() or self.form.fields.is_pending()

    def focus_field(self, key: str) -> None:
        """Put the cursor into the field with this key (any case), e.g. from the list of problems."""
        written = self.edits.front_matter.key_as_written(key)
        if written is not None and self._problem is None:
            self._choose(_FORM)
            self.form.focus_field((written,))

    def show_line(self, line: int, column: int = 1) -> None:
        """Open the source at a line of the file, counted from 1."""
        self._choose(_SOURCE)
        self.source.go_to(line, column)

    def _tab(self, text: str, index: int) -> QToolButton:
        tab = QToolButton(self._tabs)
        tab.setText(text)
        tab.setCheckable(True)
        tab.setChecked(index == _FORM)
        tab.setAccessibleName(self.tr("Front matter as {0}").format(text.lower()))
        tab.clicked.connect(lambda: self._choose_tab(index))
        return tab

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        row = QHBoxLayout(self._tabs)
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(0)
        for tab in (self.form_tab, self.source_tab):
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        notice = QWidget(self)
        notice.setObjectName("brokenPage")
        inside = QVBoxLayout(notice)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self._notice)
        inside.addStretch(1)
        for page in (self.form, self.source, notice):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.edits.edited.connect(self._take_edit)
        self.edits.source_wanted.connect(self.show_line)
        self.edits.link_wanted.connect(self.open_link)
        self.source.edited.connect(
            lambda header, key: self._take_edit(header, self.tr("Edit front matter source"), key)
        )
        self.form.front_matter_wanted.connect(self._add_front_matter)
        self._theme.changed.connect(self._refresh_colours)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _read(self, header: str) -> FrontMatterError | None:
        if len(header) > MOST_CHARACTERS:
            return FrontMatterError(self.tr("This front matter is too long for the form."), 1, 1)
        try:
            if header != self.edits.front_matter.text:
                self.edits.front_matter = FrontMatter.read(header)
        except FrontMatterError as error:
            return error
        if header.strip() and not self.edits.front_matter.format:
            said = self.tr(
                "Front matter begins with --- (YAML), +++ (TOML) or { (JSON) on a line of its own."
            )
            return FrontMatterError(said, 1, 1)
        return None

    def _show_problem(self, problem: FrontMatterError) -> None:
        said = self.tr("The front matter cannot be read. Line {0}, column {1}: {2}")
        text = said.format(problem.line, problem.column, problem.message)
        show = self.tr("Mend it in the source")
        self._notice.show_note(
            Note(text, "error", show, lambda: self.show_line(problem.line, problem.column))
        )

    def _choose_tab(self, index: int) -> None:
        self.flush()
        self._choose(index)
        if index == _SOURCE:
            self.source.editor.setFocus()

    def _choose(self, index: int) -> None:
        self._chosen, self._forced = index, False
        self._dismissed = index == _FORM
        self._show_page()

    def _show_page(self) -> None:
        source = self._forced or self._chosen == _SOURCE
        (self.source_tab if source else self.form_tab).setChecked(True)
        self._stack.setCurrentIndex(_SOURCE if source else _FORM if self._problem is None else _NOTICE)

    def _take_edit(self, header: str, description: str, merge_key: str) -> None:
        self._header = header
        self._echoed = False
        self.header_changed.emit(header, description, merge_key)
        if not self._echoed:
            # Nobody keeps the header for us: go on from our own.
            self.show_header(header, self._context)

    def _leave_article(self) -> None:
        """Rescue what is still being typed for the article on show, under its own name."""
        self.blockSignals(True)
        before = self._header
        inputs: list[TextInput | LineInput] = [*self.findChildren(TextInput), *self.findChildren(LineInput)]
        for field in inputs:
            # Committed later it would go to the next article.
            field.end_composition()
        self.form.fields.end_renaming()
        self.flush()
        # What is no value, such as a half-typed date, is not the next article's either.
        self.form.fields.drop_pending()
        self.blockSignals(False)
        if self._header != before:
            self.edit_left_behind.emit(self.article, self._header, self.tr("Edit front matter"))

    def _add_front_matter(self) -> None:
        context = self._context
        fields = FrontMatter.read(self._header)
        for key, value in context.new_fields.items():
            kind = kind_of(key, value, context.hints)
            empty_date = value == "" and kind is Kind.DATE
            fields = fields.set(key, first_value(kind, context, "yaml") if empty_date else value)
        self._take_edit(fields.text, self.tr("Add front matter"), "")
        self.focus_field(next(iter(context.new_fields), ""))

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is not new and self.isAncestorOf(old):
            self.edits.begin_session()
            # Rows that kept an outgrown kind while they were typed in can change it now.
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        if self._problem is None and not self._tabs.isHidden():
            self.form.show_fields(self.edits.front_matter, self._context)

    def _refresh_colours(self) -> None:
        self.setStyleSheet(style_sheet(self._theme))
        self.form.refresh_colours()
        self.source.refresh_colours()
