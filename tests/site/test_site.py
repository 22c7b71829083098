"""Finding a site from anywhere in it, and what it says of its files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.site.site import Site, SiteError

from .conftest import MakeSite

FILES = {
    "content/posts/a.md": "x",
    "content/posts/b/index.md": "x",
    "content/_index.md": "x",
    "static/i.png": "x",
}


@pytest.mark.parametrize(
    "start",
    [".", "content", "content/posts", "content/posts/a.md", "content/posts/b/index.md", "static/i.png"],
)
def test_a_site_is_found_from_anywhere_inside(start: str, make_site: MakeSite) -> None:
    root = make_site(FILES)

    site = Site.find(root / start)

    assert site.root == root
    assert [folder.path for folder in site.content_folders] == [root / "content"]
    assert not site.is_bare


@pytest.mark.parametrize("name", ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"])
def test_hugo_s_own_names_need_nothing_beside_them(name: str, make_site: MakeSite) -> None:
    root = make_site({name: "{}" if name.endswith("json") else "", "articles/a.md": "x"}, config=None)

    assert Site.find(root / "articles").root == root


@pytest.mark.parametrize(
    ("files", "is_site"),
    [
        ({"config.toml": "a = 1\n"}, False),
        ({"config.json": '{"compilerOptions": {}}'}, False),
        ({"config.toml": "baseURL = 'x'\n"}, True),
        ({"config.yaml": "theme: t\n"}, True),
        ({"config.toml": "a = 1\n", "content/a.md": "x"}, True),
        ({"config/_default/hugo.toml": ""}, True),
        ({"config/other/hugo.toml": ""}, False),
        ({"config.toml": "not [ toml"}, False),
    ],
)
def test_any_config_file_is_not_a_site(files: dict[str, str], is_site: bool, make_site: MakeSite) -> None:
    root = make_site(files, config=None)

    assert Site.find(root).is_bare is not is_site


def test_the_nearest_configuration_wins(make_site: MakeSite) -> None:
    outer = make_site({"themes/t/exampleSite/content/a.md": "x", "themes/t/exampleSite/hugo.toml": ""})

    assert Site.find(outer / "themes/t/exampleSite/content").root == outer / "themes/t/exampleSite"


def test_a_bare_content_folder(make_site: MakeSite) -> None:
    root = make_site({"posts/a.md": "x", "b.md": "x"}, config=None)

    site = Site.find(root)

    assert site.is_bare
    assert site.root == root
    assert [path.relative_to(root).as_posix() for path in site.articles()] == ["b.md", "posts/a.md"]
    assert site.section_of(root / "posts/a.md") == "posts"
    assert site.logical_path(root / "posts/a.md") == "posts/a.md"


def test_a_folder_called_content_above_is_the_content_folder(make_site: MakeSite) -> None:
    root = make_site({"content/posts/a.md": "x"}, config=None)

    for start in ("content/posts", "content/posts/a.md", "content", "."):
        site = Site.find(root / start)
        assert site.root == root
        assert [folder.path for folder in site.content_folders] == [root / "content"]


def test_a_lone_bundle_belongs_to_the_folder_above(make_site: MakeSite) -> None:
    root = make_site({"trip/index.md": "x", "trip/a.jpg": "x"}, config=None)

    assert Site.find(root / "trip/index.md").logical_path(root / "trip/index.md") == "trip/index.md"


@pytest.mark.parametrize("name", ["missing", "missing/deeper.md", "new\nline"])
def test_a_path_that_does_not_exist_is_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"does not exist\.$"):
        Site.find(tmp_path / name)


@pytest.mark.skipif(os.name != "posix", reason="NUL is no part of a path here")
def test_a_path_that_the_system_refuses(tmp_path: Path) -> None:
    with pytest.raises(SiteError):
        Site.find(Path(f"{tmp_path}/{'x' * 5000}"))


def test_content_outside_of_the_root(make_site: MakeSite) -> None:
    articles = make_site({"a.md": "x"}, config=None, name="articles")
    root = make_site({}, config="contentDir = '../articles'\n")

    site = Site.find(root)

    assert [folder.path for folder in site.content_folders] == [articles]
    assert site.logical_path(articles / "a.md") == "a.md"


def test_static_folders(make_site: MakeSite) -> None:
    root = make_site(
        {"static/a": "x", "more/a": "x", "themes/t/static/a": "x"},
        config="theme = 't'\nstaticDir = ['static', 'more', 'absent']\n",
    )

    names = [folder.relative_to(root).as_posix() for folder in Site.find(root).static_folders()]

    assert names == ["static", "more", "themes/t/static"]


def test_component_folders_and_missing_themes(make_site: MakeSite) -> None:
    root = make_site(
        {
            "layouts/a": "x",
            "themes/one/layouts/a": "x",
            "themes/one/hugo.toml": "theme = 'two'\n",
            "themes/two/layouts/a": "x",
        },
        config="theme = ['one', 'absent']\n[[module.imports]]\npath = 'github.com/a/b'\n",
    )

    site = Site.find(root)

    names = [folder.relative_to(root).as_posix() for folder in site.component_folders("layouts")]
    assert names == ["layouts", "themes/one/layouts", "themes/two/layouts"]
    assert site.missing_themes == ("github.com/a/b", "absent")
    assert not site.knows_layouts


def test_themes_in_a_circle_end(make_site: MakeSite) -> None:
    root = make_site(
        {"themes/a/hugo.toml": "theme = 'b'\n", "themes/b/hugo.toml": "theme = 'a'\n"}, config="theme = 'a'\n"
    )

    assert [palette.name for palette in Site.find(root).themes] == ["a", "b"]


def test_languages_of_files(make_site: MakeSite) -> None:
    root = make_site(
        {},
        config="defaultContentLanguage = 'zh-tw'\n[languages.zh-tw]\ncontentDir = 'zh'\n[languages.en]\ncontentDir = 'en'\n",
    )
    site = Site.find(root)

    assert site.language_of(root / "zh/a.md") == "zh-tw"
    assert site.language_of(root / "en/a.md") == "en"
    assert site.language_of(root / "en/a.zh-TW.md") == "zh-tw"
    assert site.language_of(root / "elsewhere/a.md") == "zh-tw"


def test_a_linked_root_keeps_the_name_the_author_knows(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site(FILES)
    (tmp_path / "link").symlink_to(root)

    site = Site.find(tmp_path / "link" / "content")

    assert site.root == tmp_path / "link"
    assert site.section_of(tmp_path / "link" / "content" / "posts" / "a.md") == "posts"


def test_reloaded_reads_the_configuration_anew(make_site: MakeSite) -> None:
    root = make_site(FILES, config="title = 'one'\n")
    site = Site.find(root)
    (root / "hugo.toml").write_text("title = 'two'\ncontentDir = 'other'\n")

    again = site.reloaded()

    assert (site.config.title, again.config.title) == ("one", "two")
    assert again.content_folders[0].path == root / "other"
