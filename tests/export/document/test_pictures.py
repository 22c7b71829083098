"""Pictures are known by their content; SVG is made inert."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from editor.export.document import pictures
from editor.export.document.pictures import PictureError
from editor.rendering.picture_cost import too_costly


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


def nested(levels: int) -> bytes:
    """A drawing of ten to the power of its levels."""
    parts = ['<g id="a0"><rect width="1" height="1"/></g>']
    for number in range(1, levels):
        inner = f'<use href="#a{number - 1}"/>' * 10
        parts.append(f'<g id="a{number}">{inner}</g>')
    drawn = f'<defs>{"".join(parts)}</defs><use href="#a{levels - 1}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode()


def test_a_drawing_that_draws_itself_again_and_again_is_not_taken() -> None:
    assert pictures.from_bytes(nested(4), "x").media_type == "image/svg+xml"
    for levels in (7, 12, 400):
        with pytest.raises(PictureError, match="again and again"):
            pictures.from_bytes(nested(levels), "x")


def in_a_sheet(sheet: str, levels: int = 12) -> bytes:
    """The same by patterns laid one into the other; `sheet` is the rule of one level, `{n}` its number."""
    parts = []
    for n in range(1, levels):
        inner = f'<rect class="c{n - 1}" width="9" height="9"/>' * 10
        parts.append(f'<pattern id="p{n}" width="9" height="9">{inner}</pattern>')
    rules = "".join(sheet.replace("{n}", str(n)) for n in range(1, levels))
    drawn = f'<style>{rules}</style><defs>{"".join(parts)}</defs><rect class="c{levels - 1}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode()


@pytest.mark.parametrize(
    "sheet",
    [
        ".c{n}{fill:url(#p{n})}",
        ".c{n}{fill:URL( '#p{n}' )}",
        ".c{n}{fi\\6c l:u\\72 l(#p{n})}",
        "@media all{.c{n}{stroke:url(#p{n})}}",
        "[class=c{n}]{fill:url(#p{n})}",
        ".c{n}{--a:url(#p{n});fill:var(--a)}",
        "/* x */.c{n}/* y */{color:red;fill:/**/url(#p{n})}",
    ],
)
def test_nor_is_one_that_does_so_by_its_style_sheet(sheet: str) -> None:
    assert too_costly(in_a_sheet(sheet))


def inherited(levels: int = 12) -> bytes:
    parts = []
    for n in range(1, levels):
        inner = '<rect width="9" height="9"/>' * 10
        parts.append(
            f'<pattern id="p{n}" width="9" height="9"><g fill="url(#p{n - 1})">{inner}</g></pattern>'
        )
    drawn = f'<defs>{"".join(parts)}</defs><g fill="url(#p{levels - 1})"><rect/></g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode()


def test_nor_one_whose_parts_inherit_it() -> None:
    assert too_costly(inherited()) and not too_costly(inherited(4))


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        "<g>" * 200 + "</g>" * 200,
        '<rect fill="url(#nowhere)"/>',
        '<path d="M0 0L1 1"/>' * 50_000,
    ],
)
def test_large_and_circular_drawings_are_taken(inside: str) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()
    assert pictures.from_bytes(data, "x").media_type == "image/svg+xml"


def test_a_picture_of_too_many_pixels_is_not_taken() -> None:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    with pytest.raises(PictureError, match="more pixels"):
        pictures.from_bytes(buffer.getvalue(), "x")
