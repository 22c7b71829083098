"""The oracle: all that is shown against all that is held, once the window has come to rest."""

from __future__ import annotations

from collections.abc import Iterator

from tests.resident import (
    oracle_article,
    oracle_facts,
    oracle_form,
    oracle_library,
    oracle_preview,
    oracle_tokens,
)
from tests.resident.known import is_known
from tests.resident.world import World

_MOST_LOOKS = 4

VIEWS = (oracle_tokens, oracle_article, oracle_form, oracle_preview, oracle_facts, oracle_library)


def look(world: World) -> Iterator[str]:
    """Yield everything that is wrong, one sentence each; it begins with the name of what is wrong."""
    yield from world.complaints.take()
    yield from (said for said in world.found if not is_known(said))
    world.found = []
    for _look in range(_MOST_LOOKS):
        said = _looked(world)
        if said is not None:
            yield from said
            break
    world.walked = False


def _looked(world: World) -> list[str] | None:
    """What all views are wrong about; None where another article came in front meanwhile, to be looked at instead.

    A conflict brings its article in front as soon as its merge has failed, which takes its time.
    """
    front, dialog = world.open_articles.front(), world.dialog()
    said = [said for view in VIEWS for said in view.look(world) if not is_known(said)]
    if world.open_articles.front() is front and world.dialog() is dialog:
        return said
    world.rest.reach()
    return None
