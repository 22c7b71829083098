"""Writes the expected HTML of every case anew: what Hugo itself publishes. Run from the checkout: `python -m tests.cases.markup.update`."""

from __future__ import annotations

from pathlib import Path

from tests.hugo.oracle import publish

HERE = Path(__file__).parent
OTHER = {"content/other.md": "---\ntitle: other\n---\nx\n"}


def hugo_html(case: Path) -> str:
    """Hugo's `.Content` for a case, under the case's own settings."""
    config = case.with_suffix(".toml")
    settings = config.read_text("utf-8") if config.exists() else ""
    return publish({"case": case.read_text("utf-8")}, settings, OTHER)["case"]


if __name__ == "__main__":
    for case in sorted(HERE.glob("*.md")):
        case.with_suffix(".html").write_text(hugo_html(case), "utf-8", newline="")
