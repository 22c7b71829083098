"""Looks up the page that a `ref` or a link names, as Hugo does, in a table of the site's pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_EXTENSIONS = frozenset(
    {"md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "org", "pandoc", "pdc", "rst"}
)


@dataclass(frozen=True, slots=True)
class PagePath:
    """Where an article stands: Hugo's .Path of it, its path below the content folder, its language."""

    path: str
    logical_path: str
    language: str

    def folder(self, has_extension: bool, target: str) -> str:
        """Return the folder from which a relative target counts: a leaf bundle's own only for ``../page.md``."""
        kind = self.logical_path.rpartition("/")[2].partition(".")[0].lower()
        is_own = kind == "_index" or (kind == "index" and has_extension and target.startswith("../"))
        return self.path.rstrip("/") if is_own else self.path.rpartition("/")[0]


class PageTable:
    """The addresses of a site's pages by language and Hugo's .Path (``/posts/first``)."""

    def __init__(self, pages: Mapping[str, Mapping[str, str]]) -> None:
        self._pages = pages
        self._names: dict[str, dict[str, list[str]]] = {}

    def find(self, place: PagePath, target: str, language: str) -> str | None:
        """Return the address that a `ref` to `target` means in the article at `place`, or None.

        Where no path leads to a page, a mere name means the only page of that name.
        """
        code = language.lower() or place.language
        found = self._at_path(place, target.strip(), code)
        if found is not None or "/" in target:
            return found
        named = self._by_name(code).get(_without_extension(_folded(target.strip())), [])
        return named[0] if len(named) == 1 else None

    def find_link(self, place: PagePath, target: str) -> str | None:
        """Return the address that a link's path leads to in the article at `place`, or None."""
        return self._at_path(place, target, place.language)

    def _at_path(self, place: PagePath, target: str, code: str) -> str | None:
        """Look from the article's folder, then from the top (gohugoio/hugo, hugolib/pagecollections.go)."""
        pages = self._pages.get(code, {})
        wanted = _folded(target)
        if wanted.strip("/") == "":
            return pages.get("/")
        has_extension = "." in wanted.rstrip("/").rpartition("/")[2]
        if not wanted.startswith("/"):
            found = pages.get(_clean(f"{place.folder(has_extension, wanted)}/{_without_extension(wanted)}"))
            if found is not None or wanted.startswith("."):
                return found
        return pages.get(_clean(_without_extension(wanted)))

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
