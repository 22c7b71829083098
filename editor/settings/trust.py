"""Which sites the author trusts: the answers to a question that is asked once for each site, kept outside of it."""

from __future__ import annotations

from typing import Final

from editor.settings.store import SettingsStore

TRUSTED: Final = "preview.trusted_sites"
RESTRICTED: Final = "preview.restricted_sites"


class SiteTrust:
    """The author's answers, by the identity of a site (what it is and, after a space, its path)."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    def answer(self, identity: str) -> bool | None:
        """Whether the site is trusted; None when the author was not asked. Safe from any thread."""
        if identity in self._settings.get(TRUSTED):
            return True
        return False if identity in self._settings.get(RESTRICTED) else None

    def trust(self, identity: str) -> None:
        """The author trusts this very site."""
        self._keep(identity, TRUSTED)

    def restrict(self, identity: str) -> None:
        """The author wants to see the site, and nothing of it run."""
        self._keep(identity, RESTRICTED)

    def _keep(self, identity: str, answer: str) -> None:
        place = identity.partition(" ")[2]
        for name in (TRUSTED, RESTRICTED):
            # What lay at this place before is there no more.
            others = [each for each in self._settings.get(name) if each.partition(" ")[2] != place]
            self._settings.set(name, [*others, identity] if name == answer else others)
