"""The kinds of content that the site's security settings let Hugo build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from editor.articles.values import Value
from editor.site.config.patterns import compile_pattern
from editor.site.config.values import table_of, texts_of

# Hugo's own (config/security): HTML is written out as it is, and Org can include other files.
_DEFAULT = ("! ^text/html$", "! ^text/org$")
_NEGATION = "! "


@dataclass(frozen=True, slots=True)
class AllowList:
    """Regular expressions on media types; one that begins with ``! `` refuses, and refusing wins."""

    allowed: tuple[re.Pattern[str], ...]
    refused: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, settings: Mapping[str, Value]) -> AllowList:
        """Read ``security.allowContent`` from a configuration with lower-case keys."""
        security = table_of(settings.get("security"))
        patterns = texts_of(security["allowcontent"]) if "allowcontent" in security else list(_DEFAULT)
        if "none" in patterns:
            patterns = []
        allowed: list[re.Pattern[str]] = []
        refused: list[re.Pattern[str]] = []
        for pattern in map(str.strip, patterns):
            compiled = compile_pattern(pattern.removeprefix(_NEGATION))
            if compiled is not None:
                (refused if pattern.startswith(_NEGATION) else allowed).append(compiled)
        return cls(tuple(allowed), tuple(refused))

    def accepts(self, media_type: str) -> bool:
        """Whether content of this type is built; a list of refusals alone accepts the rest, an empty one nothing."""
        if any(pattern.search(media_type) for pattern in self.refused):
            return False
        if not self.allowed:
            return bool(self.refused)
        return any(pattern.search(media_type) for pattern in self.allowed)
