"""The HTML page that the preview's articles are put into."""

from __future__ import annotations

from html import escape
from string import Template

from editor.resources import resource_path

STYLES = ("styles/article.css", "styles/preview.css")
"""Style sheets of the preview, in their order; exported pages share the first."""
SCRIPTS = ("pages/bounds.js", "pages/preview.js")
"""The preview's own script, in its parts."""


def preview_page(*, base: str, policy: str, styles: str, palette: str, calls: str) -> str:
    """The page, which makes some calls of its script before it is painted.

    `base` is an address, `policy` the content security policy, `styles` and `palette` are CSS of ours, `calls` a JSON
    array of arrays, each the name of a function and its values. The page brings its style sheets along: none is painted
    before it has got them.
    """
    template = Template(resource_path("pages/preview.html").read_text("utf-8"))
    return template.substitute(
        base=escape(base),
        policy=escape(policy),
        styles=styles,
        palette=palette.replace("<", ""),
        # In JSON "<" stands in texts only; as an escape it begins no tag.
        calls=calls.replace("<", "\\u003c"),
    )


def preview_styles() -> str:
    """The style sheets of the preview as one."""
    return "\n".join(resource_path(name).read_text("utf-8") for name in STYLES)


def preview_script(token: str) -> str:
    """The preview's own script; its messages begin with `token`, which no article can know."""
    return "\n".join(resource_path(name).read_text("utf-8") for name in SCRIPTS).replace("$token", token)
