"""The parser of PyYAML and its events, as far as the reader asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import yaml
from yaml import events


class Mark(Protocol):
    """A place in the text."""

    index: int


class Event(Protocol):
    """One event; all have marks, and which of the others there are is said by its class, below."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    """Of scalars, collections and aliases."""
    tag: str | None
    """Of scalars and collections."""
    value: str
    """Of scalars."""
    style: str | None
    """Of scalars."""
    flow_style: bool | None
    """Of collections."""
    explicit: bool | None
    """Of the ends of documents."""


class EventParser(Protocol):
    """The part of a loader that splits text into events."""

    def get_event(self) -> Event:
        """The next event; raises yaml.YAMLError."""
        ...

    def dispose(self) -> None:
        """Let go of what it holds."""
        ...


# The classes, to be compared by identity: asking `isinstance` costs in a catalogue of thousands of articles.
SCALAR_EVENT: object = events.ScalarEvent
ALIAS_EVENT: object = events.AliasEvent
MAPPING_START: object = events.MappingStartEvent
MAPPING_END: object = events.MappingEndEvent
SEQUENCE_END: object = events.SequenceEndEvent
STREAM_END: object = events.StreamEndEvent

# Without libyaml (a PyYAML built from source) its Python parser gives the same events, some ten times slower.
event_parser: Callable[[str], EventParser] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
