"""Languages of code blocks by the names that Hugo's highlighter knows."""

from __future__ import annotations

import pytest
from pygments.lexers import get_all_lexers

from editor.markup.languages import lexer_for, lexer_name
from editor.resources import resource_path
from tests.hugo.oracle import publish_one


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("go", "Go"),
        ("Go", "Go"),
        ("jsonc", "JSON"),
        ("vue", "Vue"),
        ("main.py", "Python"),
        ("src/main.py", "Python"),
        ("Dockerfile", "Docker"),
        ("hugo.toml.bak", "TOML"),
    ],
)
def test_a_name_an_alias_or_a_file(language: str, name: str) -> None:
    lexer = lexer_for(language)
    assert lexer is not None and name in lexer.name


@pytest.mark.parametrize("language", ["mermaid", "dot", "pycon", "less", "nosuch", "x/2"])
def test_what_hugo_does_not_highlight(language: str) -> None:
    assert lexer_for(language) is None


def test_every_lexer_of_the_table_is_there() -> None:
    lexers = {alias for _, aliases, _, _ in get_all_lexers() for alias in aliases}
    rows = resource_path("code-languages.tsv").read_text("utf-8").splitlines()
    assert {row.split("\t")[0] for row in rows} <= lexers


@pytest.mark.hugo
@pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.slow)])
def test_every_name_is_judged_as_hugo_does(hugo: str, step: int) -> None:
    names = {"nosuch", "x/2", "js.in", "a.b.c"}
    for _, aliases, patterns, _ in get_all_lexers():
        names.update(aliases, patterns, (pattern.lstrip("*.") for pattern in patterns))
    for row in resource_path("code-languages.tsv").read_text("utf-8").splitlines():
        _, aliases_there, globs = row.split("\t")
        names.update(aliases_there.split("|"), globs.split("|"))
    written = sorted(name for name in names if name and name != "goat" and not set(name) & set(" {}`[]"))[
        ::step
    ]
    shown = publish_one("\n***\n\n".join(f"```{name}\nx\n```\n" for name in written)).split("<hr>")
    assert len(shown) == len(written)
    highlighted = [name for name, block in zip(written, shown, strict=True) if 'class="highlight"' in block]
    assert [name for name in written if lexer_name(name) is not None] == highlighted
