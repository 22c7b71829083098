"""Fault 51: a FIFO, a device and a socket named like articles never block, and are never opened for reading."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from editor.site.archetypes.article import new_article
from editor.site.bundles import resolve_image
from editor.site.catalogue.catalogue import Catalogue, Filter
from editor.site.site import Site
from tests.faults.watching import make_site
from tests.site.watching.heard import settle, watching


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_site(tmp_path / "site", 1)
    content = root / "content"
    os.mkfifo(content / "fifo.md")
    # A socket's address is short: bind it by its bare name.
    monkeypatch.chdir(content)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
    try:
        os.mknod(content / "device.md", 0o600 | stat.S_IFCHR, os.makedev(1, 5))
    except OSError:
        (content / "device.md").symlink_to("/dev/zero")
    (content / "link.md").symlink_to("fifo.md")
    (content / "folder.md").mkdir()
    return root


def test_fault_51_they_are_listed_with_the_reason(site: Path) -> None:
    catalogue = Catalogue.build(Site.find(site))

    broken = {summary.path.name: summary.problem for summary in catalogue.summaries() if summary.problem}
    assert broken.keys() == {"fifo.md", "socket.md", "device.md", "link.md"}
    assert all("no regular file" in problem or "cannot be read" in problem for problem in broken.values())
    assert len(catalogue.filter(Filter("text", in_body=True))) == 1
    assert catalogue.update([site / "content" / "fifo.md"]) == []
    assert resolve_image(Site.find(site), site / "content" / "folder.md" / "index.md", "../fifo.md") is None


def test_fault_51_a_pipe_as_archetype_is_not_read(site: Path) -> None:
    (site / "archetypes").mkdir()
    os.mkfifo(site / "archetypes" / "default.md")

    path = new_article(Site.find(site), "posts/a")

    assert "title:" in path.read_text()


def test_fault_51_a_pipe_as_configuration_is_not_read(site: Path) -> None:
    (site / "hugo.toml").unlink()
    os.mkfifo(site / "hugo.toml")

    site_found = Site.find(site / "content")

    assert [folder.path for folder in site_found.content_folders] == [site / "content"]


def test_fault_51_watching_goes_on_beside_them(tmp_path: Path) -> None:
    with watching(tmp_path) as heard:
        os.mkfifo(tmp_path / "fifo.md")
        heard.wait_for_change("created", tmp_path / "fifo.md")
        (tmp_path / "fifo.md").unlink()
        (tmp_path / "fifo.md").write_text("a file now")
        heard.wait_for(lambda: heard.of(tmp_path / "fifo.md")[-1:] != ["removed"] and len(heard.changes) > 1)
        settle(heard, tmp_path)
