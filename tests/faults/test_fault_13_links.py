"""Faults 13 to 15: symbolic links, dangling ones, hard links."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.articles.storage.files import Reason, StorageError, read, write


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    target, link, chain = tmp_path / "store/a.md", tmp_path / "a.md", tmp_path / "b.md"
    target.write_bytes(b"old")
    link.symlink_to("store/a.md")
    chain.symlink_to("a.md")
    write(chain, b"new")
    assert link.is_symlink() and chain.is_symlink()
    assert target.read_bytes() == b"new"
    assert read(chain).data == b"new"


def test_a_dangling_link_gets_its_target(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to(tmp_path / "gone.md")
    with pytest.raises(StorageError) as error:
        read(link)
    assert error.value.reason is Reason.MISSING
    write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "gone.md").read_bytes() == b"new"


def test_a_dangling_link_into_no_folder_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to(tmp_path / "none/gone.md")
    with pytest.raises(StorageError) as error:
        write(link, b"new")
    assert error.value.reason is Reason.MISSING
    assert link.is_symlink()


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    for attempt in (lambda: write(tmp_path / "a.md", b"new"), lambda: read(tmp_path / "a.md")):
        with pytest.raises(StorageError) as error:
            attempt()
        assert "circle" in error.value.message


def test_a_link_out_of_the_site_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret").write_bytes(b"old")
    link = tmp_path / "site/a.md"
    link.symlink_to(tmp_path / "secret")
    with pytest.raises(StorageError) as error:
        write(link, b"new", within=tmp_path / "site")
    assert error.value.reason is Reason.OUTSIDE
    assert (tmp_path / "secret").read_bytes() == b"old"
    write(tmp_path / "site/b.md", b"new", within=tmp_path / "site")


def test_hard_links_keep_together(tmp_path: Path) -> None:
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    one.write_bytes(b"old text")
    other.hardlink_to(one)
    for data in (b"new", b"new and much longer", b""):
        write(one, data)
        assert other.read_bytes() == data
        assert other.samefile(one)
