"""Which texts are rendered to look for lost links: no link may be passed over, most texts should be."""

from __future__ import annotations

import pytest

from editor.rendering.link_words import folded, mentions, pattern_of


@pytest.mark.parametrize(
    "text",
    [
        "[a](/posts/my-post/)",
        "[a](<../My Post/>)",
        "[a]: my-post.md",
        "![a](My%20Post/one.png)",
        "[a](/posts/my\\-post/)",
        "[a](/posts/my&#45;post/)",
        '{{< ref "my-post" >}}',
    ],
)
def test_a_link_to_the_name_is_seen_however_it_is_written(text: str) -> None:
    assert mentions(text.encode(), pattern_of({folded("My Post")}))


@pytest.mark.parametrize("text", ["my-post in plain words", "[a](/posts/my-post-2/)", "[a](/other/)", ""])
def test_a_text_without_a_link_to_the_name_is_passed_over(text: str) -> None:
    assert not mentions(text.encode(), pattern_of({"my-post"}))


def test_without_names_nothing_is_seen_and_with_very_many_every_link_is() -> None:
    assert not mentions(b"[a](/b/)", pattern_of(set()))
    assert mentions(b"[a](/b/)", pattern_of({f"name-{number}" for number in range(500)}))
