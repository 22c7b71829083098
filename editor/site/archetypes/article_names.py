"""Which names a new article may have, on any system and for Hugo."""

from __future__ import annotations

import os
import re

from editor.site.content_path import CONTENT_EXTENSIONS, is_ignored_name
from editor.site.site import SiteError

# Names that Windows gives to devices, with any extension.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_LONGEST_NAME = 255


def checked_parts(name: str) -> list[str]:
    """Return the parts of a name that is safe to create on any system; raises SiteError for any other."""
    if not name.strip("/"):
        raise SiteError("The new article needs a name.")
    parts = name.strip("/").split("/") if not name.startswith("/") else []
    if not parts or re.match(r"[A-Za-z]:", name) or "\\" in name:
        raise SiteError(f"{name!r} is no path below the content folder: write it as SECTION/NAME.")
    for part in parts:
        if part in ("", ".", ".."):
            raise SiteError(f"{name!r} would leave the content folder: write it as SECTION/NAME.")
        if _FORBIDDEN.search(part) or part != part.strip() or part.endswith("."):
            raise SiteError(
                f"{part!r} cannot be a file name on every system; choose letters, digits and hyphens."
            )
        if _DEVICES.fullmatch(part):
            raise SiteError(f"{part!r} is a device name on Windows; choose another name.")
        if is_ignored_name(part):
            raise SiteError(f"Hugo passes over names such as {part!r}; choose another name.")
        try:
            too_long = len(os.fsencode(part)) > _LONGEST_NAME - len(".md")
        except UnicodeEncodeError:
            too_long = False
        if too_long:
            raise SiteError(f"The name {part[:40]!r}… is too long for a file.")
    extension = parts[-1].rpartition(".")[2].lower()
    if not has_no_extension(parts[-1]) and extension not in CONTENT_EXTENSIONS:
        parts[-1] += ".md"
    return parts


def has_no_extension(name: str) -> bool:
    """Whether a file name has no suffix."""
    return "." not in name


def names_index(name: str) -> bool:
    """Whether a file name is that of a leaf bundle's index, in any language."""
    return name.lower().partition(".")[0] == "index"
