"""The preview's style sheets name the fonts that are there, and nothing else of them changes."""

from __future__ import annotations

import re

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from editor.markup.page import preview_styles
from editor.ui.preview.font_stacks import only_installed, with_fonts_at_hand

STACK = re.compile(r"^  (--[\w-]+): (.*,.*);$", re.MULTILINE)


def stacks(css: str) -> dict[str, list[str]]:
    """The lists of the sheet's custom properties."""
    return {name: [one.strip().strip('"') for one in found.split(",")] for name, found in STACK.findall(css)}


def test_every_stack_of_the_sheets_is_shortened_to_what_is_there() -> None:
    whole = stacks(preview_styles())
    assert {"--latin", "--han-tc", "--latin-sans", "--sans-tc", "--mono", "--rest"} <= whole.keys()
    # Two of each, in another order and in other letters than in the sheets; more than one, so that lists stay lists.
    there = {name for stack in whole.values() for name in reversed(stack[1:3])}
    shorter = stacks(only_installed(preview_styles(), [name.upper() for name in there]))
    generic = {"serif", "sans-serif", "monospace"}
    assert shorter == {
        key: [name for name in stack if name in there | generic] for key, stack in whole.items()
    }


def test_without_any_of_them_a_stack_stays_valid() -> None:
    css = only_installed(preview_styles(), [])
    assert '  --latin: "Source Serif 4";\n' in css
    assert "  --rest: serif;\n" in css
    assert "  --mono: monospace;\n" in css


def test_nothing_else_changes() -> None:
    def rest(css: str) -> list[str]:
        return [line for line in css.splitlines() if not re.match(r"  --(latin|han|sans|mono|rest)", line)]

    assert rest(only_installed(preview_styles(), [])) == rest(preview_styles())
    families = [name for stack in stacks(preview_styles()).values() for name in stack]
    assert only_installed(preview_styles(), families) == preview_styles()


def test_what_is_installed_here_stays(qapp: QApplication) -> None:
    installed = set(QFontDatabase.families())
    shorter = stacks(with_fonts_at_hand(preview_styles()))
    for key, stack in stacks(preview_styles()).items():
        there = [name for name in stack if name in installed]
        assert [name for name in shorter.get(key, there) if name in installed] == there
