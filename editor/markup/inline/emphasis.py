"""Emphasis and its kin: runs of delimiters, and CommonMark's way of pairing them."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.markup.characters import UNICODE_SPACES, is_punctuation


@dataclass(slots=True, eq=False)
class Delimiters:
    """A run of emphasis-like characters: `closes` and `opens` are the tags it stands for once matched."""

    character: str
    tags: tuple[str, str]
    start: int
    can_open: bool
    can_close: bool
    length: int
    original: int
    closes: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)
    previous: Delimiters | None = None
    next: Delimiters | None = None


class DelimiterStack:
    """The runs of one text that may still pair up, oldest first."""

    def __init__(self) -> None:
        self.first: Delimiters | None = None
        self.last: Delimiters | None = None

    def push(self, run: Delimiters) -> None:
        """Add a run behind all others."""
        run.previous = self.last
        if self.last:
            self.last.next = run
        else:
            self.first = run
        self.last = run

    def match(self, bottom: Delimiters | None) -> None:
        """CommonMark's "process emphasis" above `bottom`, then forget those delimiters."""
        closer = bottom.next if bottom else self.first
        floors: dict[tuple[str, bool, int], int] = {}
        while closer:
            if not closer.can_close:
                closer = closer.next
                continue
            key = (closer.character, closer.can_open, closer.original % 3)
            opener = _opener_for(closer, bottom, floors.get(key, -1))
            following = closer.next
            if opener is None:
                floors[key] = closer.previous.start if closer.previous else -1
                if not closer.can_open:
                    self._forget(closer)
                closer = following
                continue
            used = 2 if opener.length >= 2 and closer.length >= 2 else 1
            tag = opener.tags[used - 1]
            opener.opens.append(tag)
            closer.closes.append(tag)
            opener.length -= used
            closer.length -= used
            opener.next, closer.previous = closer, opener
            if not opener.length:
                self._forget(opener)
            if not closer.length:
                self._forget(closer)
                closer = following
        if bottom:
            bottom.next = None
            self.last = bottom
        else:
            self.first = self.last = None

    def _forget(self, run: Delimiters) -> None:
        if run.previous:
            run.previous.next = run.next
        else:
            self.first = run.next
        if run.next:
            run.next.previous = run.previous
        else:
            self.last = run.previous


def _opener_for(closer: Delimiters, bottom: Delimiters | None, floor: int) -> Delimiters | None:
    opener = closer.previous
    while opener and opener is not bottom and opener.start > floor:
        if opener.can_open and opener.character == closer.character:
            third = (opener.original + closer.original) % 3 == 0 and closer.original % 3 != 0
            if not ((opener.can_close or closer.can_open) and third):
                return opener
        opener = opener.previous
    return None


def is_mark(character: str) -> bool:
    """Punctuation or symbol, and no blank."""
    return character not in UNICODE_SPACES and is_punctuation(character)
