"""Small sites of every shape that Hugo's configuration takes, and proof that nothing touched them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

PAGE = """<!doctype html><html><head><title>{{ .Title }}</title></head><body>
<h1>{{ .Title }}</h1><main>{{ .Content }}</main>
{{ with resources.Get "app.js" }}{{ with . | js.Build }}<script src="{{ .RelPermalink }}"></script>{{ end }}{{ end }}
</body></html>
"""
LIST = '<html><body><h1>{{ .Title }}</h1>{{ range .RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</body></html>\n'
LAYOUTS = {"layouts/page.html": PAGE, "layouts/list.html": LIST, "layouts/home.html": LIST}
ARTICLE = "---\ntitle: 第一篇\ndate: 2026-01-05\n---\n\nsaved text\n"

PLAIN = {
    "hugo.toml": 'baseURL = "https://example.org/sub/"\ntitle = "Plain"\n[build.buildStats]\nenable = true\n',
    # js.Build writes assets/jsconfig.json, buildStats hugo_stats.json: the traps that a preview must not spring.
    "assets/app.js": "console.log(1)\n",
    "content/posts/a.md": ARTICLE,
    "content/posts/我的 文章.md": ARTICLE,
    "content/posts/bundle/index.md": "---\ntitle: B\n---\n\nsaved text ![p](p.png)\n",
    "content/posts/bundle/p.png": "no picture",
    "content/notes/deep/c.md": "---\ntitle: C\ndraft: true\ndate: 2199-01-01\n---\n\nsaved text\n",
    "content/hidden.md": "---\ntitle: H\nbuild: {render: never, list: never}\n---\n\nsaved text\n",
}
CONFIG_FOLDER = {
    "config/_default/hugo.yaml": "baseURL: https://example.org/\npermalinks: {page: {posts: '/:year/:slug/'}}\n",
    "config/_default/module.toml": '[[mounts]]\nsource = "texts"\ntarget = "content"\n[[mounts]]\nsource = "extra"\ntarget = "content/more"\n',
    "config/development/hugo.toml": 'title = "Development"\n',
    "texts/posts/a.md": ARTICLE,
    "extra/b.md": ARTICLE,
}
OWN_MOUNTS = {
    "config.json": '{"baseURL": "https://example.org/", "module": {"mounts": ['
    '{"source": "writing", "target": "content"}, {"source": "templates", "target": "layouts"},'
    '{"source": "README.md", "target": "content/about.md"}, {"source": "pictures", "target": "static/pictures"}]}}\n',
    "writing/posts/a.md": ARTICLE,
    "README.md": "---\ntitle: About\n---\n\nsaved text\n",
    "pictures/x.txt": "picture",
    "templates/page.html": PAGE,
    "templates/list.html": LIST,
    "templates/home.html": LIST,
}
LANGUAGES = {
    "hugo.yaml": "baseURL: https://example.org/\ndefaultContentLanguage: zh-tw\nlanguages:\n"
    "  zh-tw: {contentDir: content/zh-tw, weight: 1}\n  en: {contentDir: content/en, weight: 2}\n",
    "content/zh-tw/posts/a.md": ARTICLE,
    "content/en/posts/a.md": ARTICLE,
}
HOSTS = {
    "hugo.toml": 'defaultContentLanguage = "zh"\n[languages.zh]\nweight = 2\nbaseURL = "https://zh.example.org/"\n'
    '[languages.en]\nweight = 1\nbaseURL = "https://en.example.org/x/"\n',
    "content/posts/a.md": ARTICLE,
    "content/posts/a.en.md": ARTICLE,
}


def make_site(root: Path, files: Mapping[str, str]) -> Path:
    """Write a site; the common layouts come with it unless it brings its own."""
    own = any(name.startswith("templates/") for name in files)
    for name, text in {**({} if own else LAYOUTS), **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def snapshot(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder below `root` with its time of change and content."""
    found = {}
    for folder, _, names in os.walk(root):
        for path in (Path(folder), *(Path(folder) / name for name in names)):
            found[str(path)] = (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found
