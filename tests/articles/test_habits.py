"""The usual order of keys, learnt from articles."""

from __future__ import annotations

from editor.articles.front_matter.edits import position_for
from editor.articles.habits import typical_order


def test_the_order_of_most_articles() -> None:
    examples = [
        ["title", "date", "tags"],
        ["Title", "Date", "draft", "tags"],
        ["date", "title"],
        ["title", "draft"],
    ]
    assert typical_order(examples) == ("title", "date", "draft", "tags")
    assert typical_order([]) == ()


def test_places_for_a_new_key() -> None:
    order = ("title", "date", "draft", "tags")
    assert position_for("date", ["Title", "own", "tags"], order) == 1
    assert position_for("draft", ["own", "tags"], order) == 1
    assert position_for("title", ["own", "date"], order) == 1
    assert position_for("other", ["title", "own"], order) == 2
    assert position_for("tags", [], order) == 0
