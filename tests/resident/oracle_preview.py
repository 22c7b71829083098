"""The oracle's view of the preview: its page against a rendering from scratch."""

from __future__ import annotations

import json
from collections.abc import Iterator

from editor.articles.front_matter.front_matter import FrontMatterError
from editor.markup.live.article import LiveDocument
from editor.markup.live.context import renderer_for
from editor.markup.live.patches import PatchedPage
from editor.ui.article.open_article import OpenArticle
from editor.ui.preview.context import PreviewContext, preview_context
from editor.ui.preview.page import OWN_WORLD
from tests.resident.rest import PATIENCE_S, NoRestError, spin
from tests.resident.world import World

LARGE = 200_000
"""Characters of an article from which on its page is rendered from scratch only now and then."""
SECOND_LOOK_S = 30.0
NO_PAGE = "preview: there is no page"

# The same parser reads what is wanted and what is shown, so that only their contents are compared.
COMPARE = """((wanted, head) => {
  const sketch = (root) => {
    for (const one of root.querySelectorAll("script,noscript,link,meta,base,template,frameset,param")) one.remove();
    for (const one of root.querySelectorAll("iframe,frame,object,embed,applet,portal,fencedframe,.ink-card")) one.remove();
    const text = root.textContent.replace(/\\s+/g, " ").trim();
    const count = (name) => name + root.querySelectorAll(name).length;
    return text + " | " + ["h1","h2","h3","p","li","a","img","em","strong","code","table","sup"].map(count).join(" ");
  };
  const page = document.querySelector(".article-content");
  const shown = sketch(page.cloneNode(true));
  const asked = sketch(new DOMParser().parseFromString("<div>" + wanted + "</div>", "text/html").body.firstChild);
  const top = [...document.querySelector(".article-header").children].map((one) => one.textContent);
  return JSON.stringify([shown === asked ? null : [shown, asked], JSON.stringify(top) === JSON.stringify(head) ? null : top]);
})"""


def look(world: World) -> Iterator[str]:
    """Yield where the preview differs; what is only late gets a second look."""
    front, views = world.open_articles.front(), world.bench.views
    if front is None or views.preview is None:
        return
    if front.document.characterCount() > LARGE and not world.is_thorough:
        return
    said = compare(world)
    if not said:
        return

    def agrees() -> bool:
        nonlocal said
        said = compare(world)
        return not said

    try:
        # A page that is just being loaded takes its time on a busy machine.
        is_late = front.document.characterCount() > LARGE or said == [NO_PAGE]
        spin(agrees, "the preview", PATIENCE_S if is_late else SECOND_LOOK_S)
    except NoRestError:
        page, note = views.preview.view.page(), views.preview.note.text
        if said == [NO_PAGE]:
            said = [f"{NO_PAGE} ({page.url().toString()}, process {page.renderProcessPid()}, note {note!r})"]
        yield from said


def compare(world: World) -> list[str]:
    """Ask the page once."""
    html, head = wanted(world)
    answers: list[str] = []
    code = f"{COMPARE}({json.dumps(html)},{json.dumps(head)})"
    page_of = world.bench.views.preview.view.page()
    page_of.runJavaScript(code, OWN_WORLD, answers.append)
    try:
        spin(lambda: bool(answers), "the page does not answer", SECOND_LOOK_S)
    except NoRestError:
        # It may have been loaded anew meanwhile, and with it went the question.
        page_of.runJavaScript(code, OWN_WORLD, answers.append)
        spin(lambda: bool(answers), "the page does not answer")
    if not answers[0]:
        return [NO_PAGE]
    page, top = json.loads(answers[0])
    said = []
    if page is not None:
        said.append("preview: " + _difference(*page))
    if top is not None:
        said.append(f"preview: its head says {top}, the article {head}")
    return said


def wanted(world: World) -> tuple[str, list[str]]:
    """The article in front rendered from scratch, and its head."""
    page = wanted_page(world)
    return page.html, world.cache["wanted"][2]


def wanted_page(world: World) -> PatchedPage:
    """The page of the article in front, rendered from scratch where anything changed."""
    front, views = world.open_articles.front(), world.bench.views
    look_of = (
        front,
        front.document.revision(),
        front.header,
        front.path,
        id(views.article_preview.site_data),
    )
    if world.cache.get("wanted", (None,))[0] != look_of:
        context = context_of(world, front)
        page = live_document(context).load(front.body())
        head = context.get("header") or {}
        shown = [head[name] for name in ("title", "date", "by", "description") if head.get(name)]
        world.cache["wanted"] = look_of, page, shown
    page = world.cache["wanted"][1]
    assert isinstance(page, PatchedPage)
    return page


def context_of(world: World, article: OpenArticle) -> PreviewContext:
    """The preview's context of an article, made anew."""
    views = world.bench.views
    try:
        fields = article.front_matter().fields
    except FrontMatterError:
        fields = {}
    inherited = views.learning.inherited(article.path, fields)
    return preview_context(
        article.path, fields, views.article_preview.site_reader, views.article_preview.site_data, inherited
    )


def live_document(context: PreviewContext) -> LiveDocument:
    """A renderer of its own for a context, as the preview's process makes it."""
    page = {"language": context.get("language", ""), **(context.get("page") or {})}
    return LiveDocument(renderer_for(context.get("site") or {}, page))


def _difference(shown: str, asked: str) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(shown, asked, strict=False)) if a != b), min(len(shown), len(asked))
    )
    return (
        f"shows {shown[max(0, at - 40) : at + 60]!r}, Hugo would publish {asked[max(0, at - 40) : at + 60]!r}"
    )
