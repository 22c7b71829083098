"""Brings pictures into a site where Hugo finds them, and writes the address an article uses for them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from editor.articles.storage.files import StorageError, read
from editor.site.bundles import bundle_folder
from editor.site.site import Site

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_STATIC_FOLDER = "images"  # below the static folder, for articles that are single files


class ImageError(Exception):
    """A picture that cannot be brought in; the message is one sentence for the author."""


def reference_to(site: Site, article: Path, picture: Path) -> str | None:
    """Return the address by which an article shows a picture where it lies, or None when Hugo would not find it.

    A bundle shows what lies beside its index; every article what lies in a static folder.
    """
    folder = bundle_folder(article)
    if folder is not None and folder in picture.parents:
        return picture.relative_to(folder).as_posix()
    for static in site.static_folders():
        if static in picture.parents:
            return "/" + Path(os.path.relpath(picture, static)).as_posix()
    return None


def bring_in(site: Site, article: Path, data: bytes, name: str) -> tuple[Path, str]:
    """Store a picture for an article and return its file and its address.

    It goes beside a bundle's index, else to ``static/images``. Nothing is overwritten: a taken name gets a number.
    Raises ImageError.
    """
    folder = bundle_folder(article)
    prefix = ""
    if folder is None:
        statics = site.static_folders()
        own = next((static for static in statics if site.root in static.parents), site.root / "static")
        folder, prefix = own / _STATIC_FOLDER, f"/{_STATIC_FOLDER}/"
    clean = clean_name(name)
    stem, suffix = Path(clean).stem, Path(clean).suffix
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 10_000):
            target = folder / (clean if number == 1 else f"{stem}-{number}{suffix}")
            try:
                with target.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                if _holds(target, data):
                    return target, prefix + target.name
                continue
            return target, prefix + target.name
    except OSError as error:
        raise ImageError(f"{clean} could not be stored in {folder}: {error.strerror or error}.") from error
    raise ImageError(f"There are too many pictures called {clean} in {folder}.")


def clean_name(name: str) -> str:
    """Return a file name that is the same in every address: lower case, hyphens for spaces, no folders."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2]).strip().lower()
    stem, dot, suffix = _NOT_IN_NAMES.sub("-", plain).rpartition(".")
    if not stem:
        stem, dot, suffix = suffix, "", ""
    return (stem.strip("-.")[:80] or "picture") + (dot + suffix)[:10]


def _holds(target: Path, data: bytes) -> bool:
    try:
        return read(target, limit=len(data)).data == data
    except StorageError:
        return False
