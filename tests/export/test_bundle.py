"""Markdown bundles: the article's own bytes, its files beside it, and only foreign addresses changed."""

from __future__ import annotations

import difflib
from pathlib import Path

from tests.export.conftest import SVG, png


def changed(before: str, after: str) -> list[str]:
    return [
        line[2:]
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[:2] in ("- ", "+ ")
    ]


def test_an_article_without_foreign_pictures_keeps_every_byte(site: Path, export, tmp_path: Path) -> None:
    path = site / "content" / "posts" / "odd.md"
    data = "\ufeff---\r\ntitle: t # why\r\n---\r\n\r\nText\u00a0with\u2028odd bytes\rand no end".encode()
    path.write_bytes(data)
    export(path, form="md")
    assert (tmp_path / "out" / "odd" / "index.md").read_bytes() == data


def test_files_of_the_bundle_come_along(rich: Path, export, tmp_path: Path) -> None:
    (rich.parent / "data").mkdir()
    (rich.parent / "data" / "table.csv").write_text("a,b\n")
    export(rich, form="md")
    out = tmp_path / "out"
    assert (out / "near.png").read_bytes() == png()
    assert (out / "data" / "table.csv").read_text() == "a,b\n"


def test_only_the_address_of_a_picture_from_elsewhere_changes(site: Path, export, tmp_path: Path) -> None:
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    path = site / "content" / "posts" / "one.md"
    path.write_text(
        "---\ntitle: t\n---\n\n![a](/img/static.svg 'x') and `![a](/img/static.svg)`\n\n"
        "```\n![a](/img/static.svg)\n```\n\n![b][r]\n\n[r]: /img/static.svg\n"
    )
    export(path, form="md")
    after = (tmp_path / "out" / "one" / "index.md").read_text()
    assert changed(path.read_text(), after) == [
        "![a](/img/static.svg 'x') and `![a](/img/static.svg)`",
        "![a](static.svg 'x') and `![a](/img/static.svg)`",
        "[r]: /img/static.svg",
        "[r]: static.svg",
    ]
    assert (tmp_path / "out" / "one" / "static.svg").read_text() == SVG


def test_two_pictures_of_one_name_do_not_overwrite_each_other(
    site: Path, rich: Path, export, tmp_path: Path
) -> None:
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (site / "static" / "near.png").write_bytes(png(16, 16))
    rich.write_text("---\ntitle: t\n---\n\n![a](near.png) ![b](/near.png)\n")
    export(rich, form="md")
    assert (tmp_path / "out" / "index.md").read_text().endswith("![a](near.png) ![b](near-2.png)\n")
    assert (tmp_path / "out" / "near.png").read_bytes() == png()
    assert (tmp_path / "out" / "near-2.png").read_bytes() == png(16, 16)
