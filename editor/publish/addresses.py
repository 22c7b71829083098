"""Asks Hugo where an article is published, and finds that place on its server."""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from editor.publish.hugo import Question, environment_name
from editor.publish.overlay import Overlay
from editor.site.config.config import load_config
from editor.site.config.values import text_of

_INDEX = "_index."
_LARGEST = 16 * 1024 * 1024  # bytes of an `_index` file


def permalink_of(question: Question, overlay: Overlay, path: Path, header: bytes) -> str | None:
    """Return Hugo's address for an article with this front matter; None when it makes no page of it.

    Hugo reads only this article and the ``_index`` files above it, whose ``cascade`` may give addresses, so the answer
    takes no longer on a large site. Raises HugoError and OSError.
    """
    alone = overlay.without_site()
    try:
        for index in _indexes_above(path, overlay):
            alone.write(index, index.read_bytes())
        alone.write(path, header)
        told = question.ask(
            "list", "all", *question.config_option(alone.config), variables=alone.environment()
        )
        places = {os.path.realpath(place) for place in alone.places_of(path)}
        return next(_permalinks(told, question.root, places), None)
    finally:
        alone.discard()


def base_addresses(question: Question) -> dict[str, str]:
    """Return each language's ``baseURL`` as configured for the server, and that of the site under ""."""
    config = load_config(question.root, environment_name())
    bases = {"": config.base_url}
    # `hugo config` does not print those of the languages.
    for code in config.languages:
        bases[code] = text_of(config.language_settings(code).get("baseurl"))
    return bases


def served_at(permalink: str, addresses: Mapping[str, str], bases: Mapping[str, str]) -> str:
    """Return where the server shows a page: `addresses` as in `Ready`, `bases` as from `base_addresses`."""
    for code, address in addresses.items():
        base = bases.get(code, "").rstrip("/")
        if base and permalink.startswith(base + "/"):
            return address + permalink[len(base) + 1 :]
    parts = urlsplit(next(iter(addresses.values())))
    return f"{parts.scheme}://{parts.netloc}{urlsplit(permalink).path}"


def _permalinks(told: str, root: Path, places: set[str]) -> Iterator[str]:
    table = csv.DictReader(io.StringIO(told[told.find("path,") :]))
    for row in table:
        if os.path.realpath(root / row["path"]) in places:
            yield row["permalink"]


def _indexes_above(path: Path, overlay: Overlay) -> Iterator[Path]:
    for folder in path.parents:
        if not overlay.covers(folder):
            return
        try:
            files = sorted(folder.iterdir())
        except OSError:
            continue
        yield from (
            file for file in files if file.name.startswith(_INDEX) and file != path and _is_read(file)
        )


def _is_read(file: Path) -> bool:
    """Whether Hugo reads a file: no pipe, no link. A list of addresses is not worth a monstrous one."""
    try:
        status = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST
