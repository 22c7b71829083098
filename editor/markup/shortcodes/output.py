"""What shortcodes put on the page: Hugo's own as its templates do, the site's own as a labelled card. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Protocol
from urllib.parse import urlsplit

from editor.articles.problems import Judgement, Problem
from editor.articles.values import Value
from editor.markup.code import CodeRenderer, highlight_options
from editor.markup.inline.addresses import base_path, template_address
from editor.markup.shortcodes.call_words import attributes_of, label_of, look_up, text_of
from editor.markup.shortcodes.lexer import TOKEN, Shortcode, is_inline
from editor.markup.shortcodes.video_frames import vimeo_frame, youtube_frame

DEEPEST = 20
_TAGS = re.compile(r"<[^>]*>")
_NEED_THE_WHOLE_SITE = frozenset({"param-missing"})
_REMOTE = {
    "youtube": "YouTube",
    "vimeo": "Vimeo",
    "x": "X",
    "twitter": "X",
    "tweet": "X",
    "gist": "GitHub Gist",
    "instagram": "Instagram",
    "qr": "QR code",
}


class ShortcodePage(Protocol):
    """What shortcodes ask of the page (see `renderer.PageContext`)."""

    @property
    def params(self) -> Mapping[str, Value]: ...  # noqa: D102
    @property
    def site_params(self) -> Mapping[str, Value]: ...  # noqa: D102
    @property
    def base_url(self) -> str: ...  # noqa: D102
    @property
    def runs_inline(self) -> bool: ...  # noqa: D102
    @property
    def whole_site(self) -> bool: ...  # noqa: D102
    @property
    def find_page(self) -> Callable[[str, str], str | None] | None: ...  # noqa: D102
    @property
    def ref_problem(self) -> Callable[[str, str], Judgement | None] | None: ...  # noqa: D102


@dataclass(slots=True)
class ShortcodeOutput:
    """Renders shortcode calls of one page. `render_string(text, block)` renders Markdown as `.RenderString` does.

    `find_file` maps a path to the address of the page resource or asset there.

    `cards`: remote content is a quiet card (the preview); otherwise what Hugo writes where that needs no network.
    """

    page: ShortcodePage
    code: CodeRenderer
    render_string: Callable[[str, bool], str]
    find_file: Callable[[str], str | None]
    cards: bool
    problems: list[Problem] = field(default_factory=list)
    depth: int = 0

    def html(self, call: Shortcode, level: int = 0, *, inline: bool = False) -> str:
        """The call as HTML; `inline` when it stands in running text."""
        self.depth += 1
        try:
            if self.depth > DEEPEST:
                return self._failed(call, "shortcode-nesting", "Shortcodes are nested too deeply.")
            return self._template(call, self._inner(call, level), inline)
        finally:
            self.depth -= 1

    def markdown(self, call: Shortcode) -> str | None:
        """The text that a `{{% %}}` call of Hugo's own stands for; None for a site's own."""
        if is_inline(call.name) and not self.page.runs_inline:
            return ""
        return self.html(call) if call.name in _TEMPLATES else None

    def _inner(self, call: Shortcode, level: int) -> str:
        parts = [part if isinstance(part, str) else self.html(part, level + 1) for part in call.inner or ()]
        inner = "".join(parts)
        if inner and call.markup and level > 0:
            return self.render_string(inner, "\n" in inner)
        return inner

    def _template(self, call: Shortcode, inner: str, inline: bool) -> str:
        template = _TEMPLATES.get(call.name)
        if is_inline(call.name) and not self.page.runs_inline:
            return ""
        if template is None:
            return self._card(call, inner, "span" if inline else "div")
        html = template(self, call, inner)
        if not call.inner and call.indentation:
            html = html.replace("\n", "\n" + call.indentation)
        return html

    def _failed(self, call: Shortcode, code: str, message: str) -> str:
        if self.page.whole_site or code not in _NEED_THE_WHOLE_SITE:
            problem = Problem("error", code, f"{message} Hugo stops here.", call.line, call.line + 1)
            self.problems.append(problem)
        if call.markup:
            return escape(f"{call.name}: {message}")
        return f'<span class="shortcode shortcode-failed">{escape(call.name)}: {escape(message)}</span>'

    # -- cards --

    def _card(self, call: Shortcode, inner: str, tag: str) -> str:
        """A site's own shortcode: its name, its arguments, and its content as Markdown."""
        content = self.render_string(inner, tag == "div") if inner.strip() else ""
        body = f'<{tag} class="shortcode-content">{content}</{tag}>' if content else ""
        return f'<{tag} class="shortcode" data-name="{escape(call.name)}">{label_of(call)}{body}</{tag}>'

    def card_open(self, call: Shortcode, *, inline: bool) -> str:
        """The beginning of a card around content that is Markdown of the page itself."""
        tag = "span" if inline else "div"
        name = escape(call.name)
        return (
            f'<{tag} class="shortcode" data-name="{name}">{label_of(call)}<{tag} class="shortcode-content">'
        )

    def card_close(self, *, inline: bool) -> str:
        """Its end."""
        return "</span></span>" if inline else "</div></div>"

    def _remote_card(self, call: Shortcode, target: str) -> str:
        name = _REMOTE[call.name]
        return (
            f'<span class="shortcode shortcode-remote" data-name="{escape(call.name)}"><span class="shortcode-name">'
            f'{escape(name)}</span> <span class="shortcode-arguments">{escape(target)}</span></span>'
        )

    # -- Hugo's own --

    def _details(self, call: Shortcode, inner: str) -> str:
        summary = self.render_string(text_of(call.get("summary")) or "Details", False)
        opened = str(call.get("open")).lower() in ("true", "1")
        attributes = (
            attributes_of(call, "class", "name") + (" open" if opened else "") + attributes_of(call, "title")
        )
        return f"\n<details{attributes}>\n\t<summary>{summary}</summary>\n\t{self.render_string(inner, True)}</details>\n"

    def _figure(self, call: Shortcode, inner: str) -> str:
        link = text_of(call.get("link"))
        caption, title = text_of(call.get("caption")), text_of(call.get("title"))
        attribution = text_of(call.get("attr"))
        source = self._image_address(text_of(call.get("src")))
        alt = ""
        if text_of(call.get("alt")) or caption:
            words = text_of(call.get("alt")) or _TAGS.sub("", self.render_string(caption, False))
            alt = f'\n\t\t\talt="{escape(words)}"'
        image = f'<img src="{source}"{alt}{attributes_of(call, "width", "height", "loading")}>'
        if link:
            image = f'<a href="{_href(link)}"{attributes_of(call, "target", "rel")}>{image}</a>'
        html = f"<figure{attributes_of(call, 'class')}>{image}"
        if title or caption or attribution:
            html += "<figcaption>\n\t\t\t" + (f"<h4>{escape(title)}</h4>" if title else "")
            if caption or attribution:
                credit = self.render_string(attribution, False)
                if text_of(call.get("attrlink")):
                    credit = f'\n\t\t\t\t\t\t<a href="{_href(text_of(call.get("attrlink")))}">{credit}</a>'
                html += f"<p>{self.render_string(caption, False)}{credit}</p>"
            html += "\n\t\t</figcaption>"
        return html + "\n</figure>\n"

    def _image_address(self, source: str) -> str:
        try:
            parts = urlsplit(source)
        except ValueError:
            return _href(source)
        found = None if parts.scheme else self.find_file(parts.path.removeprefix("./"))
        return _href(found or source)

    def _highlight(self, call: Shortcode, inner: str) -> str:
        if call.indentation:
            inner = "\n".join(line.removeprefix(call.indentation) for line in inner.split("\n"))
        options = highlight_options(text_of(call.get(1)))
        return self.code.html(inner.strip("\r\n"), text_of(call.get(0)), options)

    def _param(self, call: Shortcode, inner: str) -> str:
        name = text_of(call.get(0))
        if not name:
            return self._failed(call, "param-missing", "The shortcode “param” needs the name of a parameter.")
        for params in (self.page.params, self.page.site_params):
            value = look_up(params, name)
            if value is not None and value != "":
                return escape(text_of(value) if isinstance(value, (str, bool, int, float)) else str(value))
        return self._failed(call, "param-missing", f"The page and the site have no parameter “{name}”.")

    def _ref(self, call: Shortcode, inner: str) -> str:
        target = text_of(call.get("path") or call.get(0))
        language = text_of(call.get("lang") or call.get(1) or "")
        if not target:
            return self._failed(call, "ref-broken", f"The shortcode “{call.name}” needs a path.")
        path, _, fragment = target.partition("#")
        anchor = f"#{fragment}" if fragment else ""
        if not path or urlsplit_safe(path)[0] in ("http", "https") or self.page.find_page is None:
            return escape(target)
        found = self.page.find_page(path, language)
        wrong = None if found is not None else Judgement(f"No page “{path}”: Hugo stops here.", "error")
        if self.page.ref_problem is not None:
            wrong = self.page.ref_problem(path, language)
        if wrong is not None and self.page.whole_site:
            code = "ref-broken" if wrong.severity == "error" else "ref-unknown"
            self.problems.append(Problem(wrong.severity, code, wrong.message, call.line, call.line + 1))
        if found is None:
            return escape(target)
        site = self.page.base_url.rstrip("/") if call.name == "ref" else base_path(self.page.base_url)
        return escape(site + found + anchor)

    def _comment(self, call: Shortcode, inner: str) -> str:
        return ""

    def _qr(self, call: Shortcode, inner: str) -> str:
        return self._remote_card(call, text_of(call.get("text")) or inner.strip())

    def _youtube(self, call: Shortcode, inner: str) -> str:
        identity = text_of(call.get("id") or call.get(0))
        if self.cards or not identity:
            return self._remote_card(call, identity)
        return youtube_frame(call, identity)

    def _vimeo(self, call: Shortcode, inner: str) -> str:
        identity = text_of(call.get("id") or call.get(0))
        if self.cards or not identity:
            return self._remote_card(call, identity)
        return vimeo_frame(call, identity)

    def _remote(self, call: Shortcode, inner: str) -> str:
        words = [str(value) for value in (*call.positional, *call.named.values())]
        return self._remote_card(call, " ".join(words))


WHEN_RENDERED = frozenset({"param-missing", "ref-broken", "shortcode-nesting"})
"""The problems at which Hugo stops only once it renders the page; at all others it stops as soon as it reads the file."""

_TEMPLATES: Mapping[str, Callable[[ShortcodeOutput, Shortcode, str], str]] = {
    "comment": ShortcodeOutput._comment,
    "details": ShortcodeOutput._details,
    "figure": ShortcodeOutput._figure,
    "gist": ShortcodeOutput._remote,
    "highlight": ShortcodeOutput._highlight,
    "instagram": ShortcodeOutput._remote,
    "param": ShortcodeOutput._param,
    "qr": ShortcodeOutput._qr,
    "ref": ShortcodeOutput._ref,
    "relref": ShortcodeOutput._ref,
    "tweet": ShortcodeOutput._remote,
    "twitter": ShortcodeOutput._remote,
    "vimeo": ShortcodeOutput._vimeo,
    "x": ShortcodeOutput._remote,
    "youtube": ShortcodeOutput._youtube,
}
_PLACE = re.compile(rf'<p(?: data-line="[0-9]+")?>({TOKEN.pattern})</p>|({TOKEN.pattern})')


def replace_tokens(html: str, calls: Sequence[Shortcode], output: ShortcodeOutput) -> str:
    """Put each call's HTML where its placeholder stands; alone in a paragraph (with a line or not) it takes its place."""
    if "HAHAHUGOSHORTCODE" not in html:
        return html
    by_token = {call.token(kind): (call, kind) for call in calls for kind in "soc"}

    def fill(match: re.Match[str]) -> str:
        found = by_token.get(match[1] or match[4])
        if found is None:
            return match[0]
        call, kind = found
        inline = match[1] is None
        if kind == "s":
            return output.html(call, inline=inline)
        return output.card_open(call, inline=inline) if kind == "o" else output.card_close(inline=inline)

    return _PLACE.sub(fill, html)


def _href(address: str) -> str:
    return escape(template_address(address))


def urlsplit_safe(address: str) -> tuple[str, str]:
    """(scheme, rest) of an address, whatever it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address
    return parts.scheme.lower(), address
