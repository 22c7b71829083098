"""Every option is written once, keeps the key that authors' files have, and holds nothing that does not fit."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from editor.settings.choices import AutomaticSaving, Colours
from editor.settings.kinds import Choice, Share, Whole
from editor.settings.options import (
    AUTOMATIC_SAVING,
    COLOURS,
    LIBRARY_GROUPED,
    RECENT,
    TEXT_SIZE,
    WRITING_SHARE,
    all_options,
)
from editor.settings.store import SettingsStore

OPTIONS = all_options()
EDITOR = Path(__file__).parents[2] / "editor"
TABLE = EDITOR / "settings" / "options.py"
GROUPS = {option.key.partition(".")[0] for option in OPTIONS}
BEGINNING = re.compile(rf"({'|'.join(sorted(GROUPS))})\.[a-z_]*")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def keys_in(module: Path) -> list[str]:
    """The keys of options that a module spells out, also in part (`f"window.{name}"`)."""
    keys = {option.key for option in OPTIONS}
    found = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        parts = node.values[:1] if isinstance(node, ast.JoinedStr) else []
        begins = [part.value for part in parts if isinstance(part, ast.Constant)]
        if any(isinstance(begin, str) and BEGINNING.fullmatch(begin) for begin in begins):
            found.append(f"{module}:{node.lineno}: {begins[0]}…")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in keys:
            found.append(f"{module}:{node.lineno}: {node.value}")
    return found


def test_no_key_stands_outside_the_table() -> None:
    assert len(keys_in(TABLE)) == len(OPTIONS)
    outside = [key for module in EDITOR.rglob("*.py") if module != TABLE for key in keys_in(module)]
    assert not outside, "\n".join(outside)


def test_no_two_options_share_a_key() -> None:
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_an_option_has_a_sentence_and_a_default_within_its_range(option) -> None:
    assert option.taken(option.default) == option.default
    assert option.meaning[0].isupper()
    assert option.meaning.endswith(".")
    if isinstance(option, Whole | Share):
        assert option.least < option.default < option.most
        assert option.nearest(option.most + 1) == option.most
        assert option.nearest(option.least - 1) == option.least
    if isinstance(option, Choice):
        assert all(choice.label for choice in option.choices)


def test_what_authors_have_in_their_files_is_still_read(path: Path) -> None:
    path.write_text(
        json.dumps(
            {
                "appearance.theme": "sepia",
                "writing.size": 20,
                "saving.automatic": "focus",
                "library.grouped": False,
                "window.writing_share": 0.6,
                "session.recent": ["/a", "/b"],
            }
        )
    )
    settings = SettingsStore(path)
    kept = settings.get(COLOURS), settings.get(TEXT_SIZE), settings.get(AUTOMATIC_SAVING)
    assert kept == (Colours.SEPIA, 20, AutomaticSaving.FOCUS)
    rest = settings.get(LIBRARY_GROUPED), settings.get(WRITING_SHARE), settings.get(RECENT)
    assert rest == (False, 0.6, ("/a", "/b"))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        (COLOURS, "pink"),
        (COLOURS, 3),
        (TEXT_SIZE, 49),
        (TEXT_SIZE, True),
        (TEXT_SIZE, "20"),
        (TEXT_SIZE, float("nan")),
        (TEXT_SIZE, 10**30),
        (WRITING_SHARE, float("inf")),
        (WRITING_SHARE, 0.1),
        (LIBRARY_GROUPED, 1),
        (RECENT, "abc"),
        (RECENT, [1]),
    ],
)
def test_what_does_not_fit_is_refused_and_in_a_file_as_good_as_absent(path: Path, option, value) -> None:
    with pytest.raises(ValueError, match=option.key):
        SettingsStore(path).set(option, value)
    path.write_text(json.dumps({option.key: value}))
    assert SettingsStore(path).get(option) == option.default


def test_entries_that_are_not_understood_stay_in_the_file(path: Path) -> None:
    before = {"writing.size": 99, "preview.later": {"a": [1]}, "library.grouped": False}
    path.write_text(json.dumps(before))
    settings = SettingsStore(path)
    settings.set(COLOURS, Colours.DARK)
    settings.save()
    assert json.loads(path.read_text()) == {**before, "appearance.theme": "dark"}


@pytest.mark.parametrize("text", ["{", "[]", '"a"', "[" * 100_000])
def test_a_broken_file_is_told_of_and_kept_beside(path: Path, text: str) -> None:
    path.write_text(text)
    settings = SettingsStore(path)
    assert str(path) in settings.problem
    assert settings.get(TEXT_SIZE) == TEXT_SIZE.default
    settings.set(TEXT_SIZE, 20)
    settings.save()
    assert SettingsStore(path).get(TEXT_SIZE) == 20
    assert path.with_suffix(".broken.json").read_text() == text


def test_authors_are_asked_for_what_they_choose_and_not_for_what_is_remembered() -> None:
    asked = {option.key for option in OPTIONS if not option.remembered}
    assert {"appearance.theme", "writing.size", "saving.automatic"} <= asked
    assert not any(key.startswith(("window.", "session.")) for key in asked)
