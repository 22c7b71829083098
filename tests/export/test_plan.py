"""Which file goes where: relative paths, collisions, names that no system takes, what cannot be exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.export.formats import Format
from editor.export.plan import make_plan, overwritten_sources


def article(root: Path, name: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\ntitle: t\n---\n\ntext\n")
    return path


def targets(*paths: Path, form: Format = Format.HTML, **options: bool) -> list[str]:
    plan = make_plan(paths, form, **options)
    assert plan.refused == ()
    return [str(job.target) for job in plan.jobs]


def test_a_folder_keeps_its_relative_paths(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for name in (
        "a.md",
        "posts/a.md",
        "posts/b/index.md",
        "posts/_index.md",
        "posts/c.zh-tw.md",
        "說明/文 章.md",
    ):
        article(content, name)
    assert sorted(targets(content)) == [
        "a.html",
        "posts/_index.html",
        "posts/a.html",
        "posts/b/index.html",
        "posts/c.zh-tw.html",
        "說明/文 章.html",
    ]
    assert "b/index.html" in targets(content / "posts")


def test_a_sites_root_stands_for_its_content(tmp_path: Path) -> None:
    article(tmp_path, "content/posts/a.md")
    (tmp_path / "hugo.toml").write_text('title = "x"\n')
    assert targets(tmp_path) == ["posts/a.html"]


def test_two_content_folders_do_not_meet(tmp_path: Path) -> None:
    article(tmp_path, "content/en/a.md")
    article(tmp_path, "content/de/a.md")
    (tmp_path / "hugo.toml").write_text(
        '[languages.en]\ncontentDir = "content/en"\n[languages.de]\ncontentDir = "content/de"\n'
    )
    assert sorted(targets(tmp_path)) == ["content/de/a.html", "content/en/a.html"]


def test_a_file_keeps_its_name(tmp_path: Path) -> None:
    assert targets(article(tmp_path, "content/posts/a.md")) == ["a.html"]
    assert targets(article(tmp_path, "content/posts/b/index.md")) == ["index.html"]


def test_the_window_names_a_bundle_after_its_folder(tmp_path: Path) -> None:
    assert targets(article(tmp_path, "content/posts/trip/index.md"), name_bundles=True) == ["trip.html"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    content = tmp_path / "content"
    first, second = article(content, "a/index.md"), article(content, "b/index.md")
    assert targets(first, second) == ["a/index.html", "b/index.html"]


def test_articles_that_differ_in_suffix_only_do_not_overwrite_each_other(tmp_path: Path) -> None:
    content = tmp_path / "content"
    article(content, "a.md")
    article(content, "a.markdown")
    assert sorted(targets(content)) == ["a.markdown.html", "a.md.html"]


def test_two_folders_with_equal_names_inside(tmp_path: Path) -> None:
    content = tmp_path / "content"
    article(content, "posts/a.md")
    article(content, "notes/a.md")
    assert sorted(targets(content / "posts", content / "notes")) == ["notes/a.html", "posts/a.html"]


def test_a_file_named_twice_is_written_once_and_counts_as_named(tmp_path: Path) -> None:
    content = tmp_path / "content"
    path = article(content, "posts/a.md")
    [job] = make_plan([content, path], Format.PDF).jobs
    assert job.named


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("posts/CON.md", "posts/_CON.html"),
        ("posts/aux.zh-tw.md", "posts/_aux.zh-tw.html"),
        ("posts/lines\nin\tname.md", "posts/lines_in_name.html"),
        ("posts/back\\slash.md", "posts/back_slash.html"),
        ("dots./a.md", "dots_/a.html"),
        ("posts/a..md", "posts/a..html"),
        ("posts/it's 100%.md", "posts/it's 100%.html"),
    ],
)
def test_names_that_are_no_plain_names_everywhere(tmp_path: Path, name: str, expected: str) -> None:
    article(tmp_path / "content", name)
    assert targets(tmp_path / "content") == [expected]


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    article(tmp_path / "content", "字" * 84 + ".md")
    [target] = targets(tmp_path / "content")
    assert len(target.encode()) <= 255
    assert target.startswith("字" * 60)


def test_markdown_makes_a_bundle_of_each_page(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for name in ("posts/a.md", "posts/b/index.md", "posts/_index.md", "posts/c.zh-tw.md"):
        article(content, name)
    (tmp_path / "hugo.toml").write_text("[languages.en]\n[languages.zh-tw]\n")
    assert sorted(targets(content, form=Format.MARKDOWN)) == [
        "posts/_index.md",
        "posts/a/index.md",
        "posts/b/index.md",
        "posts/c/index.zh-tw.md",
    ]


def test_what_cannot_be_exported_is_said_in_one_sentence(tmp_path: Path) -> None:
    content = tmp_path / "content"
    article(content, "a.md")
    (content / "picture.png").write_bytes(b"x")
    article(content, "b.org")
    plan = make_plan(
        [content / "missing.md", content / "picture.png", content / "b.org", content], Format.HTML
    )
    assert [str(job.target) for job in plan.jobs] == ["a.html"]
    assert [(refusal.path.name, refusal.message) for refusal in plan.refused] == [
        ("missing.md", "it does not exist"),
        ("picture.png", "it is not an article: articles are .md, .markdown or .html files"),
        ("b.org", "Inkstone renders Markdown and HTML content, not .org files"),
        ("b.org", "Inkstone renders Markdown and HTML content, not .org files"),
    ]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert [refusal.message for refusal in make_plan([tmp_path / "content"], Format.HTML).refused] == [
        "no articles in this folder"
    ]


def test_a_link_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    root = tmp_path / "site"
    article(root, "content/a.md")
    (root / "hugo.toml").write_text('title = "x"\n')
    (root / "content" / "b.md").symlink_to(secret)
    assert targets(root) == ["a.html"]


def test_an_export_never_replaces_an_article(tmp_path: Path) -> None:
    content = tmp_path / "content"
    article(content, "posts/b/index.md")
    plan = make_plan([content], Format.MARKDOWN)
    [refusal] = overwritten_sources(plan, content)
    assert refusal.path == content / "posts" / "b" / "index.md"
    assert list(overwritten_sources(plan, tmp_path / "out")) == []
