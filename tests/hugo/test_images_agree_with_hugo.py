"""Where an image's address leads, against a site that Hugo built: the same file, or nothing for both."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from editor.site.bundles import resolve_image, resources
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site

pytestmark = pytest.mark.hugo

PICTURES = [
    "static/root.png",
    "static/img/in static.png",
    "static/posts/single/beside.png",
    "static/posts/near.png",
    "static/中文/圖.png",
    "content/posts/beside.png",
    "content/posts/section.png",
    "content/posts/leaf/own.png",
    "content/posts/leaf/sub/deep.png",
    "content/posts/leaf/Upper Case.PNG",
    "content/posts/leaf/圖片.png",
    "content/posts/single/mine.png",
    "content/posts/other/other.png",
    "content/top.png",
    "assets/asset.png",
    "themes/t/static/themed.png",
    "themes/t/static/root.png",
    "public-not.png",
]
ARTICLES = [
    "content/posts/leaf/index.md",
    "content/posts/other/index.md",
    "content/posts/single.md",
    "content/posts/_index.md",
    "content/_index.md",
    "content/top.md",
]
SOURCES = [
    "own.png",
    "./own.png",
    "sub/deep.png",
    "sub/../own.png",
    "Upper Case.PNG",
    "Upper%20Case.PNG",
    "圖片.png",
    "beside.png",
    "section.png",
    "mine.png",
    "single/mine.png",
    "near.png",
    "../near.png",
    "../leaf/own.png",
    "../other/other.png",
    "../../root.png",
    "../../../root.png",
    "/root.png",
    "/img/in static.png",
    "/img/in%20static.png",
    "/中文/圖.png",
    "/posts/leaf/own.png",
    "/posts/section.png",
    "posts/section.png",
    "/top.png",
    "top.png",
    "/themed.png",
    "asset.png",
    "/asset.png",
    "/public-not.png",
    "own.png?v=1#x",
    "missing.png",
    "index.md",
    "/posts/leaf/index.md",
    "//example.com/root.png",
    "https://example.com/root.png",
    "data:image/png;base64,AAAA",
    "file:///root.png",
    "\\root.png",
]


def make(root: Path, base: str, config: str) -> Path:
    for name in PICTURES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    for name in ARTICLES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {name}\n---\nx\n", "utf-8")
    (root / "layouts").mkdir()
    # Hugo publishes the files of a bundle when a page asks for their address.
    (root / "layouts" / "all.html").write_text("{{ range .Resources }}{{ .RelPermalink }}{{ end }}")
    (root / "themes/t/hugo.toml").write_text("")
    (root / "hugo.toml").write_text(f"baseURL = '{base}'\ntheme = 't'\n{config}")
    return root


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/sub/"])
def test_an_address_leads_to_the_file_that_hugo_publishes_there(base: str, hugo: str, tmp_path: Path) -> None:
    root = make(tmp_path / "site", base, "")
    done = subprocess.run(
        [hugo, "-s", str(root), "-d", str(root / "public")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    site = Site.find(root)
    catalogue = Catalogue.build(site)
    below = urlsplit(base).path.rstrip("/")

    ours, theirs = {}, {}
    for article in ARTICLES:
        address = catalogue.permalink_of(root / article)
        for source in SOURCES:
            found = resolve_image(site, root / article, source)
            ours[article, source] = found.relative_to(root).as_posix() if found is not None else None
            theirs[article, source] = _published(root / "public", address, source, below)

    assert ours == theirs


def _published(public: Path, address: str, source: str, below: str) -> str | None:
    """What a browser would get for an image on a page: the text of the published file, which is its name."""
    if "\\" in source:
        return None
    target = urlsplit(urljoin(address, source))
    if target.scheme != "https" or target.netloc != "example.org" or not target.path.startswith(below + "/"):
        return None
    file = public / unquote(target.path[len(below) :]).lstrip("/")
    if not file.is_file() or file.suffix == ".html":
        return None
    return file.read_text("utf-8")


@pytest.mark.parametrize("article", ARTICLES)
def test_the_files_that_belong_to_an_article(article: str, hugo: str, tmp_path: Path) -> None:
    root = make(tmp_path / "site", "https://example.org/", "")
    layout = root / "layouts" / "all.html"
    layout.write_text("{{ range .Resources }}{{ .Name }}\n{{ end }}")
    done = subprocess.run(
        [hugo, "-s", str(root), "-d", str(root / "public")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    page = Catalogue.build(Site.find(root)).get(root / article)
    assert page is not None
    written = root / "public" / page.page_path.strip("/") / "index.html"
    # Hugo writes no page that would be empty.
    listed = written.read_text("utf-8").splitlines() if written.exists() else []

    folder = (root / article).parent if "index.md" in article else (root / article).with_suffix("")
    found = sorted(path.relative_to(folder).as_posix() for path in resources(root / article))

    assert found == sorted(name for name in listed if name)
