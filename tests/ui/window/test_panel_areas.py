"""A place beside the text is one row: its action, what is remembered of it, its words."""

from __future__ import annotations

import pytest

from editor.resources import resource_path
from editor.ui.common.palette import Palette
from editor.ui.window.actions import ROWS, Actions
from editor.ui.window.panel_areas import PanelArea


@pytest.mark.parametrize("place", list(PanelArea))
def test_a_place_has_an_action_that_opens_and_folds_it(place: PanelArea) -> None:
    [row] = [row for row in ROWS if row is not None and row.id == place]
    assert row.checkable
    assert resource_path(f"icons/{row.icon}.svg").is_file()


def test_no_two_places_remember_the_same() -> None:
    kept = [option.key for place in PanelArea for option in (place.opened, place.width) if option is not None]
    assert len(set(kept)) == len(kept)


def test_titles_are_those_of_the_menu_without_its_marks(qapp) -> None:
    actions = Actions(Palette(), qapp)
    assert actions.title("article") == "Article Fields"
    assert actions.title("open_site") == "Open Site or Folder"
    assert actions.title_with_keys("library") == "Library (F7)"
