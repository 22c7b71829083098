"""Has Hugo create an article from an archetype that only Hugo can fill in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from editor.publish.hugo import HugoError, Question, find_hugo, private_environment
from editor.publish.restriction import OutsideError
from editor.site.identity import identity_of
from editor.site.site import SiteError


def create_with_hugo(root: Path, name: str, *, trusts: Callable[[str], bool | None]) -> None:
    """Run ``hugo new content`` for a path below the content folder; raises SiteError with one sentence.

    `trusts`: what the author answered about a site of some identity. For a site that is not trusted Hugo runs nothing.
    """
    hugo = find_hugo(root)
    if hugo is None:
        raise SiteError(f"The archetype for {name} needs the hugo program, which is not on this machine.")
    with tempfile.TemporaryDirectory(prefix="inkstone-") as cache:
        try:
            question = Question(hugo, root, Path(cache), bool(trusts(identity_of(root))))
            question.check_reach()
            # The program opens the article itself; Hugo would wait for the end of an editor of the site's choice.
            variables = {**private_environment(question, question.settings()), "HUGO_NEWCONTENTEDITOR": ""}
            question.ask("new", "content", name, variables=variables)
        except OutsideError as error:
            raise SiteError(
                f"Hugo was not asked to create {name}: the site takes in what lies outside of it ({error}). "
                "If you trust the site, say so in the theme preview of the window"
            ) from error
        except OSError as error:
            raise SiteError(f"Hugo could not create {name}: {error}") from error
        except HugoError as error:
            raise SiteError(f"Hugo did not create {name}: {error}") from error
