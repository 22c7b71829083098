"""What the window and the process that looks at a site's articles send each other, pickled."""

from __future__ import annotations

from typing import NamedTuple

from editor.articles.problems import Problem


class Request(NamedTuple):
    """Look at all articles, or at those that changed files concern."""

    changed: list[str] | None
    """None: all."""
    left_out: list[str]
    """Articles that are not to be looked at."""


class Order(NamedTuple):
    """The first answer: the articles that are looked at, in this order, and those that are gone."""

    wanted: list[str]
    gone: list[str]


class Found(NamedTuple):
    """The answer for each article that is not left out."""

    name: str
    problems: tuple[Problem, ...]
