"""The oracle's view of what is told about the article in front: counts, outline, verdict, problems, saved state."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from editor.articles.front_matter.front_matter import FrontMatterError
from editor.ui.app.article_views import form_name
from editor.ui.article.open_article import OpenArticle
from editor.ui.fields.form.publication_line import PublicationLine
from editor.ui.site.form_context import context_for
from editor.ui.writing.count_words import count_line
from editor.writing.counts import Tally, tally_html
from editor.writing.outline import Heading, scan_headings
from tests.resident import oracle_preview
from tests.resident.rest import PATIENCE_S, NoRestError, spin
from tests.resident.world import World

LATE_S = 10.0
_JUDGED = ("image", "link")
_UNREAD = ("front-matter", "unreadable")


def look(world: World) -> Iterator[str]:
    """Yield what is told otherwise than it is."""
    front = world.open_articles.front()
    if front is None or (front.document.characterCount() > oracle_preview.LARGE and not world.is_thorough):
        return
    yield from _state(world, front)
    # The library's knowledge comes from its own thread, and the form is told of it after that.
    yield from in_time(lambda: list(_verdict(world, front)))
    yield from in_time(lambda: list(_counts(world)))
    yield from in_time(lambda: list(_outline(world, front)))
    if world.is_thorough and not world.rest.preview.is_reported():
        try:
            spin(world.rest.preview.is_reported, "no problems are reported")
        except NoRestError as tired:
            yield f"problems: {tired}"
            return
    if world.rest.preview.is_reported():
        # Reported once the author rests, by a process that may have been told of another site meanwhile.
        yield from in_time(lambda: list(_problems(world, front)), PATIENCE_S)


def in_time(check: Callable[[], list[str]], limit: float = LATE_S) -> list[str]:
    """What is found when it is looked at once more for some time: some of it is told in slices."""
    said = check()
    if not said:
        return []

    def agrees() -> bool:
        nonlocal said
        said = check()
        return not said

    try:
        spin(agrees, "", limit)
    except NoRestError:
        return said
    return []


def _label(world: World, name: str) -> str:
    labels = world.window.status.findChildren(QLabel)
    return next(label.text() for label in labels if label.accessibleName() == name)


def _state(world: World, front: OpenArticle) -> Iterator[str]:
    wanted = "Unsaved" if front.is_dirty() else "Saved" if front.path is not None else "New"
    wanted = "Read-only" if front.read_only_reason else wanted
    shown = _label(world, "Saved state")
    if shown != wanted:
        yield f"status line: says {shown!r}, the article is {wanted!r}"
    if world.window.isWindowModified() != front.is_dirty():
        yield "window title: its star is wrong"
    notice, about = world.window.status.notice(), world.window.status.subject()
    if notice and isinstance(about, OpenArticle) and about is not front:
        if about not in world.open_articles.articles():
            yield f"notice: {notice!r} is of an article that is closed"
        elif "“" not in notice:
            yield f"notice: {notice!r} is of an article that is not in front, and does not say of which"


def _verdict(world: World, front: OpenArticle) -> Iterator[str]:
    views = world.bench.views
    if not views.form.form.isVisible():
        return
    try:
        fields = front.front_matter().fields
    except FrontMatterError:
        fields = {}
    learning = views.learning
    context = context_for(
        form_name(front),
        front.path,
        front.read_only_reason,
        fields,
        learning.knowledge,
        lambda: datetime.now(UTC),
        learning.verdict,
    )
    if "line" not in world.cache:
        holder = QWidget()
        world.cache["line"] = PublicationLine(world.program.palette, holder), holder
    line = world.cache["line"][0]
    line.show_context(context)
    shown = views.form.form.publication
    wanted = line.verdict.text(), line.reason.text()
    if (shown.verdict.text(), shown.reason.text()) != wanted:
        yield f"verdict: says {shown.verdict.text()!r} {shown.reason.text()!r}, it is {wanted}"


def _counts(world: World) -> Iterator[str]:
    page = oracle_preview.wanted_page(world)
    key = ("tally", id(page))
    if world.cache.get("tally", (None,))[0] != key:
        tallies = [tally_html(piece.html) for piece in page.pieces] + [tally_html(page.footnotes)]
        total = Tally(*(sum(numbers) for numbers in zip(*map(_numbers, tallies), strict=True)))
        world.cache["tally"] = key, total, page
    total = world.cache["tally"][1]
    wanted = count_line(total.people(), is_han=total.ideographs > total.spelled)
    shown = _label(world, "Words and reading time")
    if shown != wanted:
        yield f"counts: says {shown!r}, the article has {wanted!r}"


def _numbers(tally: Tally) -> tuple[int, ...]:
    return tally.chunks, tally.cjk_words, tally.ideographs, tally.spelled, tally.characters


def _outline(world: World, front: OpenArticle) -> Iterator[str]:
    wanted = _last_of(scan_headings(front.body().split("\n")))
    if world.bench.outline.headings() != wanted:
        shown = [heading.text for heading in world.bench.outline.headings()]
        yield f"outline: shows {shown}, the article has {[heading.text for heading in wanted]}"


def _last_of(steps: Generator[None, None, list[Heading]]) -> list[Heading]:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value


def _problems(world: World, front: OpenArticle) -> Iterator[str]:
    shown = world.bench.problems.problems()
    buttons = world.window.status.findChildren(QToolButton)
    button = next(button for button in buttons if button.accessibleName() == "Problems")
    number = 0 if button.isHidden() else int(button.text())
    if number != len(shown):
        yield f"problems: the status line counts {number}, the list has {len(shown)}"
    live = oracle_preview.live_document(oracle_preview.context_of(world, front))
    live.load(front.body())
    before = front.header.count("\n")
    found = {
        (p.code, p.message, before + p.line + 1) for p in live.report().problems if p.code not in _JUDGED
    }
    # What keeps Hugo from reading the article or its site is all that is told then.
    if any(p.code in _UNREAD for p in shown):
        return
    in_text = [p for p in shown if p.path == front.path and p.line > before and p.code not in _JUDGED]
    # Of an article that is not published it is said what Hugo would do.
    listed = {(p.code, p.message.replace("would stop", "stops"), p.line) for p in in_text}
    if found != listed:
        yield f"problems: listed {sorted(listed - found)} too much, {sorted(found - listed)} too little"
