"""A site whose articles have errors of each kind, one kind to an article where that can be."""

from __future__ import annotations

from pathlib import Path

HEAD = "---\ntitle: T\ndate: 2020-01-01\n---\n\n"

FILES: dict[str, str | bytes] = {
    "hugo.toml": "baseURL = 'https://example.org/sub/'\ntimeZone = 'Mars/Olympus'\nignoreFiles = ['ignored']\n",
    "layouts/_shortcodes/own.html": "{{ .Inner }}",
    "static/there.png": b"x",
    "content/posts/_index.md": "---\ntitle: Posts\ncascade: {mood: calm}\n---\n",
    "content/posts/good.md": HEAD + "Text ![p](/sub/there.png) {{< param mood >}}\n",
    "content/posts/errors.md": '---\ntitle: E\ndate: soon\ndraft: "yes"\ntags: "甲、乙"\ncolour: blue\n---\n\n'
    'A [r]({{< ref "nope" >}}) ![p](none.png) ![p](none.png) [q](/posts/none/) [s](#nowhere).\n\n'
    "{{< nosuch >}} {{< param missing >}} {{< param colour >}} note[^9] <b>raw</b> **「甲」**乙\n",
    "content/posts/unclosed.md": HEAD + "{{< own\n\nText\n",
    "content/posts/unclosed-inner.md": HEAD + "{{% own %}}\n\nText\n\n{{< /own >}}\n",
    "content/posts/in-list.md": HEAD
    + "1. a\n\n   {{< own >}}\n   x\n   {{< /own >}}\n\n[s](#brought-by-the-shortcode)\n",
    "content/posts/no-list.md": HEAD + "[s](#nowhere)\n",
    "content/posts/broken.md": "---\ntitle: [\n---\n\n{{< nosuch >}}\n",
    "content/posts/never-closed.md": "---\ntitle: A\n\n{{< nosuch >}}\n",
    "content/posts/dash.md": "- a list\n- without front matter\n",
    "content/posts/broken-toml.md": "+++\ntitle = \n+++\n\n![p](none.png)\n",
    "content/posts/broken-json.md": '{"title": }\n\n![p](none.png)\n',
    "content/posts/latin.md": b"---\ntitle: A\n---\n\ncaf\xe9 ![p](none.png)\n",
    "content/posts/latin-toml.md": b"+++\ntitle = 'caf\xe9'\n+++\n\n![p](none.png)\n",
    "content/posts/nul.md": b"---\ntitle: A\n---\n\na\0b ![p](none.png)\n",
    "content/posts/crlf.md": b"---\r\ntitle: A\r\ndraft: maybe\r\n---\r\n\r\n{{< nosuch >}}\r\n",
    "content/posts/raw.html": "---\ntitle: A\n---\n\n<p>{{< nosuch >}} ![p](none.png)</p>\n",
    "content/posts/one.md": "---\ntitle: One\nurl: /two/\n---\n",
    "content/posts/two.md": "---\ntitle: Two\nurl: /two/\naliases: [/posts/good/]\n---\n[x](/sub/posts/none/)\n",
    "content/posts/same page.md": HEAD,
    "content/posts/same-page.md": HEAD + "[x](none/)\n",
    "content/posts/bundle/index.md": HEAD + "![in](in.png) ![out](out.png)\n",
    "content/posts/bundle/in.png": b"x",
    "content/posts/bundle/resource.md": "No title ![p](none.png)\n",
    "content/posts/cased.md": "---\nTitle: T\nparams: {Tone: low}\n---\n\n{{< param tone >}} {{< param params.tone >}}\n",
    "content/posts/untitled.md": "Text only.\n",
    "content/posts/ignored.md": "---\ntitle: A\n---\n\n{{< nosuch >}} {{< own >}} x {{< /own >}}\n",
    "outside.md": "---\ntitle: [\n---\n\n{{< nosuch >}}\n",
}


def make_faulty_site(root: Path) -> None:
    """Write the site."""
    for name, content in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
