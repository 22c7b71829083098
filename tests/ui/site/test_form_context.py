"""The context of a form: what the section, its archetype and Front Matter CMS say about this very article."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.articles.fields import Kind
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.ui.site.form_context import SiteKnowledge, context_for

NOW = datetime(2026, 2, 3, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Five posts that agree on most fields, and a section with nothing but an archetype."""
    posts = tmp_path / "content" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "content" / "talks").mkdir()
    (tmp_path / "content" / "talks" / "one.md").write_text("---\ntitle: One\n---\n")
    (tmp_path / "archetypes").mkdir()
    (tmp_path / "archetypes" / "talks.md").write_text("---\ntitle: x\nslides: true\n---\n")
    (tmp_path / "static").mkdir()
    (tmp_path / "hugo.toml").write_text('timeZone = "Asia/Taipei"\n[cascade]\ntoc = true\n')
    (tmp_path / "frontmatter.json").write_text(
        json.dumps(
            {
                "frontMatter.taxonomy.contentTypes": [
                    {
                        "name": "default",
                        "fields": [{"name": "mood", "type": "choice", "choices": ["calm"], "required": True}],
                    }
                ]
            }
        )
    )
    for number in range(5):
        (posts / f"p{number}.md").write_text(
            f"---\ntitle: T{number}\ndate: 2026-01-0{number + 1}\nrank: {number}\ntags: [a]\n"
            "source_url: https://www.youtube.com/watch?v=1\nsource_name: CNBC\n---\n"
        )
    return tmp_path


def context(root: Path, relative: str, fields: dict[str, object]):
    site = Site.find(root)
    knowledge = SiteKnowledge(site, Catalogue.build(site, now=lambda: NOW))
    return context_for("name", root / "content" / relative, "", fields, knowledge, lambda: NOW)


def test_habits_give_kinds_order_and_what_is_missing(root: Path) -> None:
    found = context(root, "posts/p0.md", {"Title": "x", "tags": []})
    assert found.hints["rank"] is Kind.NUMBER and found.hints["tags"] is Kind.LIST
    assert found.field_order == ("title", "date", "rank", "tags", "source_url", "source_name")
    assert [item.key for item in found.missing] == ["date", "rank", "source_url", "source_name", "mood"]
    assert found.source_names["youtube.com"] == ("CNBC",)
    assert found.values_in_use("Tags").counts == {"a": 5}
    assert found.values_in_use("source_name").counts == {"CNBC": 5}
    assert str(found.time_zone) == "Asia/Taipei"


def test_a_new_section_learns_from_its_archetype_and_the_site(root: Path) -> None:
    found = context(root, "talks/one.md", {"title": "One"})
    assert found.hints["slides"] is Kind.YES_NO
    assert "rank" in found.hints


def test_a_section_page_is_not_measured_by_its_articles(root: Path) -> None:
    (root / "content" / "posts" / "_index.md").write_text("---\ntitle: Posts\n---\n")
    assert context(root, "posts/_index.md", {"title": "Posts"}).missing == []


def test_declared_choices_are_offered_before_anyone_used_them(root: Path) -> None:
    assert "calm" in context(root, "posts/p0.md", {}).values_in_use("mood").counts


def test_verdict_and_inheritance_are_of_the_form_as_it_stands(root: Path) -> None:
    found = context(root, "posts/p0.md", {"title": "x", "draft": True})
    assert found.publication is not None and found.publication.state == "draft"
    assert found.inherited["toc"].value is True
    assert found.inherited["toc"].source == "the configuration"


def test_pictures_are_referred_to_as_hugo_finds_them(root: Path) -> None:
    found = context(root, "posts/p0.md", {})
    assert found.reference_image(root / "static" / "img" / "a b.png") == "/img/a b.png"
    assert found.reference_image(root / "elsewhere.png") is None
