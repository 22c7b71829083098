"""The resident lives many lives in the whole window; what it finds is told as a short list of steps."""

from __future__ import annotations

import os
import random
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from tests.resident.author import is_tame, plan
from tests.resident.life import live, story

# As `run_window` does it: the web engine, loaded later, needs it from the start.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

# The same lives each time, so that a failure is the change's own; others are lived by `make soak`. Where a change is
# judged the time is short: fewer of them.
FIRST, SESSIONS, STEPS, PARTS = 1, 40 if os.environ.get("CI") else 100, 60, 10


@pytest.mark.parametrize("part", range(PARTS))
def test_all_that_is_shown_is_what_is_held(qapp: QApplication, part: int) -> None:
    for seed in range(FIRST + part, FIRST + SESSIONS, PARTS):
        steps, with_big = plan(seed, STEPS), seed % 25 == 0
        outcome = live(steps, with_big=with_big, tame=is_tame(seed))
        assert not outcome.wrong, story(seed, steps, outcome, with_big=with_big, tame=is_tame(seed))


@pytest.mark.slow
def test_nothing_is_found_in_hours(qapp: QApplication) -> None:
    hours = float(os.environ.get("RESIDENT_HOURS", "2"))
    end, seed = time.monotonic() + hours * 3600, random.randrange(1, 10_000_000)
    while time.monotonic() < end:
        seed += 1
        steps, with_big = plan(seed, 5 * STEPS), seed % 25 == 0
        outcome = live(steps, with_big=with_big, tame=is_tame(seed))
        assert not outcome.wrong, story(seed, steps, outcome, with_big=with_big, tame=is_tame(seed))
