"""Steps in the form of the front matter: every kind of field, and the raw source."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter
from editor.ui.fields.dates.date_field import DateField
from editor.ui.fields.field import FieldEditor, TypedField
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.lists.list_field import ListField
from tests.resident.tokens import is_in_word, tokens_in
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key

TEXT_KEYS = ("title", "title", "description", "description", "summary", "source_url")
WAYS = ("write over", "write behind", "write before", "empty", "write over, then press Escape in")


def editor_of(world: World, key: str) -> FieldEditor:
    """The editor of a field, brought in sight as a wheel would; the author turns to the form for it."""
    world.front()
    panel = world.bench.views.form
    if not panel.isVisible():
        raise MeaninglessError
    if not panel.form.isVisible():
        world.click(panel.form_tab)
    row = panel.form.row((key,))
    if row is None or not row.isVisible() or row.editor.spec.locked:
        raise MeaninglessError
    panel.form.ensureWidgetVisible(row, 0, 24)
    return row.editor


def come_to(world: World, widget: QWidget) -> None:
    """Click into an input."""
    world.click(widget)
    if QApplication.focusWidget() is not widget:
        raise MeaninglessError


@step("text field", 16, "{1} the field {0!r}", lambda c: (c.choice(TEXT_KEYS), c.choice(WAYS)))
def text_field(world: World, key: str, how: str) -> None:
    editor = editor_of(world, key)
    if not isinstance(editor, TypedField) or editor.value_of.__func__ is not TypedField.value_of:
        raise MeaninglessError
    come_to(world, editor.input)
    before = tokens_in(editor.input.text())
    if how == "write behind":
        world.key(Key.Key_End, CTRL)
        world.write(" " + world.tokens.new())
    elif how == "write before":
        world.key(Key.Key_Home, CTRL)
        world.write(world.tokens.new() + " ")
    else:
        # Over what was typed here since the field was come to, the author writes knowingly.
        world.tokens.given_up |= before
        world.key(Key.Key_A, CTRL)
        if how == "empty":
            world.key(Key.Key_Backspace)
        else:
            world.write("新" + world.tokens.new())
        if how.endswith("Escape in"):
            world.tokens.given_up |= tokens_in(editor.input.text())
            world.key(Key.Key_Escape)


@step("switch", 3, "turn the switch of {0!r}", lambda c: ("draft",))
def switch(world: World, key: str) -> None:
    editor = editor_of(world, key)
    if not hasattr(editor, "switch"):
        raise MeaninglessError
    world.click(editor.switch)


@step(
    "form or source",
    3,
    "turn to the {0} of the front matter",
    lambda c: (c.choice(["form", "form", "source"]),),
)
def form_or_source(world: World, which: str) -> None:
    world.front()
    panel = world.bench.views.form
    world.click(panel.form_tab if which == "form" else panel.source_tab)


@step("source", 4, "write a line {0} into the raw front matter", lambda c: (c.choice(["of a new key", "that breaks it"]),))  # fmt: skip
def source(world: World, what: str) -> None:
    article = world.front()
    panel = world.bench.views.form
    if not panel.source.isVisible() or article.read_only_reason or not article.header:
        raise MeaninglessError
    come_to(world, panel.source.editor)
    word = world.tokens.new()
    mark = article.header.lstrip()[:1]
    line = {"-": f"x{word}: {word}", "+": f'x{word} = "{word}"', "{": f'"x{word}": "{word}",'}.get(mark)
    if line is None:
        raise MeaninglessError
    world.key(Key.Key_Home, CTRL)
    world.key(Key.Key_End)
    world.key(Key.Key_Return)
    world.write(line if what == "of a new key" else f"{word}: ['")


@step(
    "chip",
    6,
    "{0} of the tags",
    lambda c: (
        c.choice(
            [
                "add a term",
                "add a term",
                "remove the first term",
                "write over the first term",
                "write over the last term and press Escape",
                "move the first term",
            ]
        ),
    ),
)
def chip(world: World, what: str) -> None:
    editor = editor_of(world, "tags")
    if not isinstance(editor, ListField):
        raise MeaninglessError
    if what == "add a term":
        come_to(world, editor.entry)
        world.write(f"標{world.tokens.new()}")
        world.key(Key.Key_Return)
        return
    chips = editor.row.chips
    if not chips:
        raise MeaninglessError
    first = chips[-1] if "last" in what else chips[0]
    world.click(first, first.rect().center() - QPoint(8, 0))
    if QApplication.focusWidget() is not first:
        raise MeaninglessError
    if what.startswith("remove"):
        world.key(Key.Key_Delete)
    elif what.startswith("move"):
        world.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    else:
        world.key(Key.Key_F2)
        word = world.tokens.new()
        world.write(word)
        if "Escape" in what:
            world.tokens.given_up.add(word)
            world.key(Key.Key_Escape)
        else:
            world.key(Key.Key_Return)


@step("number", 3, "write {0!r} into the field 'weight'", lambda c: (c.choice(["5", "12", "", "x", "1.5"]),))
def number(world: World, text: str) -> None:
    _write_over(world, editor_of(world, "weight"), text)


@step(
    "day",
    3,
    "write {0!r} into the field 'date'",
    lambda c: (c.choice(["2026-05-06", "2026-13-01", "", "2027-1-2"]),),
)
def day(world: World, text: str) -> None:
    editor = editor_of(world, "date")
    if not isinstance(editor, DateField):
        raise MeaninglessError
    _write_over(world, editor, text, editor.day)


def _write_over(world: World, editor: FieldEditor, text: str, widget: QWidget | None = None) -> None:
    widget = widget or getattr(editor, "input", None)
    if widget is None:
        raise MeaninglessError
    come_to(world, widget)
    world.tokens.given_up |= tokens_in(widget.text())
    world.key(Key.Key_A, CTRL)
    world.key(Key.Key_Backspace)
    world.write(text)


@step(
    "rename field",
    1,
    "rename the field {0!r}",
    lambda c: (c.choice(["summary", "description", "categories"]),),
)
def rename_field(world: World, key: str) -> None:
    editor = editor_of(world, key)
    if not editor.inputs():
        raise MeaninglessError
    come_to(world, editor.inputs()[0])
    world.key(Key.Key_F2)
    world.write(f"x{world.tokens.new()}")
    world.key(Key.Key_Return)


@step(
    "remove field", 1, "remove the field {0!r}", lambda c: (c.choice(["summary", "description", "weight"]),)
)
def remove_field(world: World, key: str) -> None:
    editor = editor_of(world, key)
    if not editor.inputs():
        raise MeaninglessError
    come_to(world, editor.inputs()[0])
    world.key(Key.Key_Delete, CTRL | Qt.KeyboardModifier.ShiftModifier)


@step(
    "compose in field",
    4,
    "compose a word in the field {0!r} and {1}",
    lambda c: (c.choice(TEXT_KEYS), c.choice(["commit it", "leave it in the making"])),
)
def compose_in_field(world: World, key: str, end: str) -> None:
    editor = editor_of(world, key)
    if not isinstance(editor, TypedField):
        raise MeaninglessError
    come_to(world, editor.input)
    field = editor.input
    place = field.cursorPosition() if isinstance(field, LineInput) else field.textCursor().position()
    if is_in_word(field.text(), place):
        # The click fell into a typed word, which would be two pieces of a word from now on.
        world.key(Key.Key_End)
    if end == "commit it":
        world.compose(f"字{world.tokens.new()}", "ㄗㄗ")
    else:
        world.compose_only("ㄗㄗ")


@step(
    "chip meanwhile",
    2,
    "write over the first of the tags while another program puts one before it",
)
def chip_meanwhile(world: World) -> None:
    article, editor = world.front(), editor_of(world, "tags")
    if (
        not isinstance(editor, ListField)
        or not editor.row.chips
        or article.is_dirty()
        or article.path is None
    ):
        raise MeaninglessError
    if not article.path.is_file() or not article.header.startswith("---"):
        raise MeaninglessError
    terms = [chip.text() for chip in editor.row.chips]
    first = editor.row.chips[0]
    world.click(first, first.rect().center() - QPoint(8, 0))
    if QApplication.focusWidget() is not first:
        raise MeaninglessError
    world.key(Key.Key_F2)
    word = world.tokens.new()
    world.write(word)
    other = FrontMatter.read(article.header).set("tags", ["theirs", *terms]).text
    article.path.write_bytes(
        Article.from_bytes(article.path.read_bytes()).with_editor_header(other).to_bytes()
    )
    world.look_at_disk(article.path)
    world.rest.reach()
    if world.dialog() is not None:
        return
    world.key(Key.Key_Return)
    world.rest.reach()
    now = FrontMatter.read(article.header).fields.get("tags")
    now = now if isinstance(now, list) else [now]
    lacking = [term for term in ["theirs", *terms[1:]] if term not in map(str, now)]
    if lacking:
        world.found.append(f"chips: {lacking} went when {terms[0]!r} was written over: {now}")


@step(
    "format in field",
    3,
    "press {1} in the field {0!r}",
    lambda c: (c.choice(TEXT_KEYS), c.choice(["Ctrl+B", "Ctrl+I", "Ctrl+1", "Ctrl+K"])),
)
def format_in_field(world: World, key: str, keys: str) -> None:
    article, editor = world.front(), editor_of(world, key)
    if not isinstance(editor, TypedField):
        raise MeaninglessError
    come_to(world, editor.input)
    # What another program has just written changes the text too.
    world.rest.reach()
    if world.front() is not article or QApplication.focusWidget() is not editor.input:
        raise MeaninglessError
    before = article.body()
    world.key(keys[-1].lower(), CTRL)
    if article.body() != before:
        world.found.append(f"focus: {keys} in the field {key!r} changed the text of the article")
