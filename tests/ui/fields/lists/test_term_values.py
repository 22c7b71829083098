"""What each change makes of the terms of a list."""

from __future__ import annotations

import pytest

from editor.articles.values import Value
from editor.ui.fields.lists.term_values import TermValues
from editor.ui.fields.terms import TermsInUse

THREE = TermValues.of(["one", "two", "three"])


def test_a_term_is_added_once() -> None:
    added, doubled = THREE.with_added(["four", "two", "four"])
    assert added.texts() == ["one", "two", "three", "four"]
    assert doubled == "four"
    assert THREE.with_added(["one"]) == (THREE, "one")


def test_a_number_among_numbers_is_a_number() -> None:
    years = TermValues.of([2024, 2025])
    assert years.with_added(["2026"])[0].values == (2024, 2025, 2026)
    assert years.with_term(0, "2023").values == (2023, 2025)
    assert THREE.with_added(["2026"])[0].values[-1] == "2026"
    assert TermValues.of([True]).with_added(["1"])[0].values == (True, "1")


def test_a_term_written_as_another_of_the_list_goes() -> None:
    assert THREE.with_term(0, "two").texts() == ["two", "three"]
    assert THREE.with_term(0, "one more").texts() == ["one more", "two", "three"]


def test_terms_change_places() -> None:
    assert THREE.with_moved(0, 2).texts() == ["two", "three", "one"]
    assert THREE.in_order([2, 0, 1]).texts() == ["three", "one", "two"]
    assert THREE.without(1).texts() == ["one", "three"]


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("one", ["two"], "two"),
        ("one", ["one", "two"], ["one", "two"]),
        (["one"], ["two"], ["two"]),
        ("one", [], []),
    ],
)
def test_a_bare_term_stays_bare_until_a_second_comes(old: Value, new: list[Value], written: Value) -> None:
    assert TermValues.of(new).written_like(old) == written


def test_another_spelling_than_the_sites_is_found() -> None:
    in_use = TermsInUse({"Python": 5, "python": 1})
    assert TermValues.of(["python", "Hugo"]).unusual(in_use) == {0: "Python"}
