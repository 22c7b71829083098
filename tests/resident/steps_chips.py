"""Steps with the chips of a list and the mouse: one is dragged to the place of another."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.ui.fields.lists.list_field import ListField
from tests.resident.steps_fields import editor_of
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World


@step(
    "drag chip",
    2,
    "drag chip {0} of the tags to the place of chip {1}",
    lambda c: tuple(c.sample(range(3), 2)),
)
def drag_chip(world: World, source: int, target: int) -> None:
    editor = editor_of(world, "tags")
    if not isinstance(editor, ListField) or max(source, target) >= len(editor.row.chips):
        raise MeaninglessError
    article, chips = world.front(), editor.row.chips
    chip, other = chips[source], chips[target]
    if chip.visibleRegion().isEmpty() or other.visibleRegion().isEmpty() or article.read_only_reason:
        raise MeaninglessError
    terms = [one.text() for one in chips]
    window = chip.window()
    start, end = (one.mapTo(window, one.rect().center() - QPoint(8, 0)) for one in (chip, other))
    button, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    handle = window.windowHandle()
    QTest.mousePress(handle, button, nothing, start)
    # What was half typed in another field joins the article as the keyboard leaves it: no work of the drag.
    header = article.header
    for part in (1, 2, 3, 4):
        QTest.mouseMove(handle, start + (end - start) * part / 4)
    if article.header != header:
        world.found.append("chips: something was written in mid-drag")
    QTest.mouseRelease(handle, button, nothing, end)
    world.rest.reach()
    if world.dialog() is not None or world.open_articles.front() is not article:
        return
    now = [one.text() for one in editor.row.chips]
    if sorted(now) != sorted(terms):
        world.found.append(f"chips: {terms} dragged are {now}")
