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

VIEWS = (oracle_tokens, oracle_article, oracle_form, oracle_preview, oracle_facts, oracle_library)


def look(world: World) -> Iterator[str]:
    """Yield everything that is wrong, one sentence each; it begins with the name of what is wrong."""
    yield from world.complaints.take()
    yield from (said for said in world.found if not is_known(said))
    world.found = []
    for view in VIEWS:
        yield from (said for said in view.look(world) if not is_known(said))
    world.walked = False
