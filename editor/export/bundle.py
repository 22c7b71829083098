"""Writes an article as a page bundle of its own: its Markdown, and every file it shows beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from lxml import html

from editor.export.document import cleaning
from editor.export.naming import safe_name
from editor.rendering.site_reader import SiteReader
from editor.rendering.source import ArticleSource
from editor.site.bundles import bundle_folder, is_of_site, resolve_image, resources

_MOST_FILES = 5000
# Where an address stands in Markdown or HTML: behind `](`, behind a reference's label, in a `src` attribute.
_ADDRESS = re.compile(
    r"""(?P<lead>\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:\s*<?|\bsrc\s*=\s*["']?)(?P<address>[^\s<>"')]+)""",
    re.MULTILINE,
)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of the bundle, its place relative to the article's text."""

    place: PurePosixPath
    source: Path


@dataclass(frozen=True, slots=True)
class Bundle:
    """An article's bytes, the files that go beside it, and what could not be taken along."""

    text: bytes
    files: tuple[BundleFile, ...]
    warnings: tuple[str, ...] = ()


def make_bundle(reader: SiteReader, source: ArticleSource) -> Bundle:
    """Gather an article with its files. Its text changes only in the addresses of pictures from elsewhere in the site."""
    files = {place: BundleFile(place, path) for place, path in _own_files(reader, source)}
    warnings: list[str] = []
    renamed: dict[str, str] = {}
    for address in _picture_addresses(reader, source):
        path = resolve_image(reader.site, source.path, address)
        if path is None or not is_of_site(reader.site, source.path, path):
            if not address.startswith("data:"):
                warnings.append(f"picture {address[:120]!r} left out: it is not in the site")
            continue
        place = PurePosixPath(unquote(address)) if not address.startswith("/") else None
        if place is not None and ".." not in place.parts and place in files:
            continue
        place = _free_place(path, files)
        files[place] = BundleFile(place, path)
        renamed[unquote(address)] = str(place)
    text = source.data
    if renamed:
        changed = _with_addresses(source, renamed)
        if _still_the_same(reader, source, changed, renamed):
            text = source.article.with_editor_body(changed).to_bytes()
        else:
            warnings.append("the addresses of its pictures were kept as they are")
    return Bundle(text, tuple(files.values()), tuple(warnings))


def _own_files(reader: SiteReader, source: ArticleSource) -> Iterator[tuple[PurePosixPath, Path]]:
    root = reader.site.root.resolve()
    folder = bundle_folder(source.path) or source.path.parent / source.path.name.rpartition(".")[0]
    for number, path in enumerate(resources(source.path)):
        if number >= _MOST_FILES:
            return
        if path.resolve().is_relative_to(root) and path.is_relative_to(folder):
            yield PurePosixPath(path.relative_to(folder).as_posix()), path


def _picture_addresses(reader: SiteReader, source: ArticleSource) -> list[str]:
    body = cleaning.clean(reader.render(source).html)
    return list(
        dict.fromkeys((image.get("src") or "").strip() for image in body.iter("img") if image.get("src"))
    )


def _free_place(path: Path, files: Mapping[PurePosixPath, BundleFile]) -> PurePosixPath:
    name = safe_name(path.name)
    for place, file in files.items():
        if file.source == path:
            return place
    number = 2
    place = PurePosixPath(name)
    while place in files:
        place = PurePosixPath(f"{Path(name).stem}-{number}{Path(name).suffix}")
        number += 1
    return place


def _with_addresses(source: ArticleSource, renamed: Mapping[str, str]) -> str:
    """Return the body with addresses exchanged, code left alone."""
    fence = ""
    lines: list[str] = []
    for line in source.article.editor_body.split("\n"):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif match:
            fence = match[1]
        else:
            line = _exchange(line, renamed)
        lines.append(line)
    return "\n".join(lines)


def _exchange(line: str, renamed: Mapping[str, str]) -> str:
    code = [match.span() for match in _CODE_SPAN.finditer(line)]

    def new(match: re.Match[str]) -> str:
        wanted = renamed.get(unquote(match["address"]))
        if wanted is None or any(start <= match.start() < end for start, end in code):
            return match[0]
        return match["lead"] + quote(wanted)

    return _ADDRESS.sub(new, line)


def _still_the_same(reader: SiteReader, source: ArticleSource, body: str, renamed: Mapping[str, str]) -> bool:
    """Whether the changed body renders to the same page but for the addresses of pictures."""
    changed = replace(source, article=source.article.with_editor_body(body))
    after = cleaning.clean(reader.render(changed).html)
    before = cleaning.clean(reader.render(source).html)
    for image in before.iter("img"):
        wanted = renamed.get(unquote((image.get("src") or "").strip()))
        if wanted is not None:
            image.set("src", quote(wanted))
    return html.tostring(before) == html.tostring(after)
