"""The oracle's view of the promise that no typed text is ever unreachable."""

from __future__ import annotations

from collections.abc import Iterator

from tests.resident.inputs import in_inputs
from tests.resident.tokens import on_disk
from tests.resident.world import World


def look(world: World) -> Iterator[str]:
    """Yield the words that are nowhere any more."""
    held: set[str] = set()
    cut: set[str] = set()
    for article in world.open_articles.articles():
        history = world.history(article)
        said = history.note(walked=world.walked)
        if said:
            yield f"history: {said}"
        held |= history.tokens()
        cut |= history.cut
    missing = world.tokens.wanted - held
    if missing:
        missing -= in_inputs()
    if missing:
        state = world.folder / "state"
        missing -= on_disk(world.site / "content", state / "versions", state / "journal")
    world.tokens.given_up |= missing & cut
    missing -= cut
    if missing:
        # What joined a step and was undone at once nobody has seen yet, but the history may have it.
        for article in world.open_articles.articles():
            history = world.history(article)
            before = history.text()
            missing -= history.walk()
            if history.text() != before:
                yield "history: a walk through it and back leads to another text"
        world.rest.reach()
    if missing:
        world.tokens.given_up |= missing  # told once
        yield f"lost: {', '.join(sorted(missing))} cannot be reached any more"
