"""Looks up the page that a `ref` or `relref` names, as Hugo does, in a table of the site's pages."""

from __future__ import annotations

from collections.abc import Mapping

_EXTENSIONS = frozenset(
    {"md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "org", "pandoc", "pdc", "rst"}
)


class PageTable:
    """The addresses of a site's pages by language and Hugo's .Path (``/posts/first``)."""

    def __init__(self, pages: Mapping[str, Mapping[str, str]]) -> None:
        self._pages = pages
        self._names: dict[str, dict[str, list[str]]] = {}

    def find(self, page: str, own_language: str, target: str, language: str) -> str | None:
        """Return the address that `target` means in the article at `page` (its .Path), or None.

        A relative target is looked up from the article, then beside it, then from the top, then by its last part
        if only one page has that name (gohugoio/hugo, `ref`).
        """
        wanted = _without_extension(_folded(target.strip()))
        code = language.lower() or own_language
        pages = self._pages.get(code, {})
        if wanted.startswith("/"):
            ways = [wanted]
        else:
            ways = [f"{page.rstrip('/')}/{wanted}", f"{page.rpartition('/')[0]}/{wanted}", f"/{wanted}"]
        for way in ways:
            address = pages.get(_clean(way))
            if address is not None:
                return address
        if wanted.startswith("/"):
            return None
        named = self._by_name(code).get(wanted.rpartition("/")[2], [])
        return named[0] if len(named) == 1 else None

    def _by_name(self, code: str) -> dict[str, list[str]]:
        if code not in self._names:
            names: dict[str, list[str]] = {}
            for path, address in self._pages.get(code, {}).items():
                names.setdefault(path.rpartition("/")[2], []).append(address)
            self._names[code] = names
        return self._names[code]


def _folded(path: str) -> str:
    # Go lowers letter by letter, one for one.
    return "".join(char.lower()[0] for char in path).replace(" ", "-")


def _without_extension(path: str) -> str:
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in _EXTENSIONS:
        path = stem
    for index in ("/_index", "/index"):
        path = path.removesuffix(index)
    return "" if path in ("_index", "index") else path


def _clean(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part and part != ".":
            parts.append(part)
    return "/" + "/".join(parts)
