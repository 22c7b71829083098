"""Hugo for a site that its author does not trust: it starts nothing, loads nothing, reads nothing of the author's.

Everything goes by variables, which come after all configuration of the site (files, ``config/`` folders, themes).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypedDict

from editor.site.places import is_within

OLDEST_RESTRICTED = (0, 168)
"""The first version that was seen to keep to all of this: older ones put files from anywhere into scripts and styles."""

_NOTHING = "none"
SECURITY: Final[Mapping[str, str]] = {
    "HUGO_SECURITY_EXEC_ALLOW": _NOTHING,
    "HUGO_SECURITY_EXEC_OSENV": _NOTHING,
    "HUGO_SECURITY_FUNCS_GETENV": _NOTHING,
    "HUGO_SECURITY_HTTP_URLS": _NOTHING,
    "HUGO_SECURITY_HTTP_METHODS": _NOTHING,
    "HUGO_SECURITY_ENABLEINLINESHORTCODES": "false",
    "HUGO_SECURITY_NODE_PERMISSIONS_ALLOWREAD": _NOTHING,
    "HUGO_SECURITY_NODE_PERMISSIONS_ALLOWWRITE": _NOTHING,
    "HUGO_SECURITY_NODE_PERMISSIONS_DISABLE": "false",
}
"""Hugo's own settings that keep it back."""

# What a program needs of the system to run at all; nothing of the author's, no HUGO_*.
_KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR")


class OutsideError(RuntimeError):
    """The site reaches for files outside its own folder: these `places`."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__("; ".join(places))
        self.places = places


class TooOldToRestrictError(RuntimeError):
    """This Hugo cannot be kept from showing files of the author's to the scripts of a page."""


def restricted_variables(private: Path) -> dict[str, str]:
    """Return what a restricted Hugo finds around it; `private` is a folder of ours, its home and search path."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = str(private / "home")
    # A folder without a program: Hugo finds neither node nor go nor git, whatever it may be allowed.
    found = {"HOME": home, "USERPROFILE": home, "PATH": str(private / "no-programs")}
    if sys.platform == "win32":
        found["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    return {**kept, **found}


def places_outside(root: Path, told: str) -> tuple[str, ...]:
    """Return the mounts that lead out of the site at `root`; `told` is the answer of ``hugo config mounts``."""
    real = os.path.realpath(root)
    outside: dict[str, None] = {}
    for module in _tables_in(told):
        folder = str(module.get("dir", ""))
        sources = [str(mount.get("source", "")) for mount in module.get("mounts") or ()]
        for place in (folder, *(os.path.join(folder, source) for source in sources)):  # noqa: PTH118
            target = os.path.realpath(place)
            if not is_within(target, real):
                outside[target] = None
    # What lies in one of the others is told by it.
    return tuple(place for place in outside if not any(place != o and is_within(place, o) for o in outside))


class _Mount(TypedDict, total=False):
    source: str


class _Module(TypedDict, total=False):
    """A module, or the site itself, as Hugo tells where it lies."""

    dir: str
    mounts: list[_Mount] | None


def _tables_in(told: str) -> Iterator[_Module]:
    """Read JSON objects that follow one another."""
    decoder = json.JSONDecoder()
    place = told.find("{")
    while place >= 0:
        table, end = decoder.raw_decode(told, place)
        yield table
        place = told.find("{", end)
