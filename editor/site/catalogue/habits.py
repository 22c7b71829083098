"""What the articles of a section usually have in their front matter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from editor.articles.values import Value
from editor.site.casting import as_text


@dataclass(frozen=True, slots=True)
class FieldHabit:
    """One field as a section's articles use it."""

    key: str
    """As most articles write it."""
    share: float
    """The part of the articles that have it, 0 to 1."""
    examples: tuple[Value, ...]
    """Some of its values, the most frequent first; lists and tables as they are."""


@dataclass(frozen=True, slots=True)
class FieldHabits:
    """The fields of a section's articles in their usual order; `articles` is how many were looked at."""

    articles: int
    fields: tuple[FieldHabit, ...]

    def usual(self, share: float = 0.6) -> tuple[FieldHabit, ...]:
        """Return the fields that at least this part of the articles have."""
        return tuple(habit for habit in self.fields if habit.share >= share)


# More values than these tell nothing new about a field.
_EXAMPLES = 8


def field_habits(articles: Iterable[tuple[tuple[str, ...], Mapping[str, Value]]]) -> FieldHabits:
    """Return the habits of articles, each given as its keys in file order and its fields by lower-case key."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: defaultdict[str, list[float]] = defaultdict(list)
    values: defaultdict[str, list[Value]] = defaultdict(list)
    total = 0
    for keys, fields in articles:
        total += 1
        for index, key in enumerate(keys):
            name = key.lower()
            spellings[name][key] += 1
            places[name].append(index / len(keys))
            if len(values[name]) < _EXAMPLES and fields.get(name) not in values[name]:
                values[name].append(fields.get(name))
    order = sorted(spellings, key=lambda name: sum(places[name]) / len(places[name]))
    habits = tuple(
        FieldHabit(
            spellings[name].most_common(1)[0][0],
            spellings[name].total() / total,
            tuple(values[name]),
        )
        for name in order
    )
    return FieldHabits(total, habits)


# Longer values are prose: nobody wants them offered again.
_LONGEST_VALUE = 60


def values_in_use(articles: Iterable[Mapping[str, Value]]) -> dict[str, Counter[str]]:
    """Return, by key, the short texts that articles hold there, alone or in lists, with how many hold each.

    Keys whose values never come twice (titles, slugs, addresses) are left out: there is nothing to offer.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fields in articles:
        for key, value in fields.items():
            values = value if isinstance(value, list) else [value]
            texts = {text for text in values if isinstance(text, str) and 0 < len(text) <= _LONGEST_VALUE}
            counts[key].update(text for text in texts if "\n" not in text)
    return {key: counter for key, counter in counts.items() if counter and counter.most_common(1)[0][1] > 1}


def source_names(articles: Iterable[Mapping[str, Value]]) -> dict[str, Counter[str]]:
    """Return which ``source_name`` the articles pair with the domain of their ``source_url``."""
    pairs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fields in articles:
        name = as_text(fields.get("source_name")).strip()
        domain = domain_of(as_text(fields.get("source_url")))
        if name and domain:
            pairs[domain][name] += 1
    return dict(pairs)


def domain_of(url: str) -> str:
    """Return the host of a web address in lower case without ``www.``, "" when it has none."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
