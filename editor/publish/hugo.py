"""Finds the hugo program, asks it questions about a site, and keeps it from writing into that site."""

from __future__ import annotations

import json
import os
import re
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.programs import TimedOut, run
from editor.publish.messages import Complaint, complaints_in
from editor.publish.restriction import (
    OLDEST_RESTRICTED,
    SECURITY,
    OutsideError,
    TooOldToRestrictError,
    places_outside,
    restricted_variables,
)
from editor.site.config.files import Table, base_file
from editor.surroundings import environment, find_program, interpreter

OLDEST = (0, 128)
"""The first version with every option the server is started with (`--noBuildLock`, `--renderToMemory` …)."""

_ANSWER_TIME = 60  # seconds; a site with modules may have to bring them first
# The hugo of a snap has a /tmp of its own: it would not see an overlay, and show the saved text without a word.
_CONFINED = ("/snap/", "/var/lib/snapd/")
_VERSION = re.compile(r"hugo v(\d+)\.(\d+)(?:\.(\d+))?")
_OWN_PLACES = (":cachedir", ":resourcedir")


class HugoError(RuntimeError):
    """Hugo refused or could not be run; `complaints` say why, in its own words made plain."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("; ".join(complaint.text for complaint in complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class Hugo:
    """One hugo program on this machine."""

    program: Path
    version: tuple[int, int, int]

    @property
    def is_recent(self) -> bool:
        """Whether the theme preview can work with it."""
        return self.version[:2] >= OLDEST

    @property
    def version_text(self) -> str:
        """The version as people write it: ``0.168.0``."""
        return ".".join(map(str, self.version))


def find_hugo(root: Path | None = None, path: str | None = None) -> Hugo | None:
    """Return the hugo of PATH, else one beside this Python, else that of the `hugo` package; None without any.

    Never one that lies in the site at `root`. `path` stands in for the PATH variable. Runs each candidate once for its version: call it off the UI thread.
    """
    for candidate in _candidates(root, path):
        version = _version_of(candidate)
        if version is not None:
            return Hugo(candidate, version)
    return None


@dataclass(frozen=True, slots=True)
class Question:
    """A site, and the private folders that Hugo uses instead of the site's own."""

    hugo: Hugo
    root: Path
    cache: Path
    """Where processed pictures and downloads stay between two starts."""
    trusted: bool = False
    """Whether the author trusts the site; else Hugo is kept from running anything for it."""

    def check_age(self) -> None:
        """Raise TooOldToRestrictError when what this Hugo makes of an untrusted site must not be shown."""
        if not self.trusted and self.hugo.version[:2] < OLDEST_RESTRICTED:
            raise TooOldToRestrictError

    def check_reach(self) -> None:
        """Raise OutsideError when an untrusted site takes in what lies outside of it, or HugoError."""
        outside = () if self.trusted else places_outside(self.root, self.ask("config", "mounts"))
        if outside:
            raise OutsideError(outside)

    def settings(self) -> Table:
        """Return the site's whole configuration as Hugo merges it, keys in lower case; raises HugoError."""
        answer = self.ask("config", "--format", "json", *self.config_option())
        try:
            settings: Table = json.loads(answer[answer.index("{") :])
        except ValueError as error:
            raise HugoError(
                [Complaint(f"Hugo {self.hugo.version_text} did not tell the site's settings.")]
            ) from error
        return settings

    def ask(self, *arguments: str, variables: Mapping[str, str] | None = None) -> str:
        """Run one command on the site, with further variables, and return what it prints; raises HugoError."""
        command = [str(self.hugo.program), *arguments, *self.common_options()]
        try:
            done = run(command, _ANSWER_TIME, self.variables(variables))
        except (OSError, TimedOut) as error:
            raise HugoError([Complaint(f"Hugo could not be run: {error}")]) from error
        if done.returncode:
            raise HugoError(complaints_in((done.stderr or done.stdout).decode("utf-8", "replace")))
        return done.stdout.decode("utf-8", "replace")

    def common_options(self) -> list[str]:
        """Return the options of every command: this site, and no lock file in it."""
        return ["--source", str(self.root), "--environment", environment_name(), "--noBuildLock"]

    def variables(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return all the variables of a command, with `more` (`hugo list` does not take ``--cacheDir``)."""
        around = environment([self.root]) if self.trusted else restricted_variables(self.cache)
        kept_back = {} if self.trusted else SECURITY
        return {**around, "HUGO_CACHEDIR": str(self.cache / "cache"), **(more or {}), **kept_back}

    def config_option(self, *further: Path) -> list[str]:
        """Return ``--config`` with the site's own file and further ones; a config folder is read besides."""
        own = base_file(self.root)
        files = [*([own.name] if own is not None else []), *map(str, further)]
        return ["--config", ",".join(files)] if further else []


def environment_name() -> str:
    """Return the environment of ``hugo server``; Hugo's other commands would take another by themselves."""
    return os.environ.get("HUGO_ENVIRONMENT") or "development"


def private_environment(question: Question, settings: Table) -> dict[str, str]:
    """Return the variables that turn what Hugo would write below the site into a private folder.

    Variables and not a file: those of ``config/`` come after any file named by ``--config``.
    """
    variables = {
        "HUGO_RESOURCEDIR": str(question.cache / "resources"),
        # Each of these writes a file for other tools into the site (hugo_stats.json, assets/jsconfig.json).
        "HUGO_BUILD_BUILDSTATS_ENABLE": "false",
        "HUGO_BUILD_NOJSCONFIGINASSETS": "true",
    }
    caches = settings.get("caches")
    for name, cache in caches.items() if isinstance(caches, dict) else ():
        place = str(cache.get("dir", "")) if isinstance(cache, dict) else ""
        if not place.lower().startswith(_OWN_PLACES):
            variables[f"HUGO_CACHES_{name.upper()}_DIR"] = f":cacheDir/{name}"
    return variables


def _candidates(root: Path | None, path: str | None) -> list[Path]:
    name = "hugo.exe" if sys.platform == "win32" else "hugo"
    # The package's program itself: its start script would be one more process between us and Hugo.
    package = Path(sysconfig.get_path("platlib")) / "hugo" / "binaries" / name
    sites = [root] if root is not None else []
    on_path = find_program("hugo", path, sites)
    beside = interpreter().parent / name
    found = [on_path] if on_path is not None and on_path != beside else []
    # A program started from the desktop often has a shorter PATH than the author's terminal.
    folders = (os.path.expanduser("~/.local/bin"), "/opt/homebrew/bin", "/usr/local/bin")  # noqa: PTH111
    usual = [place for folder in folders if (place := find_program("hugo", folder, sites)) is not None]
    places = (*found, package, beside, *usual)
    return [place for place in places if place.is_file() and not place.as_posix().startswith(_CONFINED)]


def _version_of(program: Path) -> tuple[int, int, int] | None:
    try:
        done = run([str(program), "version"], 20)
    except (OSError, TimedOut):
        return None
    found = _VERSION.search(done.stdout.decode("utf-8", "replace"))
    if found is None:
        return None
    return int(found[1]), int(found[2]), int(found[3] or 0)
