"""What a click on a link in the preview means: outside, another article, a question, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QUrl

from editor.ui.preview.scheme import PAGE, SITE

Meaning = Literal["outside", "article", "question", "refused"]

_OUTSIDE = frozenset(("http", "https", "mailto"))
_REFUSED = frozenset(
    (
        "about",
        "blob",
        "chrome",
        "data",
        "file",
        "filesystem",
        "javascript",
        "qrc",
        "smb",
        "vbscript",
        "view-source",
    )
)
_DECODED = QUrl.ComponentFormattingOption.FullyDecoded


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is the address to open, for an article its path on the site with what follows ("/posts/b/#part")."""

    meaning: Meaning
    target: str


def read_link(address: str) -> Link:
    """Judge a link by its absolute address, as the web engine understands it."""
    url = QUrl(address)
    scheme = url.scheme().lower()
    if scheme == PAGE.scheme():
        if url.host() == QUrl(SITE).host():
            tail = "#" + url.fragment(_DECODED) if url.hasFragment() else ""
            return Link("article", url.path(_DECODED) + tail)
        if url.host() in ("", PAGE.host()):
            return Link("refused", address)
        # Without a scheme of its own (`//example.org/`) a link takes that of the published site.
        url.setScheme("https")
        return Link("outside", url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    if not scheme or scheme in _REFUSED or not url.isValid():
        return Link("refused", address)
    return Link("outside" if scheme in _OUTSIDE else "question", address)


def is_outside(url: QUrl) -> bool:
    """Whether an address may be opened, or copied, as a link to the outside."""
    return url.scheme().lower() in _OUTSIDE
