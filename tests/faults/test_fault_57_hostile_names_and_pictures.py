"""Fault 57: odd names, links, mounts and pictures carry nothing from outside of the site into an export."""

from __future__ import annotations

import base64
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image
from pypdf import PdfReader

from editor.export.document.pictures import inert_svg
from tests.faults.payloads import REACHING_SVG
from tests.faults.test_fault_57_exports_embed_nothing_foreign import SECRET, contents, export

FORMS = ("html", "pdf", "docx", "epub", "md")
CONFIG = 'baseURL = "https://example.org/"\n[markup.goldmark.renderer]\nunsafe = true\n'
NAMES = (
    "x%2e%2e.png",
    "%2e%2e%2fx.png",
    "..%2f..%2foutside.png",
    "a b.png",
    "a#b.png",
    "a?b.png",
    "a&b.png",
    "<b>.png",
)


def secret_picture(path: Path) -> None:
    """A picture that holds a text, to be found again in whatever takes it in."""
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{SECRET}</title></svg>'
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content" / "posts" / "b").mkdir(parents=True)
    (root / "static").mkdir()
    (root / "hugo.toml").write_text(CONFIG)
    secret_picture(tmp_path / "outside.svg")
    (tmp_path / "outside.md").write_text(f"---\ntitle: {SECRET}\n---\n\n{SECRET}\n")
    return root


def carried(out: Path) -> list[Path]:
    """The exported files that hold the secret."""
    files = [path for path in out.rglob("*") if path.is_file()]
    assert files
    found = [path for path in files if SECRET.encode() in unpacked(contents(path))]
    pages = [path for path in files if path.suffix == ".pdf" and SECRET in text_of(path)]
    return [*found, *pages]


def unpacked(data: bytes) -> bytes:
    """A file with what it holds as `data:` addresses."""
    return data + b"".join(
        base64.b64decode(found) for found in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)
    )


def text_of(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(pdf).pages)


@pytest.mark.parametrize("form", FORMS)
def test_fault_57_links_out_of_the_site_are_not_followed(site: Path, tmp_path: Path, form: str) -> None:
    posts = site / "content" / "posts"
    (posts / "leak.md").symlink_to(tmp_path / "outside.md")
    (posts / "away").symlink_to(tmp_path)
    (posts / "b" / "index.md").write_text(
        "---\ntitle: t\n---\n\n![a](leak.svg) ![b](deep/outside.svg) ![c](/pictures/outside.svg) ![d](hard.svg)\n"
    )
    (posts / "b" / "leak.svg").symlink_to(tmp_path / "outside.svg")
    (posts / "b" / "leak.txt").symlink_to(tmp_path / "outside.md")
    (posts / "b" / "deep").symlink_to(tmp_path)
    (site / "static" / "pictures").symlink_to(tmp_path)
    export(site / "content", form, tmp_path / "out")
    assert carried(tmp_path / "out") == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", ["mount", "static folder", "linked folder", "theme"])
def test_fault_57_folders_of_others_give_no_picture(site: Path, tmp_path: Path, form: str, how: str) -> None:
    config = {
        "mount": f'[[module.mounts]]\nsource = "{tmp_path}"\ntarget = "static"\n'
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\n',
        "static folder": "",
        "linked folder": "",
        "theme": "",
    }[how]
    before = {
        "static folder": f'staticDir = "{tmp_path}"\n',
        "theme": f'theme = "x"\nthemesDir = "{tmp_path}"\n',
    }
    (site / "hugo.toml").write_text(before.get(how, "") + CONFIG + config)
    if how == "linked folder":
        (site / "static").rmdir()
        (site / "static").symlink_to(tmp_path)
    if how == "theme":
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "static").symlink_to(tmp_path)
    (site / "content" / "posts" / "b" / "index.md").write_text("---\ntitle: t\n---\n\n![a](/outside.svg)\n")
    export(site / "content" / "posts", form, tmp_path / "out")
    assert carried(tmp_path / "out") == []


@pytest.mark.parametrize("form", ["html", "epub", "docx", "md"])
def test_fault_57_odd_names_stay_names(site: Path, tmp_path: Path, form: str) -> None:
    folder = site / "content" / "posts" / "b"
    lines = []
    for name in NAMES:
        Image.new("RGB", (9, 9), "red").save(folder / name, "PNG")
        written = name.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3F")
        lines += [
            f"![one]({written.replace('<', '%3C').replace('>', '%3E')})",
            f"![two](<{name.replace('<', '%3C').replace('>', '%3E')}>)",
        ]
    (folder / "index.md").write_text("---\ntitle: t\n---\n\n" + "\n\n".join(lines) + "\n")
    done = export(site / "content" / "posts" / "b" / "index.md", form, tmp_path / "deep" / "out")
    assert "Traceback" not in done.stderr
    stray = [path for path in tmp_path.rglob("*") if path.is_file() and site not in path.parents]
    allowed = tmp_path / "deep" / "out"
    assert [path for path in stray if allowed not in path.parents and "outside" not in path.name] == []
    for path in allowed.rglob("*"):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                assert not [
                    name for name in archive.namelist() if ".." in name.split("/") or name.startswith("/")
                ]


@pytest.mark.parametrize("number", range(len(REACHING_SVG)))
def test_fault_57_a_drawing_reaches_nothing_outside(number: int) -> None:
    inert = inert_svg(REACHING_SVG[number].encode()).decode()
    for word in ("127.0.0.1", "file:", "passwd", "javascript:", "evil", "<script", "foreignObject", "iframe"):
        assert word.lower() not in inert.lower(), inert


@pytest.mark.parametrize("form", ["html", "epub", "docx"])
def test_fault_57_addresses_in_exports_lead_to_the_web_or_a_mailbox(
    site: Path, tmp_path: Path, form: str
) -> None:
    article = site / "content" / "posts" / "b" / "index.md"
    addresses = [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:x", "data:text/html,<b>x</b>",
        "file:///etc/passwd", "\\\\host\\share", "//host/share", "jar:http://x!/y", "view-source:http://x", "blob:http://x/y",
        "ms-word:ofe|u|http://x", "smb://host/share", "ftp://host/x", "about:blank", "%6aavascript:alert(1)", "&#106;avascript:alert(1)",
    ]  # fmt: skip
    body = "\n\n".join(
        f'[a](<{a}>)\n\n<a href="{a}">b</a> <img src="{a}" srcset="{a} 2x" style="background:url({a})">'
        f'<video poster="{a}" src="{a}"></video><table background="{a}"><tr><td style="color:red;background-color:url({a})">x</td></tr></table>'
        f"<p style=\"color: image-set('{a}' 1x)\">c</p>"
        for a in addresses
    )
    article.write_text(
        "---\ntitle: t\nsource_url: javascript:alert(1)\nsource_name: n\nauthor: <a href='file:///x'>y</a>\n---\n\n"
        + body
    )
    done = export(article, form, tmp_path / "out")
    assert "Traceback" not in done.stderr
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            assert bad_addresses(path) == []


_ADDRESSES = (
    "href",
    "src",
    "srcset",
    "poster",
    "background",
    "data",
    "action",
    "Target",
    "formaction",
    "ping",
    "cite",
)
_CSS = re.compile(r"""(?:url|image-set|image|src)\(\s*["']?([^"')]*)""", re.IGNORECASE)
_TO_THE_WEB = ("http://", "https://", "mailto:", "tel:", "#", "data:image/")


def bad_addresses(path: Path) -> list[str]:
    """What in a file leads anywhere else than to the web, a mailbox or the file itself, or loads from the web."""
    trees = [html.fromstring(path.read_bytes())] if path.suffix == ".html" else []
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.endswith((".xml", ".xhtml", ".rels", ".opf", ".svg"))]
            trees = [etree.fromstring(archive.read(name)) for name in names]
    bad = []
    for element in (element for tree in trees for element in tree.iter() if isinstance(element.tag, str)):
        for key, value in element.attrib.items():
            name, address = etree.QName(key).localname, value.strip().lower()
            if name in _ADDRESSES:
                is_local = ":" not in address and not address.startswith(("//", "\\"))
                if not is_local and not address.startswith(_TO_THE_WEB):
                    bad.append(f"{element.tag} {name}={value}")
                if name in ("src", "srcset", "poster", "background") and address.startswith(("http", "//")):
                    bad.append(f"{element.tag} {name}={value}")
            if (
                any(not found[1].startswith(("#", "data:image/")) for found in _CSS.finditer(value))
                and name == "style"
            ):
                bad.append(f"{element.tag} {name}={value}")
        if etree.QName(element).localname == "style":
            sheet = element.text or ""
            bad += [
                found[0] for found in _CSS.finditer(sheet) if not found[1].startswith(("#", "data:image/"))
            ]
        if element.get("TargetMode") == "External" and not element.get("Target", "").startswith(
            ("http://", "https://", "mailto:", "tel:")
        ):
            bad.append(f"relation to {element.get('Target')}")
    return bad


def test_fault_57_links_in_a_pdf_lead_to_the_web_or_a_mailbox(site: Path, tmp_path: Path) -> None:
    article = site / "content" / "posts" / "b" / "index.md"
    article.write_text(
        "---\ntitle: t\n---\n\n[a](javascript:alert(1)) [b](file:///etc/passwd) [c](https://example.org/c) "
        '<a href="file:///etc/hosts">d</a> <a href="../../../x">e</a>\n'
    )
    done = export(article, "pdf", tmp_path / "out")
    [written] = (tmp_path / "out").rglob("*.pdf")
    actions = [
        annotation.get_object().get("/A")
        for page in PdfReader(written).pages
        for annotation in page.get("/Annots", [])
    ]
    kinds = {str(action["/S"]) for action in actions if action}
    assert kinds <= {"/URI", "/GoTo"}, done.stderr
    addresses = [str(action["/URI"]) for action in actions if action and "/URI" in action]
    assert "https://example.org/c" in addresses
    assert all(address.startswith(("http://", "https://", "mailto:")) for address in addresses), addresses
