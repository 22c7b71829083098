"""The HTML page that the preview's articles are put into."""

from __future__ import annotations

from html import escape
from string import Template

from editor.resources import resource_path

STYLES = ("styles/article.css", "styles/preview.css")
"""Style sheets of the preview, in their order; exported pages share the first."""
SCRIPTS = ("pages/bounds.js", "pages/preview.js")
"""The preview's own script, in its parts."""


def preview_page(*, base: str, policy: str, palette: str, calls: str) -> str:
    """The page, which makes some calls of its script before it is painted.

    `base` is an address, `policy` the content security policy, `palette` CSS of ours, `calls` a JSON array of arrays,
    each the name of a function and its values. It brings its style sheets along: to ask for them takes as long as to
    lay it out.
    """
    template = Template(resource_path("pages/preview.html").read_text("utf-8"))
    return template.substitute(
        base=escape(base),
        policy=escape(policy),
        styles="\n".join(resource_path(name).read_text("utf-8") for name in STYLES),
        palette=palette.replace("<", ""),
        # In JSON "<" stands in texts only; as an escape it begins no tag.
        calls=calls.replace("<", "\\u003c"),
    )


def preview_script(token: str) -> str:
    """The preview's own script; its messages begin with `token`, which no article can know."""
    return "\n".join(resource_path(name).read_text("utf-8") for name in SCRIPTS).replace("$token", token)
