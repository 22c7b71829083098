"""Reads what Hugo's server prints: ready, rebuilt, and complaints with file and line in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something Hugo cannot build. `line` is 1-based in `file`, 0 when unknown."""

    text: str
    file: Path | None = None
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """The server answers at these addresses, each with a slash at its end.

    The key is a language where each has a host of its own (Hugo's "multihost"), else "".
    """

    addresses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The pages in memory are those of the files as they are; with complaints they are still the former ones."""

    complaints: tuple[Complaint, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconfigured:
    """The site's configuration changed; mounts computed before may be out of date."""


PORT_TAKEN = "The port was taken by another program."

Message = Ready | Rebuilt | Reconfigured

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ADDRESS = re.compile(r"Web Server is available at (?://)?(\S+)(?: \(bind address \S+\)(?: (\S+))?)?")
_DONE = re.compile(r"(?:Total|Rebuilt) in \d")
_BARE_PLACE = re.compile(r"(?:^|\s)((?:/|[A-Za-z]:\\)[^\":\n]+):(\d+)(?::(\d+))?")
_QUOTED_PLACE = re.compile(r"\"((?:[A-Za-z]:)?[^\"\n:]+):(\d+)(?::(\d+))?\"")
_LEAD = re.compile(r"^(?:ERROR|Error:|error:|FATAL)\s*")
_STAGES = re.compile(
    r"^(?:Rebuild failed|error building site|assemble|render|process|copy static|command error"
    r"|failed to (?:create page from pageMetaSource|render pages|process page|load config|load modules|create config"
    r"|extract shortcode|render shortcode)[^:]*"
    r"|(?:parse|execute) of template failed|template: [^:]+:\d+(?::\d+)?|unmarshal failed|toml"
    r"|render of \S+ failed): |^\[[^\]]*\] "
)
_COUNT = re.compile(r"logged \d+ error\(s\)$")


class Reader:
    """Takes the server's lines one by one and yields what they mean."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._complaints: list[Complaint] = []
        self._is_ready = False

    @property
    def is_ready(self) -> bool:
        """Whether the server has begun to answer."""
        return self._is_ready

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """What was complained about since the last message."""
        return tuple(self._complaints)

    def take(self, line: str) -> Iterator[Message]:
        """Read one line."""
        line = _COLOUR.sub("", line).strip()
        if found := _ADDRESS.search(line):
            if not self._is_ready:
                self._addresses[found[2] or ""] = found[1].rstrip("/") + "/"
        elif line.startswith("Press Ctrl+C"):
            self._is_ready = True
            yield Ready(dict(self._addresses))
            if self._complaints:
                yield self._rebuilt()
        elif line.startswith("Change of config"):
            yield Reconfigured()
        elif _DONE.match(line):
            if self._is_ready:
                yield self._rebuilt()
        elif line.startswith(("ERROR", "Error:", "FATAL", "panic:")):
            self._complaints += complaints_in(line) if not _COUNT.search(line) or not self._complaints else []

    def _rebuilt(self) -> Rebuilt:
        complaints, self._complaints = tuple(dict.fromkeys(self._complaints)), []
        return Rebuilt(complaints)


def complaints_in(output: str) -> list[Complaint]:
    """Read the complaints in what Hugo printed; always at least one."""
    lines = [_COLOUR.sub("", line).strip() for line in output.splitlines()]
    errors = [line for line in lines if _LEAD.match(line)]
    # A count says nothing that the complaints themselves do not.
    causes = (
        [line for line in errors if not _COUNT.search(line)]
        or errors
        or [line for line in lines if line][-1:]
    )
    found = dict.fromkeys(_complaint(line) for line in causes)
    return list(found) or [Complaint("Hugo ended without a word.")]


def at_home(complaint: Complaint, home: Callable[[Path], Path]) -> Complaint:
    """Return a complaint with its file replaced by the one the author knows."""
    return complaint if complaint.file is None else replace(complaint, file=home(complaint.file))


def _complaint(line: str) -> Complaint:
    text = _LEAD.sub("", line)
    # Hugo wraps an error in what it was doing at each level: the last place is that of the cause.
    places = list(_QUOTED_PLACE.finditer(text)) or list(_BARE_PLACE.finditer(text))
    if not places:
        return Complaint(_plain(text))
    place = places[-1]
    known = _in_words(text)
    cause = text[place.end() :].strip(": ") or text[: place.start()].strip(": ")
    return Complaint(known or _plain(cause), Path(place[1]), int(place[2]), int(place[3] or 0))


def _in_words(text: str) -> str:
    for pattern, words in _WORDS:
        if hit := pattern.search(text):
            return hit.expand(words)
    return ""


def _plain(text: str) -> str:
    known = _in_words(text)
    if known:
        return known
    while found := _STAGES.match(text):
        text = text[found.end() :]
    text = text.strip()
    return text[:1].upper() + text[1:]


_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r'template for shortcode "?([^"\s]+)"? not found', r"There is no shortcode called “\1”."),
        (r'shortcode "?([^"\s]+)"? must be closed or self-closed', r"The shortcode “\1” is not closed."),
        (
            r'closing tag for shortcode "?([^"\s]+)"? does not match',
            r"The shortcode “\1” is closed but was not opened.",
        ),
        (
            r'access denied: "([^"]*)" is not whitelisted in policy "security\.(?:exec\.allow|http\.urls|funcs\.getenv)"',
            r"The site asks for “\1”, which is not allowed for it.",
        ),
        (
            r'"([^"]*)" outside the project; only files below the working directory',
            r"The site asks for “\1”, which lies outside of it.",
        ),
        (r'REF_NOT_FOUND: Ref "([^"]*)"', r"The link “\1” leads to no page of this site."),
        (r'module "([^"]+)" not found', r"The theme or module “\1” is not on this machine."),
        (r"found no layout file for \"([^\"]+)\"", r"The theme has no layout for \1."),
        (r"port \d+ already in use|address already in use", PORT_TAKEN),
        (r"executing \"([^\"]+)\" at <([^>]+)>: (.+)", r"The template \1 fails at “\2”: \3"),
        (r"unknown flag: (\S+)", r"This version of Hugo is too old: it does not know \1."),
    )
)
