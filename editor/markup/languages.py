"""Languages of code blocks: the names that Hugo's highlighter knows, and the lexer of Pygments for each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from editor.resources import resource_path

# What Hugo's highlighter overlooks at the end of a file name.
_SUFFIXES = (
    *("~", ".bak", ".old", ".orig"),
    *(".dpkg-dist", ".dpkg-old", ".ucf-dist", ".ucf-new", ".ucf-old"),
    *(".rpmnew", ".rpmorig", ".rpmsave", ".in"),
)


@dataclass(frozen=True, slots=True)
class _Table:
    """Lexers of Pygments by name and alias, and by patterns of file names in the order in which they are tried."""

    names: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _table() -> _Table:
    names: dict[str, str] = {}
    patterns = []
    for line in resource_path("code-languages.tsv").read_text("utf-8").splitlines():
        lexer, aliases, globs = line.split("\t")
        for alias in aliases.split("|"):
            names.setdefault(alias, lexer)
        if globs:
            patterns.append((re.compile("|".join(map(translate, globs.split("|")))), lexer))
    return _Table(names, tuple(patterns))


def lexer_name(language: str) -> str | None:
    """Pygments' name for a code block's language; None when Hugo shows the block without its highlighter.

    Hugo looks for a name or an alias in any case, then for a file name or its suffix (Chroma, registry.go).
    """
    table = _table()
    found = table.names.get(language.lower())
    if found is None:
        places = [posixpath.basename(name) for name in (f"filename.{language}", language)]
        places += [name.removesuffix(end) for name in places for end in _SUFFIXES if name.endswith(end)]
        found = next((lexer for pattern, lexer in table.patterns if any(map(pattern.match, places))), None)
    return found


def lexer_for(language: str) -> Lexer | None:
    """The lexer for a code block's language, None as with `lexer_name`. It leaves the code's blank lines alone."""
    name = lexer_name(language)
    return get_lexer_by_name(name, stripnl=False, ensurenl=False) if name is not None else None
