"""Pictures are known by their content; SVG is made inert."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from editor.export import pictures
from editor.export.pictures import PictureError


def made(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (5, 3), "red").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("BMP", "image/bmp"),
    ],
)
def test_known_by_content_whatever_the_name(tmp_path: Path, kind: str, media_type: str) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(made(kind))
    picture = pictures.load(path)
    assert picture.media_type == media_type
    assert picture.size() == (5, 3)
    with Image.open(io.BytesIO(picture.as_png().data)) as image:
        assert (image.format, image.size) == ("PNG", (5, 3))


def test_what_is_no_picture_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "passwords.png"
    path.write_text("root:x:0:0:root\n")
    with pytest.raises(PictureError, match=r"not a picture"):
        pictures.load(path)
    with pytest.raises(PictureError, match="not a regular file"):
        pictures.load(tmp_path)


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="http://example.org/x.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        "<style>@import url(http://example.org/x.css)</style>",
        '<rect style="fill:url(http://example.org/x#y)"/>',
        "<foreignObject><iframe src='http://example.org/'/></foreignObject>",
        '<a><animate attributeName="href" to="javascript:alert(1)"/></a>',
        '<set attributeName="onload" to="alert(1)"/>',
    ],
)
def test_svg_is_inert(inner: str) -> None:
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<rect fill="url(#g)" width="3"/>{inner}</svg>'
    )
    inert = pictures.inert_svg(source.encode()).decode()
    assert 'fill="url(#g)"' in inert
    for word in ("alert", "example.org", "passwd", "javascript", "@import"):
        assert word not in inert


def test_an_entity_bomb_in_an_svg_does_not_go_off() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    source = bomb + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>'
    try:
        assert len(pictures.inert_svg(source.encode())) < 10_000
    except PictureError as error:
        assert "does not parse" in str(error)
