"""Steps with the site's theme: choosing it, trusting the site, and going back to the article while Hugo runs on."""

from __future__ import annotations

import contextlib

from PySide6.QtWidgets import QPushButton, QTabBar

from editor.ui.theme_preview.preview import ThemePreview
from tests.resident.rest import NoRestError, spin
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

LOOK_S = 2.0
"""How long the author waits at most for a page of the theme: what is wrong with the article keeps it away."""


def choose(world: World, kind: str) -> None:
    """Click on one of the two kinds of preview."""
    bar = world.window.findChild(QTabBar, "preview_tabs")
    if world.open_articles.front() is None or bar is None or not bar.isVisible():
        raise MeaninglessError
    world.click(bar, bar.tabRect(0 if kind == "Article" else 1).center())


def theme_preview(world: World) -> ThemePreview:
    """The preview in the theme where it is in sight."""
    tabs = world.bench.views.preview_tabs
    if tabs is None or tabs.theme_preview is None or not tabs.theme_preview.isVisible():
        raise MeaninglessError
    return tabs.theme_preview


def answer(world: World, theme: ThemePreview, said: str) -> bool:
    """Answer whether the site is trusted; False where nobody asks."""
    buttons = [b for b in theme.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    wanted = [b for b in buttons if (said == "Trust") == ("rust" in b.text())]
    if wanted:
        world.click(wanted[0])
    return bool(wanted)


def look(theme: ThemePreview) -> bool:
    """Wait for the page, which does not come where Hugo refuses the site; whether it came."""
    shown: list[bool] = []
    connection = theme.page_shown.connect(lambda: shown.append(True))
    try:
        with contextlib.suppress(NoRestError):
            spin(lambda: bool(shown) or not theme.is_running, "the theme shows no page", LOOK_S)
    finally:
        theme.page_shown.disconnect(connection)
    return bool(shown)


@step("preview", 2, "choose the preview {0!r}", lambda c: (c.choice(["Theme", "Article", "Article"]),))
def preview(world: World, kind: str) -> None:
    choose(world, kind)


@step("trust", 2, "press {0!r} where the theme is to be shown", lambda c: (c.choice(["Trust", "Restrict"]),))
def trust(world: World, said: str) -> None:
    theme = theme_preview(world)
    if not answer(world, theme, said):
        raise MeaninglessError
    look(theme)


@step("look at theme", 2, "choose the preview 'Theme', trust the site, look, and choose 'Article' again")
def look_at_theme(world: World) -> None:
    if not world.is_tame and "refused" in world.cache:
        raise MeaninglessError  # Hugo has said that it does not build this site
    choose(world, "Theme")
    world.rest.reach()
    theme = theme_preview(world)
    is_shown = look(theme)
    if answer(world, theme, "Trust"):
        is_shown = look(theme)
    if not is_shown:
        world.cache["refused"] = True
    choose(world, "Article")
