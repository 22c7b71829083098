"""What an option can hold: a switch, a number within its range, a text, texts, one of several choices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Self, TypeGuard, TypeVar

T = TypeVar("T")


class NamedChoice(StrEnum):
    """What an author may choose from. A member is the word that the settings file holds, then the words of the menu.

    An icon of `resources/icons` may follow.
    """

    label: str
    icon: str

    def __new__(cls, word: str, label: str, icon: str = "") -> Self:
        """Make a member of its row."""
        made = str.__new__(cls, word)
        made._value_ = word
        made.label, made.icon = label, icon
        return made


C = TypeVar("C", bound=NamedChoice)


@dataclass(frozen=True, slots=True)
class Option(ABC, Generic[T]):
    """One option: the key that it has in the settings file, its default, and one sentence about what it means.

    `remembered` is for what the program keeps by itself from one start to the next: nobody is asked for it.
    """

    key: str
    default: T
    meaning: str
    remembered: bool = False

    @abstractmethod
    def taken(self, value: object) -> T:
        """Return a value of a settings file as this option holds it; raises ValueError for one that does not fit."""

    def refusal(self, value: object) -> ValueError:
        """Return the error for a value that does not fit."""
        return ValueError(f"{self.key} cannot be {value!r}")


@dataclass(frozen=True, slots=True)
class SwitchOption(Option[bool]):
    """On or off."""

    def taken(self, value: object) -> bool:
        """Return the value as on or off; raises ValueError for one that does not fit."""
        if isinstance(value, bool):
            return value
        raise self.refusal(value)


@dataclass(frozen=True, slots=True)
class Whole(Option[int]):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 0

    def taken(self, value: object) -> int:
        """Return the value as a whole number; raises ValueError for one that does not fit."""
        if _is_number(value) and self.least <= value <= self.most:
            return int(value)
        raise self.refusal(value)

    def nearest(self, value: int) -> int:
        """Return the number within the range that is nearest."""
        return min(self.most, max(self.least, value))


@dataclass(frozen=True, slots=True)
class Share(Option[float]):
    """A part of a whole from `least` to `most`."""

    least: float = 0.0
    most: float = 1.0

    def taken(self, value: object) -> float:
        """Return the value as a number; raises ValueError for one that does not fit."""
        if _is_number(value) and self.least <= value <= self.most:
            return float(value)
        raise self.refusal(value)

    def nearest(self, value: float) -> float:
        """Return the number within the range that is nearest."""
        return min(self.most, max(self.least, value))


@dataclass(frozen=True, slots=True)
class TextOption(Option[str]):
    """Any text."""

    def taken(self, value: object) -> str:
        """Return the value as a text; raises ValueError for one that does not fit."""
        if isinstance(value, str):
            return value
        raise self.refusal(value)


@dataclass(frozen=True, slots=True)
class Texts(Option[tuple[str, ...]]):
    """Texts in an order."""

    def taken(self, value: object) -> tuple[str, ...]:
        """Return the value as texts; raises ValueError for one that does not fit."""
        if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise self.refusal(value)


@dataclass(frozen=True, slots=True)
class Choice(Option[C]):
    """One of the members of its default's class."""

    def taken(self, value: object) -> C:
        """Return the value as one of `choices`; raises ValueError for one that does not fit."""
        for choice in self.choices:
            if choice == value:
                return choice
        raise self.refusal(value)

    @property
    def choices(self) -> tuple[C, ...]:
        """What there is to choose from, in the order of the menu."""
        return tuple(type(self.default))


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
