"""One run of Hugo's server over an article's unsaved text: what is worked out before it, and what ends with it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.publish.addresses import base_addresses, permalink_of
from editor.publish.hugo import Hugo, HugoError, Question, find_hugo, private_environment
from editor.publish.messages import Message
from editor.publish.overlay import Overlay
from editor.publish.restriction import OutsideError, TooOldToRestrictError
from editor.publish.server import Ended, HugoServer
from editor.site.identity import identity_of


class NoHugoError(RuntimeError):
    """There is no hugo program, or only one that is too old (`hugo`)."""

    def __init__(self, hugo: Hugo | None) -> None:
        super().__init__("no hugo")
        self.hugo = hugo


class UntrustedError(RuntimeError):
    """Nothing is started before the author trusts this site, of this `identity`.

    The author was not asked yet; or the site is restricted, but reaches for `places` outside of it, or this `hugo` is
    too old to be restricted.
    """

    def __init__(self, identity: str, places: tuple[str, ...] = (), hugo: Hugo | None = None) -> None:
        super().__init__("not trusted")
        self.identity, self.places, self.hugo = identity, places, hugo


class UncoveredError(RuntimeError):
    """The article lies in none of the site's content folders."""


@dataclass(slots=True)
class Run:
    """A server, its overlay, and the addresses Hugo has told."""

    question: Question
    overlay: Overlay
    server: HugoServer
    bases: Mapping[str, str]
    permalinks: dict[Path, tuple[str, str | None]] = field(default_factory=dict)
    """The front matter an address was asked for with, and Hugo's answer."""

    @classmethod
    def start(
        cls,
        root: Path,
        cache: Path,
        trusts: Callable[[str], bool | None],
        path: Path,
        data: bytes,
        header: str,
        tell: Callable[[Message | Ended], None],
    ) -> Run:
        """Start a server on the site at `root` that shows `path` with these bytes; `header` is their front matter.

        `trusts`: what the author answered about a site of some identity. Without an answer nothing is started.
        Takes as long as Hugo needs to read the configuration, twice: call it off the UI thread. Raises UntrustedError,
        NoHugoError, UncoveredError, HugoError (the configuration) and OSError; then nothing is left behind.
        """
        question = _allowed_question(root, cache, trusts)
        settings = question.settings()
        overlay = Overlay.make(root, settings, private_environment(question, settings))
        server = HugoServer(question, overlay, tell)
        try:
            if not overlay.covers(path):
                raise UncoveredError(str(path))
            overlay.write(path, data)
            server.start()
            run = cls(question, overlay, server, base_addresses(question))
            # With broken front matter there is no address; the server says what is broken, with the line.
            with contextlib.suppress(HugoError):
                run.permalinks[path] = (header, run.permalink_of(path, header))
        except BaseException:
            server.stop()
            raise
        return run

    def permalink_of(self, path: Path, header: str) -> str | None:
        """Ask Hugo for an article's address; None when it makes no page of it. Raises HugoError and OSError."""
        return permalink_of(self.question, self.overlay, path, header.encode("utf-8", "surrogateescape"))

    def lay(self, path: Path, data: bytes, former: Path | None) -> None:
        """Lay an article's text over the site, and take that of a former one away; raises OSError."""
        self.overlay.write(path, data)
        if former is not None:
            self.overlay.remove(former)


def _allowed_question(root: Path, cache: Path, trusts: Callable[[str], bool | None]) -> Question:
    """What Hugo may be asked about the site at `root`; raises UntrustedError and NoHugoError."""
    identity = identity_of(root)
    trusted = trusts(identity)
    if trusted is None:
        raise UntrustedError(identity)
    hugo = find_hugo(root)
    if hugo is None or not hugo.is_recent:
        raise NoHugoError(hugo)
    question = Question(hugo, root, cache, trusted)
    try:
        question.check_age()
        question.check_reach()
    except OutsideError as error:
        raise UntrustedError(identity, places=error.places) from error
    except TooOldToRestrictError as error:
        raise UntrustedError(identity, hugo=hugo) from error
    return question
