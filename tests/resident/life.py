"""Lives one life: steps, rest, oracle; and tells after which step what was wrong."""

from __future__ import annotations

import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.resident import oracle
from tests.resident.complaints import Complaints
from tests.resident.rest import NoRestError
from tests.resident.shrink import shrink
from tests.resident.vocabulary import Step, perform
from tests.resident.world import MeaninglessError, World


@dataclass
class Outcome:
    """What came of a life."""

    wrong: list[str] = field(default_factory=list)
    at: int = -1
    """The number of the step after which something was wrong."""
    done: int = 0
    """Steps that meant something."""
    seconds: float = 0.0

    @property
    def sign(self) -> str:
        """What tells one fault from another: the beginning of what is said."""
        if not self.wrong:
            return ""
        first = self.wrong[0]
        if "Traceback" in first or first.startswith("traceback"):
            return first.strip().splitlines()[-1][:60]
        return first.partition(":")[0]


def live(
    steps: Sequence[Step], *, with_big: bool = False, tame: bool = False, base: Path | None = None
) -> Outcome:
    """Live these steps in a fresh folder; ends at the first thing that is wrong."""
    outcome = Outcome()
    started = time.perf_counter()
    complaints = Complaints()
    folder = Path(tempfile.mkdtemp(prefix="inkstone-resident-", dir=base))
    with complaints.listening():
        world = None
        try:
            world = World(folder, complaints, with_big=with_big, tame=tame)
            _live(world, steps, outcome)
        except Exception:
            outcome.wrong.append(traceback.format_exc())
        finally:
            if world is not None:
                world.close()
            # What was complained of may be why something else went wrong.
            outcome.wrong += complaints.take()
    outcome.seconds = time.perf_counter() - started
    return outcome


def _live(world: World, steps: Sequence[Step], outcome: Outcome) -> None:
    for number, what in enumerate(steps):
        outcome.at = number
        try:
            perform(world, what)
            outcome.done += 1
        except MeaninglessError:
            continue
        finally:
            _check_end(world)
        if what.hasty:
            world.note_histories()
            continue
        try:
            world.rest.reach()
            if world.activate():
                world.rest.reach()
        except NoRestError as tired:
            outcome.wrong.append(f"rest: {tired} ({world.rest.what_goes_on()})")
            return
        world.is_thorough = number % 20 == 19 or number == len(steps) - 1
        outcome.wrong += oracle.look(world)
        if outcome.wrong:
            return


def _check_end(world: World) -> None:
    if not world.is_over:
        return
    if not world.is_quit:
        # A signal came for this very process, and the program has taken it as its own.
        raise KeyboardInterrupt
    world.found.append("quit: the program ended though nobody quit it")


def story(
    seed: int,
    steps: Sequence[Step],
    outcome: Outcome,
    *,
    with_big: bool = False,
    tame: bool = False,
    seconds: float = 300.0,
) -> str:
    """Tell what was wrong and the shortest way to it, in words that a person can follow; `seconds` to shorten it."""
    way = list(steps[: outcome.at + 1])
    if seconds:
        way = shrink(
            way, lambda fewer: live(fewer, with_big=with_big, tame=tame).sign == outcome.sign, seconds=seconds
        )
    said = live(way, with_big=with_big, tame=tame).wrong if seconds else []
    lines = [f"seed {seed}, step {outcome.at}: {outcome.wrong[0]}"]
    lines += [f"  {number}. {one.told()}" for number, one in enumerate(way, 1)]
    lines += [f"  -> {complaint}" for complaint in said or outcome.wrong]
    lines.append(f"  as data: {[(one.name, one.choices, one.hasty) for one in way]}")
    return "\n".join(lines)
