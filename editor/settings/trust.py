"""What the author allows each site: Hugo’s work for it, and the web. Asked once for each, kept outside of it."""

from __future__ import annotations

from typing import Final

from editor.settings.store import SettingsStore

TRUSTED: Final = "preview.trusted_sites"
RESTRICTED: Final = "preview.restricted_sites"
WEB: Final = "preview.web_sites"


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

    def allows_web(self, identity: str) -> bool:
        """Whether the previews of the site may load pictures and fonts from the web."""
        return identity in self._settings.get(WEB)

    def allow_web(self, identity: str) -> None:
        """The author lets this very site load from the web from now on."""
        self._settings.set(WEB, [*self._others(WEB, identity), identity])

    def _keep(self, identity: str, answer: str) -> None:
        for name in (TRUSTED, RESTRICTED):
            others = self._others(name, identity)
            self._settings.set(name, [*others, identity] if name == answer else others)

    def _others(self, name: str, identity: str) -> list[str]:
        """The sites kept under a name, without what lay at this one's place before: that is there no more."""
        place = identity.partition(" ")[2]
        return [each for each in self._settings.get(name) if each.partition(" ")[2] != place]
