"""Pictures are stored where Hugo finds them, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.site.bundles import resolve_image
from editor.site.images import ImageError, bring_in, clean_name, reference_to
from editor.site.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    for name in ("posts/single.md", "posts/bundle/index.md"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: x\n---\n")
    return Site.find(tmp_path)


@pytest.mark.parametrize("name", ["posts/single.md", "posts/bundle/index.md"])
def test_a_picture_brought_in_is_found_by_its_address(site: Site, name: str) -> None:
    article = site.content_folders[0].path / name
    file, address = bring_in(site, article, b"one", "My Photo 一.PNG")
    assert file.read_bytes() == b"one"
    assert resolve_image(site, article, address) == file
    assert reference_to(site, article, file) == address


def test_the_same_picture_twice_is_one_file_and_another_gets_a_number(site: Site) -> None:
    article = site.content_folders[0].path / "posts/bundle/index.md"
    first = bring_in(site, article, b"one", "a.png")
    assert bring_in(site, article, b"one", "a.png") == first
    other, address = bring_in(site, article, b"two", "a.png")
    assert address == "a-2.png"
    assert first[0].read_bytes() == b"one" and other.read_bytes() == b"two"


def test_a_picture_outside_has_no_address(site: Site, tmp_path: Path) -> None:
    article = site.content_folders[0].path / "posts/bundle/index.md"
    assert reference_to(site, article, tmp_path.parent / "x.png") is None


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\pictures\\A b.JPG", "a-b.jpg"),
        ("圖 片.png", "圖-片.png"),
        (".png", "png"),
        ("///", "picture"),
        ("a\nb<script>.svg", "a-b-script.svg"),
    ],
)
def test_names_are_plain_and_stay_in_the_folder(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_folder_that_takes_no_file_is_told(site: Site) -> None:
    (site.root / "static").write_text("a file")
    with pytest.raises(ImageError, match="could not be stored"):
        bring_in(site, site.content_folders[0].path / "posts/single.md", b"x", "a.png")
