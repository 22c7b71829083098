"""What an author allows a site holds for that site alone, and from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.settings.store import SettingsStore
from editor.settings.trust import SiteTrust

MINE, LATER, OTHER = "1:2:30.5 /home/a/my site", "1:2:99.5 /home/a/my site", "1:7:30.5 /home/a/other"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_nobody_was_asked(path: Path) -> None:
    trust = SiteTrust(SettingsStore(path))
    assert trust.answer(MINE) is None
    assert not trust.allows_web(MINE)


def test_answers_are_kept_for_the_next_start(path: Path) -> None:
    settings = SettingsStore(path)
    trust = SiteTrust(settings)
    trust.trust(MINE)
    trust.restrict(OTHER)
    trust.allow_web(MINE)
    settings.save()
    again = SiteTrust(SettingsStore(path))
    assert (again.answer(MINE), again.answer(OTHER)) == (True, False)
    assert (again.allows_web(MINE), again.allows_web(OTHER)) == (True, False)


def test_another_folder_at_the_same_place_is_allowed_nothing(path: Path) -> None:
    trust = SiteTrust(SettingsStore(path))
    trust.trust(MINE)
    trust.allow_web(MINE)
    assert trust.answer(LATER) is None
    assert not trust.allows_web(LATER)
    # And what lay there before is forgotten with the next answer.
    trust.restrict(LATER)
    trust.allow_web(LATER)
    assert trust.answer(MINE) is None
    assert not trust.allows_web(MINE)


def test_the_last_answer_counts(path: Path) -> None:
    trust = SiteTrust(SettingsStore(path))
    trust.restrict(MINE)
    trust.trust(MINE)
    assert trust.answer(MINE) is True
    trust.restrict(MINE)
    assert trust.answer(MINE) is False
