"""Every case under tests/cases/markup renders as Hugo published it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings
from tests.cases.markup.update import hugo_html
from tests.hugo.compare import canonical

CASES = sorted((Path(__file__).parent.parent / "cases" / "markup").glob("*.md"))


def rendered(case: Path) -> str:
    config = case.with_suffix(".toml")
    table = tomllib.loads(config.read_text("utf-8")) if config.exists() else {}
    settings = MarkupSettings.from_config(
        table.get("markup", {}), enable_emoji=table.get("enableEmoji", False)
    )
    page = PageContext(
        title="t",
        site_params=table.get("params", {}),
        find_page=lambda path, language: "/other/" if path == "other.md" else None,
        base_url="http://example.org/",
    )
    return Renderer(settings, page).render(case.read_text("utf-8")).html


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    assert canonical(rendered(case)) == canonical(case.with_suffix(".html").read_text("utf-8"))


@pytest.mark.hugo
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_hugo_still_says_so(case: Path, hugo: str) -> None:
    assert canonical(hugo_html(case)) == canonical(case.with_suffix(".html").read_text("utf-8"))
