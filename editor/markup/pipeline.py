"""The Python-Markdown pipeline behind the parser: tree processors, serialiser, postprocessors.

The document parser of Python-Markdown is replaced (see `commonmark`), and its built-in inline patterns with it. What
further extensions bring is plugged in: tree processors, inline patterns and postprocessors run on each block's tree
and HTML; preprocessors and block processors have nothing to work on any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import markdown

from editor.articles.problems import Problem
from editor.markup.nodes import Raw
from editor.markup.serializer import inner_html

_OWN_TREE = ("inline", "prettify", "unescape")
_OWN_PATTERNS = (
    "backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "linebreak", "html", "entity", "not_strong", "em_strong", "em_strong2",
)  # fmt: skip
_OWN_POST = ("raw_html", "amp_substitute")


class Pipeline:
    """One Markdown instance with the extensions that the author's settings name."""

    def __init__(self, extensions: Sequence[str], *, xhtml: bool) -> None:
        self._xhtml = xhtml
        self.problems: list[Problem] = []
        self._markdown = markdown.Markdown(output_format="xhtml" if xhtml else "html")
        patterns = self._markdown.inlinePatterns
        built_in = {name: patterns[name] for name in _OWN_PATTERNS if name in patterns}
        loaded = [name for name in extensions if self._load(name)]
        for name, pattern in built_in.items():
            if name in patterns and patterns[name] is pattern:
                patterns.deregister(name)
        unused = _OWN_TREE if not loaded else () if len(patterns) else ("inline",)
        for name in unused:
            self._markdown.treeprocessors.deregister(name, strict=False)
        for name in () if loaded else _OWN_POST:
            self._markdown.postprocessors.deregister(name, strict=False)
        if loaded:
            self._markdown.treeprocessors.deregister("prettify", strict=False)
        self._loaded = bool(loaded)
        self._tree = tuple(self._markdown.treeprocessors)
        self._post = tuple(self._markdown.postprocessors)

    def _load(self, name: str) -> bool:
        try:
            self._markdown.registerExtensions([name], {})
        except Exception as error:  # noqa: BLE001  (an extension may raise anything while it sets itself up)
            message = f"The Python-Markdown extension “{name}” cannot be used: {error}"
            self.problems.append(Problem("warning", "extension", message, 0, 1))
            return False
        return True

    def html(self, root: Element) -> str:
        """The HTML inside `root`, after all processors. An extension that fails is left out from then on."""
        if self._loaded:
            self._markdown.htmlStash.reset()
            before = inner_html(root, xhtml=self._xhtml)
            try:
                return self._processed(self._with_stash(root))
            except Exception as error:  # noqa: BLE001  (whatever a further extension raises, the article must be shown)
                self._give_up(error)
                return before
        return self._processed(root)

    def _processed(self, root: Element) -> str:
        for processor in self._tree:
            new_root = processor.run(root)
            root = root if new_root is None else new_root
        html = inner_html(root, xhtml=self._xhtml)
        for postprocessor in self._post:
            html = postprocessor.run(html)
        return html

    def _with_stash(self, root: Element) -> Element:
        """Raw HTML as Python-Markdown's own placeholders: extensions expect elements to have names."""
        for parent in list(root.iter()):
            for child in list(parent):
                tag: object = child.tag
                if tag is not Raw:
                    continue
                text = self._markdown.htmlStash.store(child.text or "") + (child.tail or "")
                at = list(parent).index(child)
                parent.remove(child)
                if at:
                    parent[at - 1].tail = (parent[at - 1].tail or "") + text
                else:
                    parent.text = (parent.text or "") + text
        return root

    def _give_up(self, error: Exception) -> None:
        self._loaded = False
        self._tree, self._post = (), ()
        message = f"A Python-Markdown extension failed and is left out: {type(error).__name__}: {error}"
        self.problems.append(Problem("warning", "extension", message, 0, 1))
