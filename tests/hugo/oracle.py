"""Asks Hugo: many small articles rendered in one run of the real program."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

CONFIG = """baseURL = "http://example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "home", "section"]
disablePathToLower = true
"""


def hugo_program() -> str | None:
    """The hugo program, or None when there is none on this machine."""
    import sys

    beside = Path(sys.executable).parent / "hugo"
    return str(beside) if beside.exists() else shutil.which("hugo")


def publish(
    bodies: Mapping[str, str], config: str = "", files: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Hugo's `.Content` of each body; `config` is appended to hugo.toml, `files` are written into the site first.

    Articles that Hugo could not build are missing from the result; RuntimeError when it built none.
    """
    program = hugo_program()
    if program is None:
        raise RuntimeError("no hugo program")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content").mkdir()
        (site / "layouts").mkdir()
        (site / "hugo.toml").write_text(CONFIG + config, encoding="utf-8")
        (site / "layouts" / "single.html").write_text("{{ .Content }}", encoding="utf-8")
        for name, text in (files or {}).items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        names = {f"d{number}": name for number, name in enumerate(bodies)}
        for short, name in names.items():
            article = "---\ntitle: t\n---\n" + bodies[name]
            (site / "content" / f"{short}.md").write_text(article, encoding="utf-8", newline="")
        done = subprocess.run(
            [program, "--quiet", "--source", str(site), "--cacheDir", str(site / "cache"), "--noBuildLock"],
            capture_output=True,
            text=True,
            check=False,
        )
        pages = {}
        for short, name in names.items():
            page = site / "public" / short / "index.html"
            if page.exists():
                pages[name] = page.read_text("utf-8")
        if bodies and not pages:
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
        return pages


def publish_site(root: Path) -> dict[str, str]:
    """Hugo's `.Content` of every article of a site on disk, by its path below `root`; its layouts go lost.

    RuntimeError when Hugo could not build it.
    """
    program = hugo_program()
    if program is None:
        raise RuntimeError("no hugo program")
    layouts = root / "layouts"
    layouts.mkdir(exist_ok=True)
    layout = "{{ with .File }}{{ .Filename }}{{ end }}\n{{ .Content }}"
    for name in ("page", "section", "home"):
        (layouts / f"{name}.html").write_text(layout, encoding="utf-8")
    public = root / "public"
    command = [program, "--quiet", "--source", str(root), "--cacheDir", str(root / "cache"), "--noBuildLock"]
    done = subprocess.run(
        [*command, "--destination", str(public)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    pages = {}
    for page in public.rglob("*.html"):
        name, _, html = page.read_text("utf-8").partition("\n")
        if name.startswith(str(root)):  # not a redirection, nor a page without a file
            pages[Path(name).relative_to(root).as_posix()] = html
    return pages


def publish_one(body: str, config: str = "") -> str:
    """Hugo's `.Content` of one body."""
    return publish({"one": body}, config)["one"]


if __name__ == "__main__":
    import sys

    print(json.dumps(publish_one(sys.stdin.read()), ensure_ascii=False))
