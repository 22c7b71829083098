"""Finds the files that travel with the program: icons, styles, page templates, the sample site."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(relative: str) -> Path:
    """Return the path of a packaged resource, e.g. ``resource_path("icons/save.svg")``.

    An installed wheel carries the folder inside the package; a checkout has it beside the package.
    The file itself is not checked for existence.
    """
    packaged = _PACKAGE / "_resources"
    root = packaged if packaged.is_dir() else _PACKAGE.parent / "resources"
    return root / relative
