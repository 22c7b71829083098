"""Says what each action does: the one place that attaches them to the parts of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from editor.settings.options import AUTOMATIC_SAVING, COLOURS
from editor.ui.app.commands import WRITING
from editor.ui.app.core import Core
from editor.ui.app.help_dialogs import show_about, show_shortcuts
from editor.ui.app.panels import Panels
from editor.ui.app.workbench import Workbench
from editor.ui.common.action_taker import CLIPBOARD, HISTORY
from editor.ui.window.panel_areas import PanelArea

Commands = Mapping[str, Callable[[], object]]


def make_workbench(core: Core, panels: Panels) -> Workbench:
    """Make the parts that follow the first picture, and attach the actions to them."""
    bench = Workbench(core, panels)
    window, show_panel = bench.window, bench.window.show_panel
    core.actions.attach(
        {
            **_file(bench),
            **_edit(bench),
            **_format(bench),
            **_view(bench),
            **bench.panels.commands(),
            "about": lambda: show_about(window),
            "shortcuts": lambda: show_shortcuts(window, core.actions.shortcuts()),
            "restore_tour": bench.opening.restore_tour,
        },
        {
            **{place: partial(show_panel, place) for place in PanelArea},
            "problems": bench.panels.show_problems,
            "full_screen": bench.commands.full_screen.set,
        },
    )
    return bench


def _file(bench: Workbench) -> Commands:
    saving, opening, with_front = bench.saving, bench.opening, bench.saving.with_front
    return {
        "new": opening.ask_for_new,
        "open_site": opening.ask_for_folder,
        "open_article": opening.ask_for_article,
        "recent": lambda: None,  # it has a menu of its own
        "tour": opening.open_tour,
        "save": partial(with_front, saving.save),
        "save_as": partial(with_front, saving.save_as),
        "save_all": saving.save_all,
        **{f"autosave_{mode}": partial(bench.autosave.choose, mode) for mode in AUTOMATIC_SAVING.choices},
        "revert": partial(with_front, saving.revert),
        "versions": bench.earlier_versions.show,
        "export": bench.exporting.export_front,
        "close_tab": partial(with_front, saving.close),
        "quit": saving.quit,
    }


def _edit(bench: Workbench) -> Commands:
    focus, find_bar = bench.focus, bench.find_bar
    return {
        **{name: partial(focus.go_through_history, name) for name in HISTORY},
        **{name: partial(focus.take, name) for name in CLIPBOARD},
        "find": bench.navigation.find,
        "find_next": find_bar.seek,
        "find_previous": partial(find_bar.seek, backward=True),
        "find_in_preview": bench.views.find_in_preview,
    }


def _format(bench: Workbench) -> Commands:
    return {
        **{name: partial(bench.commands.format, name) for name in WRITING},
        "link": bench.commands.insert_link,
        "image": bench.pictures.choose,
    }


def _view(bench: Workbench) -> Commands:
    commands = bench.commands
    return {
        **{f"palette_{each}": partial(commands.choose_colours, each) for each in COLOURS.choices},
        "zoom_in": partial(commands.resize_text, 1),
        "zoom_out": partial(commands.resize_text, -1),
        "zoom_reset": partial(commands.resize_text, 0),
        "next_tab": partial(bench.open_articles.tabs.step, 1),
        "previous_tab": partial(bench.open_articles.tabs.step, -1),
    }
