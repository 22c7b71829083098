"""What a typed name means for an article's file, or for the folder of its bundle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.site.bundles import bundle_folder
from editor.site.content_path import CONTENT_EXTENSIONS
from editor.site.site import Site


@dataclass(frozen=True, slots=True)
class Renaming:
    """What is renamed, and the part of its name that is the author's: without language and ending."""

    old: Path
    shown: str
    tail: str
    """What follows the author's part: ``.en.md``, "" for a folder."""

    @classmethod
    def of(cls, path: Path, site: Site | None) -> Renaming:
        """Return it for an article: a bundle is renamed with its folder."""
        folder = bundle_folder(path)
        if folder is not None:
            return cls(folder, folder.name, "")
        name, language = path.name, site.content_path(path).language if site is not None else ""
        stem = name.removesuffix(path.suffix)
        shown = stem[: -len(language) - 1] if language and stem.lower().endswith(f".{language}") else stem
        return cls(path, shown, name[len(shown) :])

    def target(self, typed: str, site: Site | None = None) -> Path:
        """Return the path that a typed name means; raises ValueError for one that no file can have.

        An ending that is typed along is not put behind a second time, and another content ending or language
        typed on purpose counts.
        """
        name = typed.strip()
        if not name or any(part in name for part in ("/", "\\", "\0")) or name in (".", ".."):
            raise ValueError(name)
        stem, dot, ending = name.rpartition(".")
        has_ending = bool(dot and stem) and ending.lower() in CONTENT_EXTENSIONS
        if not self.tail:
            return self.old.with_name(stem if has_ending else name)
        if name.lower().endswith(self.tail.lower()) and len(name) > len(self.tail):
            return self.old.with_name(name[: -len(self.tail)] + self.tail)
        if not has_ending:
            return self.old.with_name(name + self.tail)
        new = self.old.with_name(name)
        own_ending = f".{ending}".lower() == self.old.suffix.lower()
        if own_ending and (site is None or not site.content_path(new).language):
            return self.old.with_name(stem + self.tail)
        return new
