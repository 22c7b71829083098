"""Has Hugo create an article from an archetype that only Hugo can fill in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from editor.publish.hugo import HugoError, Question, find_hugo
from editor.site.site import SiteError


def create_with_hugo(root: Path, name: str) -> None:
    """Run ``hugo new content`` for a path below the content folder; raises SiteError with one sentence."""
    hugo = find_hugo(root)
    if hugo is None:
        raise SiteError(f"The archetype for {name} needs the hugo program, which is not on this machine.")
    with tempfile.TemporaryDirectory(prefix="inkstone-") as cache:
        try:
            Question(hugo, root, Path(cache)).ask("new", "content", name)
        except HugoError as error:
            raise SiteError(f"Hugo did not create {name}: {error}") from error
