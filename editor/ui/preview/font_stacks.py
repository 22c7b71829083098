"""Leaves the fonts out of the preview's style sheets that the machine does not have."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from PySide6.QtGui import QFontDatabase

_GENERIC = frozenset({"serif", "sans-serif", "monospace"})
# The lists of families that the style sheets keep as custom properties, see `resources/styles/article.css`.
_STACK = re.compile(r"^(  --(?:latin|han|sans|mono|rest)[\w-]*: )([^;]+)(;)$", re.MULTILINE)


def with_fonts_at_hand(css: str) -> str:
    """Name only families that are there, where that saves time.

    On Linux the web engine asks the system for each missing family anew, for each size and weight of the page: a
    seventh of the time until an article of 10 KB is first painted goes into that.
    """
    # Asked for one by one: in its list, Qt names a family with its foundry where there are several.
    return only_installed(css, QFontDatabase.hasFamily) if sys.platform.startswith("linux") else css


def only_installed(css: str, is_there: Callable[[str], bool]) -> str:
    """Drop the families from the sheets' stacks that are not there; a stack keeps one name at least."""

    def shortened(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[2].split(",")]
        kept = [name for name in names if name in _GENERIC or is_there(name.strip('"'))]
        return found[1] + ", ".join(kept or names[:1]) + found[3]

    return _STACK.sub(shortened, css)
