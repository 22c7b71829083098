"""The oracle's view of the articles: panes, tabs, titles, marks, histories, and the files on the disk."""

from __future__ import annotations

from collections.abc import Iterator

from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.plain_text import button_text, one_line
from tests.resident.rest import NoRestError, spin
from tests.resident.world import World

TOLD_S = 30.0
"""Within which the watcher tells of a change."""


def look(world: World) -> Iterator[str]:
    """Yield what is shown otherwise than it is held."""
    yield from _look_at_tabs(world)
    yield from _look_at_window(world)
    for article in world.open_articles.articles():
        yield from _look_at_file(world, article)


def title_of(article: OpenArticle) -> str:
    """The name of an article by its own front matter, else by its file."""
    try:
        fields = FrontMatter.read(article.header).fields
    except FrontMatterError:
        fields = {}
    title = fields.get("title") or fields.get("Title")
    if title:
        return str(title)
    if article.path is None:
        return "Untitled"
    is_bundle = article.path.stem.partition(".")[0] in ("index", "_index")
    return article.path.parent.name if is_bundle else article.path.name


def known_title(world: World, article: OpenArticle) -> str:
    """As `title_of`, read again only where the front matter changed."""
    key = ("title", article)
    look_of = (article.header, article.path)
    if world.cache.get(key, (None,))[0] != look_of:
        world.cache[key] = look_of, title_of(article)
    return world.cache[key][1]


def _look_at_tabs(world: World) -> Iterator[str]:
    tabs, articles = world.window.tabs, world.open_articles.articles()
    if tabs.count() != len(articles):
        yield f"tabs: {tabs.count()} for {len(articles)} articles"
        return
    for index, article in enumerate(articles):
        title = known_title(world, article)
        wanted, shown = button_text(one_line(" ".join(title.split()), 200), 24), tabs.tabText(index)
        if shown != wanted:
            yield f"tab: says {shown!r}, the article is called {wanted!r}"
        if tabs.tabIcon(index).isNull() == article.is_dirty():
            yield f"tab: the mark of unsaved text of {wanted!r} is wrong"
    front, pane = world.open_articles.front(), world.open_articles.pane()
    if front is not None and world.window.writing_stack.currentWidget() is not pane:
        yield "writing pane: another article's is in front"
    if pane is not None and pane.document() is not front.document:
        yield "writing pane: shows another document"


def _look_at_window(world: World) -> Iterator[str]:
    front = world.open_articles.front()
    if front is None:
        return
    title, actions = known_title(world, front), world.program.actions
    if not world.window.windowTitle().startswith(" ".join(title.split())[:60].replace("[*]", "[*][*]")):
        yield f"window title: says {world.window.windowTitle()!r}, the article is called {title!r}"
    for name, wanted in (
        ()
        if _has_own_history(world)
        else (("undo", front.undo_stack.canUndo()), ("redo", front.undo_stack.canRedo()))
    ):
        if actions[name].isEnabled() != wanted:
            yield f"action {name}: is {'on' if not wanted else 'off'}"
    if actions["save"].isEnabled() == bool(front.read_only_reason):
        yield "action save: is on for what cannot be saved, or off for what can"
    library = world.bench.library
    marks = library.list.itemDelegate()
    if marks.front != front.path:
        yield f"library: marks {marks.front}, in front is {front.path}"
    unsaved = {article.path for article in world.open_articles.unsaved() if article.path is not None}
    if set(marks.unsaved) != unsaved:
        yield "library: marks other articles as unsaved than are"


def _has_own_history(world: World) -> bool:
    """Whether the keyboard is where undo means that input's own."""
    focus = world.window.focusWidget()
    if world.dialog() is not None or focus is None:
        return True
    own = (world.bench.find_bar, world.bench.library.filters, world.bench.views.find_bar)
    return any(one is not None and one.isAncestorOf(focus) for one in own)


def _look_at_file(world: World, article: OpenArticle) -> Iterator[str]:
    if article.path is None or article.is_dirty() or article.is_conflicted():
        return
    try:
        status = article.path.stat()
    except OSError:
        return  # gone, which the article learns by the watcher
    look_of = (article.document.revision(), article.header, status.st_mtime_ns, status.st_size)
    key = ("file", article)
    if world.cache.get(key) == look_of:
        return
    if article.read_only_reason:
        return
    try:
        # What another program wrote meanwhile its watcher may still have to tell.
        spin(lambda: article.is_dirty() or article.is_conflicted() or _is_as_on_disk(article), "", TOLD_S)
    except NoRestError:
        yield f"file: {article.path.name} counts as saved, but the disk holds something else"
    else:
        world.cache[key] = look_of


def _is_as_on_disk(article: OpenArticle) -> bool:
    return not article.path.is_file() or bool(article.snapshot().to_bytes() == article.path.read_bytes())
