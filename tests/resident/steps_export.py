"""Steps that export: the dialog takes what was asked for, writes what it says, and saves nothing unasked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from editor.export.formats import Format
from editor.ui.export.dialog import ExportDialog
from tests.resident import oracle_preview
from tests.resident.site import ARTICLES
from tests.resident.steps_open_articles import library_row
from tests.resident.tokens import tokens_in
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

CTRL = Qt.KeyboardModifier.ControlModifier
ENDINGS = {form.value: f"*{form.suffix}" for form in Format if not form.needs_web_engine}
BUTTONS = {
    "what is saved": "saved_only_button",
    "all that is typed": "export_button",
    "nothing, after all": "",
}


@step(
    "export", 2, "export the article in front as {0}: {1}",
    lambda c: (c.choice(list(ENDINGS)), c.choice(list(BUTTONS))),
)  # fmt: skip
def export_front(world: World, form: str, button: str) -> None:
    # An article that is being opened comes in front before it, or after it.
    world.rest.reach()
    front = world.front()
    world.click(world.pane().viewport())
    _export(world, [front.path], form, button)


@step(
    "export several", 1, "select articles {0} and {1} in the library, export them as {2}: {3}",
    lambda c: (*c.sample(range(len(ARTICLES)), 2), c.choice(list(ENDINGS)), c.choice(list(BUTTONS))),
)  # fmt: skip
def export_several(world: World, one: int, other: int, form: str, button: str) -> None:
    world.front()
    view = world.bench.library.list
    for number in (one, other):
        world.click(view.viewport(), library_row(world, number), modifiers=CTRL)
    chosen = world.bench.library.selected_paths()
    if len(chosen) < 2:
        raise MeaninglessError
    _export(world, chosen, form, button)


def _export(world: World, chosen: list[Path], form: str, button: str) -> None:
    world.trigger("export")
    world.rest.reach()
    dialog: Any = world.dialog()
    if not hasattr(dialog, "choices"):
        raise MeaninglessError  # there is no file yet: a sentence says so
    if dialog.choices.paths() != chosen:
        world.found.append(f"export: is for {dialog.choices.paths()}, asked for {chosen}")
    out = world.folder / "exported"
    number = len(list(out.glob("*")))
    _choose(world, dialog, form, out / str(number))
    before = _files(world)
    unsaved = {article for article in world.open_articles.unsaved() if article.path in chosen}
    said = dialog.choices.hint.text()
    if bool(unsaved) != ("not saved" in said):
        world.found.append(
            f"export: {len(unsaved)} of the articles have unsaved text, the dialog says {said!r}"
        )
    is_saving = bool(unsaved) and button == "all that is typed"
    _press(world, dialog, BUTTONS[button], has_unsaved=bool(unsaved))
    if not is_saving and _files(world) != before:
        world.found.append("export: an article's file was changed though nobody asked for that")
    if button == "nothing, after all":
        if out.is_dir() and len(list(out.glob("*"))) > number:
            world.found.append("export: something was written though it was called off")
        return
    if world.dialog() is not dialog:
        return  # what could not be saved is told in a dialog of its own, and nothing is exported
    if is_saving and any(article.is_dirty() for article in unsaved):
        world.found.append("export: an article was to be saved and is not")
    _compare(world, dialog, chosen, form, out / str(number))
    world.click(dialog.result_page.close_button)


def _choose(world: World, dialog: ExportDialog, form: str, out: Path) -> None:
    """Choose the format by keys and type the folder."""
    choices = dialog.choices
    choices.format.setFocus()
    world.key(Qt.Key.Key_Home)
    for _ in range(choices.format.findData(form)):
        world.key(Qt.Key.Key_Down)
    world.click(choices.folder)
    world.key(Qt.Key.Key_A, CTRL)
    world.write(str(out))
    if choices.format.currentData() != form or choices.out() != out:
        world.found.append(
            f"export: goes to {choices.out()} as {choices.format.currentData()}, not {out} as {form}"
        )


def _press(world: World, dialog: ExportDialog, name: str, *, has_unsaved: bool) -> None:
    if not name:
        world.key(Qt.Key.Key_Escape)
    else:
        world.click(getattr(dialog, name) if has_unsaved else dialog.export_button)
    world.rest.reach()


def _files(world: World) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in world.in_folder()}


def _compare(world: World, dialog: ExportDialog, chosen: list[Path], form: str, out: Path) -> None:
    """What was written is what the dialog says, and holds what the articles' files hold."""
    files = sorted(out.rglob(ENDINGS[form])) if out.is_dir() else []
    said = dialog.result_page.summary.text().splitlines()[0]
    counted = {0: "No article was written.", 1: "1 article was written."}
    if said != counted.get(len(files), f"{len(files)} articles were written."):
        world.found.append(f"export: wrote {len(files)} files, says {said!r} {_problems(dialog)}")
    if len(files) != len(chosen) and not dialog.result_page.problems.count():
        world.found.append(
            f"export: {len(chosen)} articles were asked for, {len(files)} written, no reason told"
        )
    held = [path.read_text("utf-8", "replace") for path in chosen if path.is_file()]
    # A file's name is in what is written too: in addresses, and as a title where there is none.
    there, wanted = _words(files), tokens_in("\n".join([*held, *map(str, chosen)]))
    if there - wanted:
        world.found.append(
            f"export: {sorted(there - wanted)} were written and stand in no file of the articles"
        )
    front = world.open_articles.front()
    if len(files) != 1 or len(chosen) != 1 or front is None or front.path != chosen[0] or front.is_dirty():
        return
    # A name need not be in it, though: an article may have a title of its own, or an empty one.
    wanted = tokens_in("\n".join(held) if form == "md" else oracle_preview.wanted_page(world).html)
    # What is left out is named: a shortcode that only Hugo can show, a picture that is not where its address says.
    wanted -= tokens_in(" ".join(_problems(dialog)))
    if wanted - there:
        world.found.append(f"export: {sorted(wanted - there)} are missing in what was written")


def _problems(dialog: ExportDialog) -> list[str]:
    """The lines that tell what could not be written as it stands in the article."""
    shown = dialog.result_page.problems
    return [shown.item(row).text() for row in range(shown.count())]


def _words(files: Iterable[Path]) -> set[str]:
    """The typed words in exported files; books and documents are archives."""
    found: set[str] = set()
    for path in files:
        data = path.read_bytes()
        parts = [data]
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        found |= set().union(*(tokens_in(part.decode("utf-8", "replace")) for part in parts))
    return found
