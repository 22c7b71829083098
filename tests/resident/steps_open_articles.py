"""Steps between articles: opening, switching, closing, saving."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from editor.ui.app.new_article_dialog import NewArticleDialog
from tests.resident.rest import spin
from tests.resident.site import ARTICLES
from tests.resident.tokens import tokens_in
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _article(choice: random.Random) -> int:
    return choice.randrange(len(ARTICLES) + 1)


def library_row(world: World, number: int) -> QPoint:
    """Where the line of an article is in the library's list; brings it in sight as a wheel would."""
    library = world.bench.library
    if number >= len(world.names) or not library.list.isVisible():
        raise MeaninglessError
    model = library.list.model()
    row = model.number_of(world.names[number])
    if row < 0:
        raise MeaninglessError
    index = model.index(row)
    library.list.scrollTo(index)
    return library.list.visualRect(index).center()


@step(
    "open", 10, "open article {0} from the library by {1}",
    lambda c: (_article(c), c.choice(["a click", "a double click", "Enter"])),
)  # fmt: skip
def open_article(world: World, number: int, how: str) -> None:
    at = library_row(world, number)
    view = world.bench.library.list
    if how == "Enter":
        world.click(view.viewport(), at, modifiers=CTRL)
        view.setCurrentIndex(view.indexAt(at))
        world.key(Qt.Key.Key_Return)
    else:
        world.click(view.viewport(), at)
        if how == "a double click":
            world.click(view.viewport(), at, double=True)


@contextmanager
def going_to_another(world: World) -> Iterator[None]:
    """The article that comes in front is the one that the library has selected, where it lists it."""
    before = world.open_articles.front()
    yield
    front, library = world.open_articles.front(), world.bench.library
    if (
        front is None
        or front is before
        or front.path is None
        or library.list.model().number_of(front.path) < 0
    ):
        return
    chosen = library.selected_paths()
    if library.isVisible() and chosen != [front.path]:
        names = [path.name for path in chosen]
        world.found.append(f"library: has {names} selected, {front.path.name} came in front")


@step("tab", 8, "click on tab {0}", lambda c: (c.randrange(6),))
def click_tab(world: World, number: int) -> None:
    tabs = world.window.tabs
    if not tabs.count():
        raise MeaninglessError
    with going_to_another(world):
        # At its beginning: in a narrow one the middle is the cross.
        tab = tabs.tabRect(number % tabs.count())
        at = QPoint(tab.left() + 8, tab.center().y())
        # Among many tabs one may be scrolled out of sight, or only its cross be left of it.
        if not tabs.visibleRegion().contains(at) or tabs.childAt(at) is not None:
            raise MeaninglessError
        world.click(tabs, at)


@step("next tab", 5, "press Ctrl+Tab")
def next_tab(world: World) -> None:
    with going_to_another(world):
        world.trigger("next_tab")


@step("previous tab", 2, "press Ctrl+Shift+Tab")
def previous_tab(world: World) -> None:
    with going_to_another(world):
        world.trigger("previous_tab")


@step("save", 6, "save")
def save(world: World) -> None:
    world.front()
    world.trigger("save")


@step("save all", 1, "save all")
def save_all(world: World) -> None:
    world.trigger("save_all")


@step("undo", 7, "undo {0} times", lambda c: (c.choice([1, 1, 1, 2, 5]),))
def undo(world: World, times: int) -> None:
    _walk(world, "undo", times)


@step("redo", 5, "redo {0} times", lambda c: (c.choice([1, 1, 2, 5]),))
def redo(world: World, times: int) -> None:
    _walk(world, "redo", times)


def _walk(world: World, way: str, times: int) -> None:
    world.front()
    if not world.program.actions[way].isEnabled():
        raise MeaninglessError
    history = world.history(world.front())
    if world.bench.views.form.is_pending():
        history.forget_here()
    history.is_walked = world.walked = True
    for _ in range(times):
        if world.program.actions[way].isEnabled():
            world.trigger(way)
    history.is_walked = False
    history.see_ahead(way)


ANSWERS = ("Save", "Discard", "Cancel")


@step("close", 4, "close the article in front and answer {0}", lambda c: (c.choice(ANSWERS),))
def close(world: World, answer: str) -> None:
    article = world.front()
    if article.path is None and answer == "Discard":
        # What was never saved anywhere the author throws away for good.
        world.tokens.given_up |= world.history(article).tokens()
    with world.answering(answer):
        world.trigger("close_tab")
    world.note_given_up_with(article)


@step(
    "close by mouse", 1, "press the cross of the tab in front and answer {0}", lambda c: (c.choice(ANSWERS),)
)
def close_by_mouse(world: World, answer: str) -> None:
    article = world.front()
    tabs = world.window.tabs
    button = tabs.tabButton(tabs.currentIndex(), tabs.ButtonPosition.RightSide)
    if article.path is None and answer == "Discard":
        world.tokens.given_up |= world.history(article).tokens()
    with world.answering(answer):
        world.click(button)
    world.note_given_up_with(article)


@step("quit", 1, "quit, answer {0}, and start again", lambda c: (c.choice(ANSWERS),))
def quit_and_start(world: World, answer: str) -> None:
    with world.answering(answer):
        world.trigger("quit")
    spin(lambda: world.is_quit or world.rest.is_calm(), "quitting does not end")
    if not world.is_quit:
        return
    articles = world.open_articles.articles()
    open_before = [article.path for article in articles if article.path is not None]
    last = set().union(
        *(tokens_in("\n".join(world.history(a).text())) for a in articles if a.path is not None)
    )
    world.start_again()
    # Histories end with the program; what the texts held is on the disk, or among the versions where it was given up.
    world.tokens.given_up |= world.tokens.wanted - last - world.now_held()
    is_back = [article.path for article in world.open_articles.articles()]
    if [path for path in open_before if path.is_file()] != is_back:
        world.found.append(f"tabs: open were {_names(open_before)}, back are {_names(is_back)}")


@step("kill", 1, "the program is killed, and started again")
def kill_and_start(world: World) -> None:
    world.rest.reach()
    if not world.bench.kept.restoring.keeper.flush_and_wait():
        raise MeaninglessError
    before = world.now_held()
    was_open = [article.path for article in world.open_articles.articles() if article.path is not None]
    world.kill()
    world.start(None)
    is_back = {article.path for article in world.open_articles.articles()}
    lacking = [path for path in was_open if path.is_file() and path not in is_back]
    if lacking:
        world.found.append(f"tabs: {_names(lacking)} did not come back after the program was killed")
    gone = (world.tokens.wanted & before) - world.now_held()
    if gone:
        world.found.append(f"lost: {', '.join(sorted(gone))} did not come back after the program was killed")
    world.tokens.given_up |= world.tokens.wanted - world.now_held()


def _names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@step("leave", 3, "go to another program and come back")
def leave(world: World) -> None:
    world.leave()
    world.come_back()


@step(
    "size",
    2,
    "make the window {0} by {1}",
    lambda c: c.choice([(1600, 900), (1280, 800), (1100, 700), (900, 600), (1920, 1080)]),
)
def size(world: World, width: int, height: int) -> None:
    world.window.resize(width, height)


@step("colours", 1, "choose the colours {0}", lambda c: (c.choice(["light", "dark", "sepia"]),))
def colours(world: World, name: str) -> None:
    world.trigger(f"palette_{name}")


@step("text size", 1, "make the text {0}", lambda c: (c.choice(["larger", "smaller", "as usual"]),))
def text_size(world: World, how: str) -> None:
    world.trigger({"larger": "zoom_in", "smaller": "zoom_out", "as usual": "zoom_reset"}[how])


@step(
    "panel",
    2,
    "press the key of the panel {0!r}",
    lambda c: (c.choice(["library", "preview", "article", "problems", "outline"]),),
)
def panel(world: World, name: str) -> None:
    world.trigger(name)


@step(
    "rename",
    2,
    "rename article {0} to {1!r} in the library, answering {2}",
    lambda c: (
        _article(c),
        c.choice(["renamed", "renamed.md", "重新", "Alpha2"]),
        c.choice(["Yes", "Yes", "Cancel"]),
    ),
)
def rename(world: World, number: int, name: str, answer: str) -> None:
    at = library_row(world, number)
    old = world.names[number]
    view = world.bench.library.list
    world.click(view.viewport(), at, modifiers=CTRL)
    view.setCurrentIndex(view.indexAt(at))
    world.key(Qt.Key.Key_F2)
    world.rest.reach()
    if world.dialog() is None:
        raise MeaninglessError
    world.key(Qt.Key.Key_A, CTRL)
    world.write(f"{name}{number}" if not name.endswith(".md") else f"{number}{name}")
    world.key(Qt.Key.Key_Return)
    world.rest.reach()
    if world.dialog() is not None:
        world.press_button(answer)
        world.rest.reach()
    if not old.is_file():
        known = set(world.names)
        found = [path for path in old.parent.glob("*.md") if path.is_file() and path not in known]
        if len(found) == 1:
            world.names[number] = found[0]


@step("new article", 1, "make a new article")
def new_article(world: World) -> None:
    world.trigger("new")
    world.rest.reach()
    if not isinstance(world.dialog(), NewArticleDialog):
        world.found.append(f"dialog: {world.dialog()} stands where New Article was asked for")
        return
    world.write("new " + world.tokens.new())
    world.key(Qt.Key.Key_Return)
