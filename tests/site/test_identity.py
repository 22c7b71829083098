"""A site is known by its place and by which folder lies there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from editor.site.identity import identity_of, place_in


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make(tmp_path / "site")


def make(root: Path) -> Path:
    root.mkdir()
    (root / "hugo.toml").write_text('title = "x"\n')
    return root


def test_work_in_the_site_leaves_it_the_same(site: Path) -> None:
    before = identity_of(site)
    (site / "a.md").write_text("a")
    (site / "new").mkdir()
    assert identity_of(site) == before
    assert place_in(before) == str(site)


def test_another_folder_in_its_place_is_another_site(site: Path, tmp_path: Path) -> None:
    before = identity_of(site)
    shutil.rmtree(site)
    # Often with the number of the former.
    make(site)
    (site / "hugo.toml").write_text('title = "y"\n')
    assert identity_of(site) != before
    other = make(tmp_path / "other")
    shutil.rmtree(site)
    other.rename(site)
    assert identity_of(site) != before


def test_a_way_through_a_link_leads_to_the_same(site: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(site)
    assert identity_of(tmp_path / "link") == identity_of(site)


def test_a_site_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        identity_of(tmp_path / "gone")
