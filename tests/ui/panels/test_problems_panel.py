"""The problems panel: what it lists, where it leads, which fix it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.articles.problems import Fix, Problem
from editor.ui.common.palette import Palette
from editor.ui.panels.problems_panel import ProblemsPanel

ARTICLE = Path("/site/content/a.md")
PROBLEMS = (
    Problem("error", "shortcode", "The shortcode “gallery” is not known to this site.", 12, 13, path=ARTICLE),
    Problem(
        "warning",
        "emphasis",
        "「**」 next to full-width punctuation does not become bold: Hugo publishes the asterisks as they stand.",
        20,
        21,
        fixes=(Fix("Move marks", ()), Fix("Add space", ())),
        path=ARTICLE,
    ),
)


@pytest.fixture
def panel(qtbot: QtBot, palette: Palette) -> ProblemsPanel:
    panel = ProblemsPanel(palette)
    qtbot.addWidget(panel)
    panel.resize(360, 400)
    panel.show()
    panel.show_problems(PROBLEMS, ARTICLE)
    return panel


def accent_in(panel: ProblemsPanel, row: int) -> list[QPoint]:
    """The places in a row where something is drawn in the colour of a fix, smoothed edges too."""
    rect = panel.list.visualRect(panel.list.model().index(row, 0))
    picture = panel.list.viewport().grab().toImage()
    # The sign at the left is in the accent as well, for an error.
    return [
        QPoint(x, y)
        for x in range(40, picture.width())
        for y in range(rect.top(), rect.bottom())
        if picture.pixelColor(x, y).red() - picture.pixelColor(x, y).green() > 50
    ]


def test_lines_are_those_of_the_file(panel: ProblemsPanel) -> None:
    spoken = [panel.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken[0].startswith("Error, Line 12: The shortcode")
    assert spoken[1].startswith("Warning, Line 20: ")


def test_what_is_wrong_with_another_file_is_shown_with_its_name(panel: ProblemsPanel) -> None:
    config = Problem.of_file(Path("/site/hugo.toml"), "error", "configuration", "No such zone.", 3)
    whole = Problem.of_file(Path("/site/hugo.toml"), "error", "configuration", "No such theme.")
    panel.show_problems([config, whole, Problem.of_file(ARTICLE, "hint", "no-title", "No title.")], ARTICLE)
    spoken = [panel.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == [
        "Error, hugo.toml, line 3: No such zone.",
        "Error, hugo.toml: No such theme.",
        "Hint, Article: No title.",
    ]


def test_a_click_and_enter_lead_to_the_line(panel: ProblemsPanel) -> None:
    asked: list[tuple[Path, int]] = []
    panel.place_requested.connect(lambda path, line: asked.append((path, line)))
    place = panel.list.visualRect(panel.list.model().index(0, 0)).topLeft() + QPoint(60, 12)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked == [(ARTICLE, 12), (ARTICLE, 20)]


def test_a_click_on_a_fix_asks_for_it_and_for_nothing_else(panel: ProblemsPanel) -> None:
    lines: list[int] = []
    fixes: list[tuple[int, int]] = []
    panel.place_requested.connect(lambda _path, line: lines.append(line))
    panel.fix_requested.connect(lambda row, fix: fixes.append((row, fix)))
    # The fix mends the text, and the list is another one before Qt tells of the click.
    panel.fix_requested.connect(lambda _row, _fix: panel.show_problems(PROBLEMS[:1], ARTICLE))
    assert accent_in(panel, 0) == []
    drawn = accent_in(panel, 1)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=drawn[0])
    assert (fixes, lines) == ([(1, 0)], [])
    QTest.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualRect(panel.list.model().index(0, 0)).topLeft() + QPoint(60, 12),
    )
    assert lines == [12]


def test_the_second_fix_can_be_clicked_and_the_first_asked_for_by_keys(panel: ProblemsPanel) -> None:
    fixes: list[tuple[int, int]] = []
    panel.fix_requested.connect(lambda row, fix: fixes.append((row, fix)))
    last = max(accent_in(panel, 1), key=lambda point: point.x())
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=last - QPoint(2, 0))
    panel.list.setCurrentIndex(panel.list.model().index(1, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    panel.list.setCurrentIndex(panel.list.model().index(0, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert fixes == [(1, 1), (1, 0)]


def test_a_message_has_the_height_it_needs_at_every_width(panel: ProblemsPanel) -> None:
    wide = panel.list.visualRect(panel.list.model().index(1, 0)).height()
    panel.resize(220, 400)
    panel.list.doItemsLayout()
    assert panel.list.visualRect(panel.list.model().index(1, 0)).height() > wide


def test_without_problems_it_says_so(panel: ProblemsPanel) -> None:
    panel.show_problems(())
    assert not panel.list.isVisible()
    assert panel.problems() == ()
