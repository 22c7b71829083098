"""The oracle's view of the form: each input against that key of the article in front, read anew from its text."""

from __future__ import annotations

from collections.abc import Iterator

from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.ui.fields.dates.date_field import DateField
from editor.ui.fields.dates.date_text import short_clock, written_text
from editor.ui.fields.dates.written_date import WrittenDate
from editor.ui.fields.field import TypedField
from editor.ui.fields.form.field_row import FieldRow
from editor.ui.fields.kinds.number_field import read_number
from editor.ui.fields.kinds.yes_no_field import YesNoField, is_yes
from editor.ui.fields.lists.list_field import ListField
from editor.ui.fields.lists.term_values import term_text, terms_of
from tests.resident.world import World


def look(world: World) -> Iterator[str]:
    """Yield what the form shows otherwise than the article in front has it."""
    front, panel = world.open_articles.front(), world.bench.views.form
    if front is None:
        return
    header = front.header
    source = panel.source
    if source.isVisible() and not source.is_pending() and source.editor.text() != header:
        yield f"source: shows {source.editor.text()!r}, the article has {header!r}"
    try:
        fields = FrontMatter.read(header).fields
    except FrontMatterError:
        if panel.form.isVisible():
            yield "form: shows fields of a front matter that does not parse"
        return
    if not panel.form.isVisible():
        return
    rows = {row.spec.path[0]: row for row in panel.form.fields.rows}
    # What is half typed stays where it is when another program takes its field away.
    rows = {key: row for key, row in rows.items() if key in fields or not row.editor.is_pending()}
    if set(rows) != set(fields):
        yield f"form: shows the fields {sorted(map(str, rows))}, the article has {sorted(map(str, fields))}"
        return
    for key, value in fields.items():
        yield from look_at(world, key, value, rows[key])


def look_at(world: World, key: str, value: object, row: FieldRow) -> Iterator[str]:
    """Yield what one row shows otherwise than its key's value."""
    editor = row.editor
    if editor.is_pending() and (editor.error or _has_focus(world, row)):
        return  # being typed, or refused with a word about it
    shown: object
    if isinstance(editor, ListField):
        shown, wanted = [chip.text() for chip in editor.row.chips], [term_text(v) for v in terms_of(value)]
    elif isinstance(editor, YesNoField):
        shown, wanted = editor.switch.isChecked(), is_yes(value)
    elif isinstance(editor, DateField):
        text = written_text(value)
        written = WrittenDate.read(text)
        shown = editor.day.text(), editor.clock.text()
        wanted = (written.day, short_clock(written)) if written is not None else (text, "")
    elif isinstance(editor, TypedField):
        shown, wanted = editor.input.text(), "" if value is None else str(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and read_number(shown) == value:
            return
    else:
        return
    if shown != wanted:
        yield f"form: the field {key!r} shows {shown!r}, the article has {wanted!r}"


def _has_focus(world: World, row: FieldRow) -> bool:
    focus = world.window.focusWidget()
    return focus is not None and row.isAncestorOf(focus)
