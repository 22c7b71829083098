"""Looks up the page that a `ref` or a link names, as Hugo does, in a table of the site's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.articles.problems import Judgement

_EXTENSIONS = frozenset(
    {"md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "org", "pandoc", "pdc", "rst"}
)


Withheld: TypeAlias = Mapping[str, Mapping[str, str]]
"""Why pages are not published ("is a draft"), by language and Hugo's .Path."""


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

    def __init__(self, pages: Mapping[str, Mapping[str, str]], without: Withheld | None = None) -> None:
        """Pages that stand in `without` too are not found."""
        self._pages = pages
        self._without = without or {}
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
        pages, without = self._pages.get(code, {}), self._without.get(code, {})
        found = (path for path in paths_meant(place, target) if path in pages and path not in without)
        return next((pages[path] for path in found), None)

    def _by_name(self, code: str) -> dict[str, list[str]]:
        if code not in self._names:
            names: dict[str, list[str]] = {}
            without = self._without.get(code, {})
            for path, address in self._pages.get(code, {}).items():
                if path not in without:
                    names.setdefault(path.rpartition("/")[2], []).append(address)
            self._names[code] = names
        return self._names[code]


class RefTargets:
    """Judges what a `ref` names: it fails Hugo's build unless it leads to one page that is published."""

    def __init__(
        self,
        pages: Mapping[str, Mapping[str, str]],
        withheld: Withheld,
        adapters: Sequence[str] = (),
    ) -> None:
        """`pages` with those that are `withheld`; below the places `adapters` more may be made that stand in no table."""
        self._withheld = PageTable(withheld)
        self._adapters = adapters
        self._published = PageTable(pages, without=withheld)

    def problem(self, place: PagePath, target: str, language: str) -> Judgement | None:
        """Return what is wrong with a `ref` in the article at `place`, None where it leads to a page."""
        if self._published.find(place, target, language) is not None:
            return None
        reason = self._withheld.find(place, target, language)
        if reason is not None:
            return Judgement(f"The page “{target}” {reason}: Hugo stops here.", "error")
        adapter = self._adapter_for(place, target)
        if adapter is not None:
            said = f"Whether there is a page “{target}” only Hugo knows: a content adapter makes pages at {adapter}."
            return Judgement(said, "hint")
        return Judgement(f"No page “{target}”: Hugo stops here.", "error")

    def _adapter_for(self, place: PagePath, target: str) -> str | None:
        """The place of an adapter that may make the page; a mere name may be that of any page."""
        paths = list(paths_meant(place, target))
        for adapter in self._adapters:
            above = adapter.rstrip("/") + "/"
            if "/" not in target or any(path == adapter or path.startswith(above) for path in paths):
                return adapter
        return None


def paths_meant(place: PagePath, target: str) -> Iterator[str]:
    """Yield the paths (Hugo's .Path) that a target may mean: from the article's folder, then from the top.

    Source: gohugoio/hugo, hugolib/pagecollections.go.
    """
    wanted = _folded(target)
    if wanted.strip("/") == "":
        yield "/"
        return
    has_extension = "." in wanted.rstrip("/").rpartition("/")[2]
    if not wanted.startswith("/"):
        yield _clean(f"{place.folder(has_extension, wanted)}/{_without_extension(wanted)}")
        if wanted.startswith("."):
            return
    yield _clean(_without_extension(wanted))


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
