"""What Hugo reads from the path of a content file: section, bundle, language, page path."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

# Suffixes of Hugo's default content types (hugo docs, "Content formats").
MARKDOWN_EXTENSIONS = frozenset({"md", "mdown", "markdown"})
CONTENT_EXTENSIONS = MARKDOWN_EXTENSIONS | {
    "html",
    "htm",
    "adoc",
    "asciidoc",
    "ad",
    "org",
    "pandoc",
    "pdc",
    "rst",
}

PathKind = Literal["page", "leaf", "branch", "file"]
_INDEXES: Mapping[str, PathKind] = {"index": "leaf", "_index": "branch"}


@dataclass(frozen=True, slots=True)
class ContentPath:
    """One path below a content folder, read by Hugo's rules (hugo, common/paths)."""

    logical: str
    """The path below the content folder as on disk, POSIX, without a leading slash."""
    kind: PathKind
    """"leaf" for index.md, "branch" for _index.md, "page" for other content files, "file" for the rest."""
    page: str
    """Hugo's .Path: leading slash, lower case, hyphens for spaces, no extension or language; "/" is home."""
    section: str
    """The first folder, lower case, "" at the top level."""
    name: str
    """The file's name without extension and language, as on disk; a bundle's is its folder's name."""
    language: str
    """The language in the file's name, "" without one."""
    extension: str
    disabled: bool
    """Whether the language in the name is one that the configuration switches off: Hugo skips the file."""

    @property
    def is_bundle(self) -> bool:
        """Whether the file is the index of a leaf or branch bundle."""
        return self.kind in ("leaf", "branch")


def parse_content_path(
    logical: str, languages: Collection[str] = (), switched_off: Collection[str] = ()
) -> ContentPath:
    """Read a path below the content folder (POSIX). `languages` are the codes that count in a file name."""
    folder, _, filename = logical.rpartition("/")
    stem, extension, language = _split_name(filename, languages, switched_off)
    kind: PathKind = "file"
    if extension in CONTENT_EXTENSIONS:
        # Hugo compares in lower case here too: Index.md makes a leaf bundle.
        kind = _INDEXES.get(stem.lower(), "page")
    depth = logical.count("/")
    section = "" if depth == 0 or (kind == "leaf" and depth == 1) else logical.partition("/")[0]
    page = _page(folder, filename, stem, extension, language, kind)
    return ContentPath(
        logical=logical,
        kind=kind,
        page=normalised(page),
        section=normalised(section),
        name=folder.rpartition("/")[2] if kind in ("leaf", "branch") else stem,
        language=language,
        extension=extension,
        disabled=bool(language) and language in switched_off,
    )


def normalised(path: str) -> str:
    """Return a path as Hugo compares paths: lower case, hyphens for spaces."""
    return lower(path).replace(" ", "-")


def lower(text: str) -> str:
    """Return text in lower case as Go has it: letter by letter, one for one (İ is i, a last Σ is σ)."""
    return text.lower() if text.isascii() else "".join([char.lower()[0] for char in text])


def is_ignored_name(name: str) -> bool:
    """Whether Hugo passes over a file or folder of this name (hidden, editors' temporary and backup files)."""
    return name.startswith((".", "#")) or name.endswith("~")


def _page(folder: str, filename: str, stem: str, extension: str, language: str, kind: PathKind) -> str:
    if kind in ("leaf", "branch"):
        return f"/{folder}"
    within = f"/{folder}/" if folder else "/"
    if kind == "page":
        return within + stem
    return within + (f"{stem}.{extension}" if language else filename)


def _split_name(
    filename: str, languages: Collection[str], switched_off: Collection[str]
) -> tuple[str, str, str]:
    # From the right: the extension, then at most one language; dots that mean nothing stay in the name.
    parts = filename.split(".")
    if len(parts) < 2:
        return filename, "", ""
    if len(parts) == 2:
        return parts[0], parts[1].lower(), ""
    extension = parts[-1].lower()
    name_parts = len(parts) - 1
    language = ""
    for index in range(len(parts) - 2, -1, -1):
        part = parts[index].lower()
        wrapped = len(part) > 2 and part.startswith("_") and part.endswith("_")
        if wrapped and part.startswith("_language_"):
            part = part.removeprefix("_language_").removesuffix("_")
        elif wrapped and index > 0:
            name_parts = index
            continue
        if len(parts) > 2 and not language and (part in languages or part in switched_off):
            language = part
            name_parts = index or name_parts
    return ".".join(parts[:name_parts]), extension, language
