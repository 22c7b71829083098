"""The register of steps: what the author may do, how often, with which choices, and how it is told."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.resident.world import World

Choose = Callable[[random.Random], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step. `do` acts on the world; `tell` is a sentence with the step's choices."""

    name: str
    share: int
    choose: Choose
    do: Callable[..., None]
    tell: str
    in_dialog: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step as data: it means the same in any list of steps, or nothing at all."""

    name: str
    choices: tuple[Any, ...] = ()
    hasty: bool = False
    """Whether the next step follows at once, before the window has come to rest."""

    def told(self) -> str:
        """Return the step in plain words."""
        sentence = KINDS[self.name].tell.format(*self.choices)
        return f"{sentence}, and go on at once" if self.hasty else sentence


KINDS: dict[str, Kind] = {}


def step(
    name: str, share: int, tell: str, choose: Choose = lambda _choice: (), *, in_dialog: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a kind of step; `in_dialog` where it means something while a dialog is open."""

    def register(do: Callable[..., None]) -> Callable[..., None]:
        KINDS[name] = Kind(name, share, choose, do, tell, in_dialog)
        return do

    return register


def perform(world: World, what: Step) -> None:
    """Do one step; raises MeaninglessError where it means nothing."""
    kind = KINDS[what.name]
    if not kind.in_dialog:
        world.free()
        world.end_composition()
    with world.told_of_questions():
        kind.do(world, *what.choices)
