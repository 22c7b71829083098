"""Steps in the preview: its links, clicked with the mouse where the page shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.ui.preview.page import OWN_WORLD
from tests.resident.rest import NoRestError, spin
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

# Of the site alone: what leads out of it is for the author's browser, which no test may start.
FIND = """((number) => {
  const links = [...document.querySelectorAll(".article-content a[href]")].filter(
    (one) => !/^([a-z][a-z0-9+.-]*:|\\/\\/)/i.test(one.getAttribute("href")) && one.getClientRects().length);
  if (!links.length) return "";
  const link = links[number % links.length];
  link.scrollIntoView({ block: "center" });
  const place = link.getClientRects()[0];
  const x = place.left + place.width / 2, y = place.top + place.height / 2;
  const hit = document.elementFromPoint(x, y);
  return JSON.stringify([link.getAttribute("href"), x, y, hit !== null && link.contains(hit)]);
})"""


def ask_page(world: World, code: str) -> Any:
    """Ask the page of the preview once."""
    answers: list[Any] = []
    world.bench.views.preview.view.page().runJavaScript(code, OWN_WORLD, answers.append)
    spin(lambda: bool(answers), "the page does not answer")
    return answers[0]


@step("link", 3, "click on link {0} of the preview", lambda c: (c.randrange(4),))
def link(world: World, number: int) -> None:
    preview = world.bench.views.preview
    if preview is None or not preview.isVisible() or not preview.view.isVisible():
        raise MeaninglessError
    # The keyboard leaves a field for the page, and what was half typed there joins its article: no work of the link,
    # and where the link stands on the page is known only afterwards.
    preview.view.setFocus()
    world.rest.reach()
    front = world.front()
    found = ask_page(world, f"{FIND}({number})")
    if not found:
        raise MeaninglessError
    href, x, y, is_in_sight = json.loads(found)
    if not is_in_sight:
        raise MeaninglessError
    listed = world.bench.session.catalogue.summaries()
    wanted = [] if href.startswith("#") else articles_at(world, front.path, href)
    before = [
        (article, article.document.revision(), article.header) for article in world.open_articles.articles()
    ]
    zoom = preview.view.zoomFactor()
    place = QPoint(round(x * zoom), round(y * zoom))
    QTest.mouseClick(preview.view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)
    # The page has told of the click before it answers again.
    ask_page(world, "1")
    world.rest.reach()
    if not href.startswith("#") and world.bench.session.catalogue.summaries() is not listed:
        # What another program changed before it, in haste, was told meanwhile.
        wanted += articles_at(world, front.path, href)
    if wanted:
        try:
            spin(lambda: world.open_articles.front().path in wanted, "")
        except NoRestError:
            world.found.append(f"link: {href!r} leads to {_name(world)}, not to {[p.name for p in wanted]}")
    elif world.open_articles.front() is not front:
        world.found.append(f"link: {href!r} leads nowhere, and {_name(world)} came in front")
    changed = [a for a, revision, header in before if (a.document.revision(), a.header) != (revision, header)]
    if changed:
        world.found.append(f"link: a click on {href!r} changed an article")


def articles_at(world: World, path: Path | None, href: str) -> list[Path]:
    """The articles that the site publishes at an address as an article has it; several where names differ in case."""
    catalogue = world.bench.session.catalogue
    own = catalogue.get(path) if path is not None else None
    if own is None:
        raise MeaninglessError
    base = own.page_path.rstrip("/") + "/"
    wanted = unquote(urlsplit(urljoin(base, href)).path).rstrip("/").lower()
    at_place = [s.path for s in catalogue.summaries() if s.page_path.rstrip("/").lower() == wanted]
    return [path for path in at_place if path.is_file()]


def _name(world: World) -> str:
    front = world.open_articles.front()
    return front.path.name if front is not None and front.path is not None else "no article"
