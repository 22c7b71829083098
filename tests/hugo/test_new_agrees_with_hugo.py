"""New articles against `hugo new content`: the same files with the same text, apart from the moment."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from editor import cli
from editor.site.archetypes.article import new_article
from editor.site.site import Site

pytestmark = pytest.mark.hugo

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
TITLE = '---\ntitle: "{{ replace .File.ContentBaseName "-" " " | title }}"\ndate: {{ .Date }}\n---\n'
EVERYTHING = """+++
# {{< ref "x" >}} is a shortcode and stays
type = '{{ .Type }}'
name = '{{ .Name }}'
base = '{{ .File.ContentBaseName }}' # {{- /* a comment */ -}}
translation = '{{ .File.TranslationBaseName }}'
file = '{{ .File.BaseFileName }}'
logical = '{{ .File.LogicalName }}'
dir = '{{ .File.Dir }}'
path = '{{ .File.Path }}'
ext = '{{ .File.Ext }}'
section = '{{ .File.Section }}'
upper = '{{ .Name | upper }}'
lower = '{{ lower .Name }}'
words = '{{ humanize .Name }}'
url = '{{ urlize "Hello, World (2) 中文" }}'
site = '{{ .Site.Title }} {{ site.Title }}'
author = '{{ .Site.Params.author }}'
cut = '{{ substr .Name 0 4 }}|{{ substr .Name 3 }}|{{ substr .Name -4 }}'
nested = '{{ replace (replace .Name "-" " ") "post" "article" | title }}'
year = '{{ now.Format "2006" }}{{ dateFormat "2006" .Date }}{{ time.Format "2006" .Date }}'
{{ $slug := .Name | urlize }}
slug = '{{ $slug }}'
prefix = '{{ strings.TrimPrefix "my-" .Name }}'
suffix = "{{ .Name | strings.TrimSuffix "-post" }}"
raw = '{{ `a "b" }} c` }}'
+++
{{% note %}}{{ .Name }}{{% /note %}}
"""

SITES = {
    "none": ({}, ["posts/my-first-post.md", "top-level.md", "posts/leaf-one/index.md", "posts/中文-標題.md"]),
    "default": ({"archetypes/default.md": TITLE}, ["posts/a-tale-of-two.md", "x.md"]),
    "kind": (
        {
            "archetypes/default.md": "default\n",
            "archetypes/posts.md": "kind\n",
            "themes/t/archetypes/notes.md": "theme kind\n",
        },
        ["posts/a.md", "notes/a.md", "other/a.md", "posts/deep/b.md"],
    ),
    "theme": (
        {"themes/t/archetypes/default.md": "theme default\n", "themes/t/archetypes/posts.md": "theme kind\n"},
        ["posts/a.md", "other/a.md"],
    ),
    "folder": (
        {
            "archetypes/trips/index.md": TITLE,
            "archetypes/trips/more/notes.md": "{{ .Name }}\n",
            "archetypes/trips/data.json": '{"a": "{{ .Name }}"}\n',
        },
        ["trips/to-the-sea"],
    ),
    "everything": ({"archetypes/posts.md": EVERYTHING}, ["posts/my-first-post.md", "posts/leaf-b/index.md"]),
    "languages": ({"archetypes/default.md": EVERYTHING}, ["posts/my-post.zh-tw.md"]),
    "html": (
        {"archetypes/default.md": TITLE, "archetypes/posts.html": "html {{ .Name }}\n"},
        ["posts/a.html"],
    ),
}
CONFIG = """baseURL = 'https://example.org/'
title = 'The Site'
theme = 't'
defaultContentLanguage = 'en'
[params]
author = 'Ann'
[security]
allowContent = ['.*']
[languages.en]
[languages.zh-tw]
"""


def make(root: Path, files: dict[str, str]) -> Path:
    for name, text in {"hugo.toml": CONFIG, "themes/t/hugo.toml": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / "content").mkdir()
    return root


def contents(root: Path) -> dict[str, str]:
    """Every file below the content folder, moments blanked."""
    files = (path for path in (root / "content").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): DATE.sub("NOW", path.read_text("utf-8")) for path in files}


@pytest.mark.parametrize(
    ("name", "article"), [(name, article) for name, (_, articles) in SITES.items() for article in articles]
)
def test_a_new_article_is_what_hugo_makes(name: str, article: str, hugo: str, tmp_path: Path) -> None:
    theirs, ours = (make(tmp_path / side, SITES[name][0]) for side in ("theirs", "ours"))
    done = subprocess.run(
        [hugo, "new", "content", article, "-s", str(theirs)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

    new_article(Site.find(ours), article)

    assert contents(ours) == contents(theirs)


COMPLICATED = """---
title: "{{ .Name }}"
{{ range $i := slice 1 2 }}n{{ $i }}: {{ $i }}
{{ end }}{{ with .Site.Params.author }}author: {{ . }}{{ end }}
---
"""


@pytest.mark.parametrize(
    ("archetype", "name", "made"),
    [
        ("posts.md", "posts/a", "content/posts/a.md"),
        ("posts.md", "posts/b/index.md", "content/posts/b/index.md"),
        ("trips/index.md", "trips/c", "content/trips/c/index.md"),
    ],
)
def test_hugo_makes_what_only_hugo_can_fill_in(
    archetype: str, name: str, made: str, hugo: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "site", {f"archetypes/{archetype}": COMPLICATED})

    assert cli.run(["new", name, "--title", "甲: #1", "--site", str(root)]) == 0

    assert capfd.readouterr().out == f"{root / made}\n"
    text = (root / made).read_text("utf-8")
    assert text == '---\ntitle: "甲: #1"\nn1: 1\nn2: 2\nauthor: Ann\n---\n'
    assert not (root / ".hugo_build.lock").exists()


def test_what_hugo_refuses_is_one_line(hugo: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = make(
        tmp_path / "site",
        {"archetypes/posts.md": "{{ range 1 }}\n", "archetypes/trips/index.md": "{{ range }}"},
    )

    assert cli.run(["new", "trips/b", "--site", str(root)]) == 1
    capfd.readouterr()
    assert cli.run(["new", "posts/a", "--site", str(root)]) == 1

    out, err = capfd.readouterr()
    assert contents(root) == {}
    assert out == ""
    assert err.startswith("inkstone new: Hugo did not create posts/a.md: ")
    assert err.count("\n") == 1
