"""`inkstone new`: an article from the site's archetype."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.publish.new_content import create_with_hugo
from editor.settings.store import SettingsStore, settings_path
from editor.settings.trust import SiteTrust
from editor.site.archetypes.article import new_article
from editor.site.site import Site, SiteError
from editor.verbs.report import complain, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the verb's arguments."""
    parser.add_argument(
        "name",
        metavar="SECTION/NAME",
        help="where the article goes below the content folder; a folder archetype, or NAME/index.md, makes a bundle",
    )
    parser.add_argument("--title", default="", metavar="T", help="the title (default: from NAME)")
    parser.add_argument(
        "--site", default=".", type=Path, metavar="DIR", help="the site or a folder in it (default: here)"
    )


def run(args: argparse.Namespace) -> int:
    """Create the article and print its path; status 1 when nothing was created."""
    try:
        path = new_article(Site.find(args.site), args.name, args.title, with_hugo=_create_with_hugo)
    except SiteError as error:
        complain("inkstone new", str(error))
        return 1
    say(str(path))
    return 0


def _create_with_hugo(root: Path, name: str) -> None:
    trust = SiteTrust(SettingsStore(settings_path()))
    create_with_hugo(root, name, trusts=trust.answer)
