"""One change of front matter to many articles: each file read, changed, verified and written apart from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError, FrontMatterRefused
from editor.articles.habits import typical_order
from editor.articles.storage import files as storage

# Neighbours that are read to learn where a new key goes.
_EXAMPLES = 40

Change = Callable[[FrontMatter, Callable[[], Sequence[str]]], FrontMatter]


class Failure(NamedTuple):
    """What went wrong with one file; `place` is ":line:column" where there is one."""

    path: Path
    place: str
    message: str


def edit_articles(paths: Iterable[Path], change: Change) -> Iterator[Failure]:
    """Apply a change to articles and write those that it alters; yields what failed.

    change: gets the front matter and a function that returns the order of keys in the neighbouring articles.
    """
    failures: list[Failure] = []
    orders: dict[Path, Sequence[str]] = {}

    def changed() -> Iterator[tuple[Path, bytes, bytes]]:
        for path in dict.fromkeys(paths):
            try:
                stored = storage.read(path)
                data = _changed(stored, change, orders)
            except storage.StorageError as error:
                failures.append(Failure(path, "", error.message))
            except FrontMatterError as error:
                failures.append(Failure(path, f":{error.line}:{error.column}", error.message))
            except FrontMatterRefused as error:
                failures.append(Failure(path, "", error.reason))
            else:
                if data != stored.data:
                    yield path, data, stored.data

    for result in storage.write_many(changed()):
        if isinstance(result, storage.StorageError):
            failures.append(Failure(result.path, "", result.message))
        yield from failures
        failures.clear()
    yield from failures


def _changed(stored: storage.StoredFile, change: Change, orders: dict[Path, Sequence[str]]) -> bytes:
    article = Article.from_bytes(stored.data)
    if article.read_only_reason:
        raise FrontMatterRefused(article.read_only_reason)
    before = FrontMatter.read(article.header, article.newline)

    def order() -> Sequence[str]:
        folder = _family(stored.path)
        if folder not in orders:
            orders[folder] = neighbours_order(stored.path)
        return orders[folder]

    after = change(before, order)
    if after is before:
        return stored.data
    # The body's bytes are taken as they are: encoding long bodies again would be most of the work.
    body = stored.data[len(article.bom) + len(article.header.encode()) :]
    return article.bom + after.text.encode() + body


def _family(path: Path) -> Path:
    """The folder whose articles are a file's neighbours: for a leaf bundle the one that holds the bundles."""
    return path.parent.parent if path.stem.split(".")[0] == "index" else path.parent


def neighbours_order(path: Path) -> Sequence[str]:
    """Return the usual order of keys in the articles beside a file."""
    folder = _family(path)
    names = folder.glob("*/index*.md") if folder != path.parent else folder.glob("*.md")
    examples: list[list[str]] = []
    try:
        for name in islice(names, _EXAMPLES):
            try:
                header = Article.from_bytes(storage.read(name).data).header
                examples.append(list(FrontMatter.read(header).fields))
            except (storage.StorageError, FrontMatterError):
                continue
    except OSError:
        # A folder that cannot be listed teaches nothing.
        return ()
    return typical_order(examples)
