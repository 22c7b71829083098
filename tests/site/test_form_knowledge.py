"""What the form learns from a site: values in use, archetypes, Front Matter CMS, unsaved verdicts, inheritance."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.articles.fields import Kind
from editor.site.archetypes.fields import archetype_fields
from editor.site.catalogue.catalogue import Catalogue
from editor.site.front_matter_cms import CmsField, read_cms_fields
from editor.site.site import Site

NOW = datetime(2026, 2, 3, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with a section that cascades, and four articles."""
    posts = tmp_path / "content" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/"\n[cascade]\ntoc = true\n')
    (posts / "_index.md").write_text(
        "---\ntitle: Posts\ncascade:\n  author: 林小明\n  draft: true\n---\n", "utf-8"
    )
    for number in range(4):
        (posts / f"a{number}.md").write_text(
            f"---\ntitle: T{number}\nauthor: {'Ann' if number % 2 else 'Ben'}\nmood: [calm, m{number}]\n---\n"
        )
    return tmp_path


def catalogue_of(root: Path) -> Catalogue:
    return Catalogue.build(Site.find(root), now=lambda: NOW)


def test_values_in_use_are_counted_and_what_is_never_shared_is_left_out(root: Path) -> None:
    used = catalogue_of(root).values_in_use()
    assert used["author"] == {"Ann": 2, "Ben": 2}
    assert used["mood"]["calm"] == 4
    assert "title" not in used


def test_the_verdict_follows_unsaved_fields_and_names_what_is_inherited(root: Path) -> None:
    catalogue = catalogue_of(root)
    path = root / "content" / "posts" / "a1.md"
    found = catalogue.as_edited(path, {"Title": "x"})
    assert found is not None
    publication, inherited = found
    assert publication.state == "draft", "the section's cascade makes it one"
    assert inherited["author"].value == "林小明"
    assert inherited["author"].origin == root / "content" / "posts" / "_index.md"
    assert inherited["toc"].value is True and inherited["toc"].origin is None
    own = catalogue.as_edited(path, {"Title": "x", "Draft": False, "Author": "Ann"})
    assert own is not None and own[0].state == "published" and "author" not in own[1]
    later = catalogue.as_edited(path, {"draft": False, "date": "2026-05-01"})
    assert later is not None and later[0].state == "scheduled"
    assert catalogue.get(path).publication.state == "draft", "the catalogue itself is as on disk"
    assert catalogue.as_edited(root / "elsewhere.md", {}) is None


@pytest.mark.hugo
def test_the_unsaved_verdict_is_hugos(root: Path, hugo: str) -> None:
    path = root / "content" / "posts" / "a1.md"
    cases = [{"draft": False}, {"draft": True}, {}, {"draft": False, "date": "2999-01-01"}]
    cases += [
        {"draft": False, "expiryDate": "2001-01-01"},
        {"draft": False, "build": {"render": "never", "list": "never"}},
    ]
    (root / "layouts").mkdir()
    (root / "layouts" / "all.html").write_text("page")
    catalogue = Catalogue.build(Site.find(root))
    for fields in cases:
        verdict = catalogue.as_edited(path, fields)
        path.write_text(
            "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items()) + "---\n"
        )
        subprocess.run([hugo, "--quiet", "-s", root, "-d", root / "out", "--cleanDestinationDir"], check=True)
        assert verdict is not None
        assert (root / "out" / "posts" / "a1" / "index.html").exists() == (verdict[0].state == "published"), (
            fields
        )


def test_archetypes_give_fields_and_hide_what_templates_fill_in(root: Path) -> None:
    archetypes = root / "archetypes"
    archetypes.mkdir()
    (archetypes / "posts.md").write_text(
        '---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\nrating: 3\ntags: []\n---\n'
    )
    site = Site.find(root)
    assert archetype_fields(site, "posts") == {"title": None, "date": None, "rating": 3, "tags": []}
    assert archetype_fields(site, "notes") == {}
    (archetypes / "posts.md").write_text("---\n{{ if true }}\n: - broken\n---\n")
    assert archetype_fields(site, "posts") == {}


def test_front_matter_cms_is_read_whole_or_split(tmp_path: Path) -> None:
    fields = [
        {
            "name": "Mood",
            "type": "choice",
            "choices": ["calm", {"id": "wild", "title": "Wild"}],
            "required": True,
        },
        {"name": "body", "type": "string", "wysiwyg": True},
        {"name": "photos", "type": "image", "multiple": True},
        {"name": "line", "type": "divider"},
        {"type": "string"},
        "nonsense",
    ]
    other = {
        "name": "a",
        "fields": [{"name": "mood", "type": "number"}, {"name": "when", "type": "datetime"}],
    }
    types = [other, {"name": "default", "fields": fields}]
    (tmp_path / "frontmatter.json").write_text(json.dumps({"frontMatter.taxonomy.contentTypes": types}))
    split = tmp_path / ".frontmatter" / "config" / "taxonomy" / "contentTypes"
    split.mkdir(parents=True)
    (split / "talk.json").write_text('{"name": "talk", "fields": [{"name": "slides", "type": "boolean"}]}')
    found = read_cms_fields(tmp_path)
    assert found["mood"] == CmsField("Mood", Kind.TEXT, ("calm", "wild"), required=True)
    assert {key: field.kind for key, field in found.items()} == {
        "mood": Kind.TEXT,
        "body": Kind.LONG_TEXT,
        "photos": Kind.LIST,
        "when": Kind.DATE,
        "slides": Kind.YES_NO,
    }


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "null", '{"frontMatter.taxonomy.contentTypes": 3}', "[" * 100_000]
)
def test_a_broken_cms_file_gives_no_fields(tmp_path: Path, text: str) -> None:
    (tmp_path / "frontmatter.json").write_text(text)
    assert read_cms_fields(tmp_path) == {}
