"""Fault 48: symbolic links in circles end, and one that leads out of the site publishes nothing."""

from __future__ import annotations

from pathlib import Path

from editor.site.bundles import resolve_image, resources
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from tests.faults.watching import make_site
from tests.site.watching.heard import watching


def test_fault_48_circles_end(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 3)
    content = root / "content"
    (content / "up").symlink_to(content)
    (content / "section-0" / "self").symlink_to(".")
    (content / "one").symlink_to("two")
    (content / "two").symlink_to("one")

    with watching(content) as heard:
        (content / "new.md").write_text("x")
        heard.wait_for_change("created", content / "new.md")
    summaries = Catalogue.build(Site.find(root)).summaries()

    assert sorted(summary.logical_path for summary in summaries) == [
        "new.md",
        "section-0/0.md",
        "section-0/1.md",
        "section-0/2.md",
    ]


def test_fault_48_a_link_out_of_the_site_is_listed_and_not_published(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n")
    (tmp_path / "secret.png").write_bytes(b"png")
    root = make_site(tmp_path / "site", 1)
    bundle = root / "content" / "bundle"
    bundle.mkdir()
    (bundle / "index.md").write_text("x")
    (root / "content" / "link.md").symlink_to(secret)
    (bundle / "picture.png").symlink_to(tmp_path / "secret.png")
    (root / "static").mkdir()
    (root / "static" / "out").symlink_to(tmp_path)
    site = Site.find(root)

    catalogue = Catalogue.build(site)
    found = catalogue.get(root / "content" / "link.md")

    assert found is not None
    assert not found.publishes
    assert "symbolic link" in found.publication.reason
    assert resolve_image(site, bundle / "index.md", "picture.png") is None
    assert resolve_image(site, bundle / "index.md", "../../../secret.png") is None
    assert resolve_image(site, bundle / "index.md", "/out/secret.png") is None
    assert resolve_image(site, bundle / "index.md", "/../secret.png") is None
    assert list(resources(bundle / "index.md")) == []
