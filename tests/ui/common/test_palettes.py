"""A choice of colours is one row and one palette: each palette has every colour that the program names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from editor.resources import resource_path
from editor.settings.choices import AutomaticSaving, Colours
from editor.settings.options import COLOURS
from editor.ui.common.palette import Palette
from editor.ui.common.tokens import Token
from editor.ui.fields.style import style_sheet
from editor.ui.window.actions import ROWS

PALETTES = json.loads(resource_path("styles/palette.json").read_text("utf-8"))
TOKENS = set(get_args(Token))
WINDOW = resource_path("styles/window.qss").read_text("utf-8")


def test_every_choice_but_the_desktop_s_has_a_palette_and_no_palette_is_left_over() -> None:
    assert set(PALETTES) == set(COLOURS.choices) - {Colours.SYSTEM}


@pytest.mark.parametrize("name", PALETTES)
def test_a_palette_has_every_colour_and_says_whether_it_is_dark(name: str) -> None:
    palette = PALETTES[name]
    assert palette.pop("scheme") in ("light", "dark")
    assert set(palette) == TOKENS
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in palette.values())


def test_style_sheets_name_no_colour_that_is_not_there(qapp) -> None:
    without_notes = re.sub(r"/\*.*?\*/", "", WINDOW, flags=re.DOTALL)
    assert set(re.findall(r"@(\w+)", without_notes)) <= TOKENS | {"icons"}
    for colours in COLOURS.choices:
        assert "@" not in style_sheet(Palette(colours))


@pytest.mark.parametrize("choice", [*Colours, *AutomaticSaving])
def test_every_choice_has_an_action_and_its_icon_is_there(choice) -> None:
    group = "palette" if isinstance(choice, Colours) else "autosave"
    [row] = [row for row in ROWS if row is not None and row.id == f"{group}_{choice}"]
    assert row.text == choice.label
    assert row.checkable
    assert not choice.icon or Path(resource_path(f"icons/{choice.icon}.svg")).is_file()
