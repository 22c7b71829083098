"""Chooses what the author does next, from a seed."""

from __future__ import annotations

import random
from collections.abc import Collection

from tests.resident import (
    steps_chips,
    steps_clipboard,
    steps_dialogs,
    steps_export,
    steps_fields,
    steps_open_articles,
    steps_outside,
    steps_preview,
    steps_theme,
    steps_wheel,
    steps_writing,
)
from tests.resident.vocabulary import KINDS, Step

HASTY = 0.1
"""Share of steps after which the author goes on before the window has come to rest."""

VOCABULARY = (
    steps_chips,
    steps_clipboard,
    steps_open_articles,
    steps_dialogs,
    steps_export,
    steps_fields,
    steps_outside,
    steps_preview,
    steps_theme,
    steps_wheel,
    steps_writing,
)


FAVOUR = 20
"""How many times as often the kinds of steps are chosen that a run is to favour."""


def plan(seed: int, count: int, favoured: Collection[str] = ()) -> list[Step]:
    """Return the steps of one life: data, all decided beforehand."""
    choice = random.Random(seed)
    kinds = list(KINDS.values())
    shares = [kind.share * (FAVOUR if kind.name in favoured else 1) for kind in kinds]
    return [
        Step(kind.name, kind.choose(choice), choice.random() < HASTY)
        for kind in choice.choices(kinds, shares, k=count)
    ]


def is_tame(seed: int) -> bool:
    """Whether this life is in a site that Hugo builds without a complaint."""
    return seed % 4 == 3
