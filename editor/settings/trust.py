"""What the author allows each site: Hugo’s work for it, and the web. Asked once for each, kept outside of it."""

from __future__ import annotations

from editor.settings.kinds import Option
from editor.settings.options import RESTRICTED_SITES, TRUSTED_SITES, WEB_SITES
from editor.settings.store import SettingsStore


class SiteTrust:
    """The author's answers, by the identity of a site (what it is and, after a space, its path)."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    def answer(self, identity: str) -> bool | None:
        """Whether the site is trusted; None when the author was not asked. Safe from any thread."""
        if identity in self._settings.get(TRUSTED_SITES):
            return True
        return False if identity in self._settings.get(RESTRICTED_SITES) else None

    def trust(self, identity: str) -> None:
        """The author trusts this very site."""
        self._keep(identity, TRUSTED_SITES)

    def restrict(self, identity: str) -> None:
        """The author wants to see the site, and nothing of it run."""
        self._keep(identity, RESTRICTED_SITES)

    def allows_web(self, identity: str) -> bool:
        """Whether the previews of the site may load pictures and fonts from the web."""
        return identity in self._settings.get(WEB_SITES)

    def allow_web(self, identity: str) -> None:
        """The author lets this very site load from the web from now on."""
        self._settings.set(WEB_SITES, (*self._others(WEB_SITES, identity), identity))

    def _keep(self, identity: str, answer: Option[tuple[str, ...]]) -> None:
        for option in (TRUSTED_SITES, RESTRICTED_SITES):
            others = self._others(option, identity)
            self._settings.set(option, (*others, identity) if option is answer else others)

    def _others(self, option: Option[tuple[str, ...]], identity: str) -> tuple[str, ...]:
        """The sites kept by an option, without what lay at this one's place before: that is there no more."""
        place = identity.partition(" ")[2]
        return tuple(each for each in self._settings.get(option) if each.partition(" ")[2] != place)
