"""The front matter of one article, as a form and as raw source: all that is shown and typed belongs to it alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from editor.articles.fields import Kind, kind_of
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.articles.values import KeyPath
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.calendar_popup import CalendarPopup
from editor.ui.fields.field import Note
from editor.ui.fields.form.add_field import first_value
from editor.ui.fields.form.form_edits import FormEdits
from editor.ui.fields.form.form_page import FormPage
from editor.ui.fields.form.half_typed import HalfTyped, half_typed_in
from editor.ui.fields.front_matter_source import FrontMatterSource
from editor.ui.fields.inputs import LineInput, TextInput
from editor.ui.fields.note_line import NoteLine

MOST_CHARACTERS = 100_000
"""A longer block is edited as source only: reading it again for each edit would hold up typing."""

_FORM, _SOURCE, _NOTICE = range(3)


class FrontMatterPage(QWidget):
    """Made for one article and never shown for another: no input, note or cursor can outlive its article.

    An edit is `edited`; the owner keeps the header and calls `show_header` again, for this and for every other
    change of it. `leave` when another article comes in front: from then on every edit is refused, such as one by
    a file dialog that is answered late, until the article is shown again.
    """

    edited = Signal(str, str, str)
    """New header, description for the undo list, merge key ("" joins with nothing)."""
    line_wanted = Signal(int, int)
    """Line and column in the source, from 1; line 0 where it is not known."""
    link_wanted = Signal(str)
    missed = Signal(str)
    """What the author typed came to nothing: one sentence."""

    def __init__(self, palette: Palette, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = ""
        self.context = FormContext()
        self.problem: FrontMatterError | None = None
        # Whether the source opened by itself, and whether the author has turned from it since.
        self.forces_source = False
        self.dismissed = False
        # The rows are being shown, and whether what they show is no longer the newest.
        self._is_showing = self._is_behind = False
        self.edits = FormEdits(tasks, self)
        self.form = FormPage(self.edits, palette, self)
        self.source = FrontMatterSource(palette, self)
        self.notice = NoteLine(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.edits.edited.connect(self._take_edit)
        self.edits.source_wanted.connect(lambda line: self.line_wanted.emit(line, 1))
        self.edits.link_wanted.connect(self.link_wanted)
        self.edits.missed.connect(self.missed)
        # The row that waited for it has no field any more; when this event is over, since it comes from the row.
        self.edits.missed.connect(lambda _said: QTimer.singleShot(0, self, self.settle))
        self.source.edited.connect(
            lambda header, key: self._take_edit(header, self.tr("Edit front matter source"), key)
        )
        self.form.front_matter_wanted.connect(self._add_front_matter)

    def show_header(self, header: str, context: FormContext) -> None:
        """Show a state of the article's front matter block in place.

        A row that goes hands over what is typed in it, and comes back here: the rows follow once they are all through.
        """
        self.header, self.context = header, context
        self.edits.field_order = context.field_order
        self.problem = self._read(header)
        # A block that cannot be read is no ground for an edit: it would bring a former one back.
        self.edits.refusal = (
            "" if self.problem is None else self.tr("Mend the front matter in its source first.")
        )
        self.source.show_source(header, self.problem, read_only=bool(context.read_only_reason))
        if self.problem is None:
            self.dismissed = False
        else:
            self._show_problem(self.problem)
            self.forces_source = not self.dismissed
        self.settle()

    def show_nothing(self, said: str) -> None:
        """Say why there is no front matter here."""
        self.notice.show_note(Note(said))
        self._stack.setCurrentIndex(_NOTICE)

    def show_part(self, *, source: bool) -> None:
        """Show the source, or the form; of a block that cannot be read the notice."""
        self._stack.setCurrentIndex(_SOURCE if source else _FORM if self.problem is None else _NOTICE)

    def settle(self) -> None:
        """Bring the rows up to date, those too that kept an outgrown kind while they were typed in."""
        self._is_behind = True
        if self._is_showing:
            return
        self._is_showing = True
        try:
            while self._is_behind and self.problem is None:
                self._is_behind = False
                self.form.show_fields(self.edits.front_matter, self.context)
        finally:
            self._is_showing = False

    def flush(self) -> bool:
        """Take all pending typing over at once; False where the front matter refused some of it."""
        return self.source.flush() and self.form.fields.flush()

    def is_pending(self) -> bool:
        """Whether any input holds what the header does not."""
        return self.source.is_pending() or self.form.fields.is_pending()

    def half_typed(self) -> list[HalfTyped]:
        """Return what is typed and was not taken over, since it is no value yet."""
        return [*half_typed_in(self.form.fields), *self.form.half_typed_name()]

    def finish_typing(self) -> None:
        """Take over what is being typed or composed, as far as it is a value."""
        inputs: list[TextInput | LineInput] = [*self.findChildren(TextInput), *self.findChildren(LineInput)]
        for field in inputs:
            field.end_composition()
        self.form.fields.end_renaming()
        self.flush()

    def leave(self) -> None:
        """Another article comes in front: take over what is being typed, and nothing after it."""
        for popup in (*self.findChildren(CalendarPopup), *self.findChildren(QMenu)):
            popup.close()
        self.finish_typing()
        self.forces_source = self.dismissed = False
        self.edits.refusal = self.tr("Another article is in front now: nothing was written.")

    def focused_field(self) -> KeyPath | None:
        """Return the field with the cursor, of the first level."""
        focus = QApplication.focusWidget()
        rows = [row for row in self.form.fields.rows if focus is not None and row.isAncestorOf(focus)]
        return rows[0].spec.path if rows else None

    def refresh_colours(self) -> None:
        """Take over the palette's colours and icons."""
        self.form.refresh_colours()
        self.source.refresh_colours()

    def _lay_out(self) -> None:
        notice = QWidget(self)
        notice.setObjectName("brokenPage")
        inside = QVBoxLayout(notice)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignTop)
        for page in (self.form, self.source, notice):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

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
        self.notice.show_note(
            Note(text, "error", show, lambda: self.line_wanted.emit(problem.line, problem.column))
        )

    def _take_edit(self, header: str, description: str, merge_key: str) -> None:
        self.header = header
        self.edited.emit(header, description, merge_key)

    def _add_front_matter(self) -> None:
        context = self.context
        fields = FrontMatter.read(self.header)
        for key, value in context.new_fields.items():
            kind = kind_of(key, value, context.hints)
            empty_date = value == "" and kind is Kind.DATE
            fields = fields.set(key, first_value(kind, context, "yaml") if empty_date else value)
        self._take_edit(fields.text, self.tr("Add front matter"), "")
        written = self.edits.front_matter.key_as_written(next(iter(context.new_fields), ""))
        if written is not None:
            self.form.focus_field((written,))
