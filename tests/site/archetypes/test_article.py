"""New articles: names that are refused, what is never overwritten, archetypes only Hugo can fill in."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter
from editor.site.archetypes.article import new_article
from editor.site.archetypes.template import NotSimple, fill_in
from editor.site.site import Site, SiteError
from tests.site.conftest import MakeSite

NOW = datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=8)))


def fields(path: Path) -> dict[str, object]:
    return dict(FrontMatter.read(Article.from_bytes(path.read_bytes()).header).fields)


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_new_article_without_any_archetype(make_site: MakeSite) -> None:
    root = make_site({"content/x.md": "x"})

    path = new_article(Site.find(root), "posts/my-first-post", now=NOW)

    assert path == root / "content/posts/my-first-post.md"
    assert (
        path.read_text()
        == '---\ntitle: "My First Post"\ndate: 2026-01-05T10:00:00+08:00\ndraft: true\n---\n\n'
    )


@pytest.mark.parametrize(
    "title", ["A: \"quoted\" 'title' #1", "標題，有標點", "yes", "2026", "- dash", "\\back", " x "]
)
@pytest.mark.parametrize(
    "archetype",
    [
        None,
        "---\ntitle: old\nauthor: a # kept\n---\nbody\n",
        "+++\ntitle = 'old'\n+++\n",
        '{\n  "title": "old"\n}\n',
        "---\ndraft: true\n---\n",
    ],
)
def test_a_title_is_written_as_given(title: str, archetype: str | None, make_site: MakeSite) -> None:
    root = make_site({"content/x.md": "x", **({"archetypes/default.md": archetype} if archetype else {})})

    path = new_article(Site.find(root), "posts/a", title, now=NOW)

    assert fields(path)["title"] == title


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "../x",
        "posts/../../x",
        "posts/./x",
        "posts//x",
        "/etc/x",
        "C:\\x",
        "C:x",
        "posts\\x",
        "posts/CON",
        "posts/con.md",
        "aux/x",
        "posts/lpt1.txt.md",
        "posts/a\nb",
        "posts/a\0b",
        "posts/a\x1b[31m",
        "posts/a:b",
        "posts/a?",
        "posts/ a",
        "posts/a.",
        "posts/.hidden",
        "posts/#a",
        "posts/a~",
        "posts/" + "x" * 260,
    ],
)
def test_a_name_that_could_harm_is_refused(name: str, make_site: MakeSite) -> None:
    root = make_site({"content/x.md": "x"})
    before = tree(root.parent)

    with pytest.raises(SiteError) as refused:
        new_article(Site.find(root), name)

    assert tree(root.parent) == before
    assert str(refused.value).isprintable()
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("there", "name"),
    [
        ("posts/a.md", "posts/a"),
        ("posts/a.md", "posts/a.md"),
        ("posts/a.md", "posts/a/index.md"),
        ("posts/a/index.md", "posts/a"),
        ("posts/A.md", "posts/a"),
        ("posts/my post.md", "posts/my-post"),
        ("posts/a.html", "posts/a"),
        ("posts/a/_index.md", "posts/a"),
    ],
)
def test_nothing_that_exists_is_overwritten_or_doubled(there: str, name: str, make_site: MakeSite) -> None:
    root = make_site({f"content/{there}": "mine"})
    before = tree(root)

    with pytest.raises(SiteError, match="exists already"):
        new_article(Site.find(root), name)

    assert tree(root) == before


def test_another_language_of_a_page_is_no_double(make_site: MakeSite) -> None:
    root = make_site(
        {"content/posts/a.md": "mine"},
        config="defaultContentLanguage = 'en'\n[languages.en]\n[languages.zh-tw]\n",
    )

    path = new_article(Site.find(root), "posts/a.zh-tw.md", "標題", now=NOW)

    assert path.name == "a.zh-tw.md"
    assert fields(path)["title"] == "標題"


def test_a_link_that_leads_out_is_not_written_through(make_site: MakeSite, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = make_site({"content/x.md": "x"})
    (root / "content/posts").symlink_to(outside)

    with pytest.raises(SiteError, match="leave the content folder"):
        new_article(Site.find(root), "posts/a")

    assert list(outside.iterdir()) == []


def test_a_dangling_link_in_the_place_is_no_free_place(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site({"content/posts/x.md": "x"})
    (root / "content/posts/a.md").symlink_to(tmp_path / "not-there.md")

    with pytest.raises(SiteError):
        new_article(Site.find(root), "posts/a")

    assert not (tmp_path / "not-there.md").exists()


def test_a_folder_archetype_makes_a_whole_bundle(make_site: MakeSite) -> None:
    root = make_site(
        {
            "content/x.md": "x",
            "archetypes/trips/index.md": "---\ntitle: x\n---\n",
            "archetypes/trips/img/map.svg": "<svg/>",
        }
    )
    site = Site.find(root)

    path = new_article(site, "trips/to-the-sea/index.md", "At the Sea", now=NOW)

    assert path == root / "content/trips/to-the-sea/index.md"
    assert fields(path)["title"] == "At the Sea"
    assert (path.parent / "img/map.svg").read_text() == "<svg/>"
    with pytest.raises(SiteError, match="exists already"):
        new_article(site, "trips/to-the-sea")
    assert sorted(entry.name for entry in path.parent.parent.iterdir()) == ["to-the-sea"]


def test_an_archetype_that_only_hugo_can_fill_in_is_named(make_site: MakeSite) -> None:
    root = make_site({"content/x.md": "x", "archetypes/default.md": "{{ range .Site.Pages }}x{{ end }}"})

    with pytest.raises(SiteError, match=r"hugo new content posts/a\.md"):
        new_article(Site.find(root), "posts/a")

    assert not (root / "content/posts").exists()


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else False, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(make_site: MakeSite) -> None:
    root = make_site({"content/posts/x.md": "x"})
    (root / "content/posts").chmod(0o500)

    with pytest.raises(SiteError, match="could not be created"):
        new_article(Site.find(root), "posts/a")


@pytest.mark.parametrize(
    "template",
    [
        "{{",
        "{{ }}",
        "{{ .Nothing }}",
        "{{ if true }}x{{ end }}",
        "{{ exec `rm` }}",
        "{{ .Name | }}",
        "{{ ( }}",
        '{{ "a }}',
    ],
)
def test_what_is_not_simple_says_so(template: str) -> None:
    with pytest.raises(NotSimple):
        fill_in(template, {"Name": "a", "Now": NOW})


@pytest.mark.parametrize(
    "template",
    ["{{" * 20_000, "{{ (" * 20_000, '{{ "' + "\\" * 20_000, "{{/*" * 20_000, " " * 50_000 + "{{-"],
)
def test_hostile_templates_end(template: str) -> None:
    with pytest.raises(NotSimple):
        fill_in(template, {"Name": "a", "Now": NOW})
