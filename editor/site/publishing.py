"""Whether Hugo will publish an article, and if not, why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from editor.articles.dates import in_zone, parse_date
from editor.articles.values import Value
from editor.site.casting import as_bool, as_bool_or_none, as_text, rfc3339

State = Literal["published", "draft", "scheduled", "expired", "hidden", "broken", "unknown"]


@dataclass(frozen=True, slots=True)
class Publication:
    """The verdict on one article.

    `reason` is one plain sentence, "" when it is published. `when` is the moment the verdict changes by
    itself: when a scheduled article appears or a published one expires. "unknown": nobody can tell, Hugo neither.
    """

    state: State
    reason: str = ""
    when: datetime | None = None

    @property
    def publishes(self) -> bool | None:
        """Whether a build at this moment writes the article; None where that cannot be known."""
        return None if self.state == "unknown" else self.state == "published"


PUBLISHED = Publication("published")

# Fields that Hugo stops at when they hold anything else than a map.
_MAPS = ("params", "build", "sites")

# Go's zero time, which Hugo takes for no expiry date at all.
_GO_ZERO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dates:
    """The four dates of a page; `problem` names the field that Hugo cannot read as a date."""

    date: datetime | None = None
    lastmod: datetime | None = None
    publish: datetime | None = None
    expiry: datetime | None = None
    problem: str = ""
    problem_field: str = ""
    slug: str = ""
    """The rest of the file's name behind its date, when a date came from the name."""

    @property
    def is_empty(self) -> bool:
        """Whether the page has no date at all, so that a section takes its articles' dates."""
        return not (self.date or self.lastmod or self.publish or self.expiry)


@dataclass(frozen=True, slots=True)
class BuildSwitches:
    """What the configuration builds beyond what is published by default."""

    drafts: bool = False
    future: bool = False
    expired: bool = False

    @classmethod
    def of(cls, settings: Mapping[str, Value]) -> BuildSwitches:
        """Read the switches from a configuration table with lower-case keys."""
        return cls(
            as_bool(settings.get("builddrafts")),
            as_bool(settings.get("buildfuture")),
            as_bool(settings.get("buildexpired")),
        )


def read_dates(
    own: Mapping[str, Value],
    params: Mapping[str, Value],
    sources: Mapping[str, tuple[str, ...]],
    zone: tzinfo,
    base_name: str = "",
    modified: float = 0.0,
) -> Dates:
    """Return a page's dates as Hugo finds them.

    `own` are the article's fields, `params` these with what it inherits (keys in lower case); `sources` the
    keys of each date in order; `base_name` the file's or bundle's name, for ``:filename``; `modified` seconds
    since 1970, for ``:fileModTime``. ``:git`` needs the history and is passed over.
    """
    finder = _DateFinder(own, dict(params), zone, base_name, modified)
    # In this order: a date may be taken from the one before.
    date, lastmod, publish, expiry = (
        finder.find(name, sources[name]) for name in ("date", "lastmod", "publishdate", "expirydate")
    )
    return Dates(date, lastmod, publish, expiry, finder.problem, finder.problem_field, finder.slug)


class _DateFinder:
    """Looks for one page's dates, one after the other; Hugo takes later ones from those found before."""

    def __init__(
        self, own: Mapping[str, Value], known: dict[str, Value], zone: tzinfo, base_name: str, modified: float
    ) -> None:
        self._own = own
        self._known = known
        self._zone = zone
        self._base_name = base_name
        self._modified = modified
        # Most dates come from one field: it is parsed once.
        self._parsed: dict[str, datetime | None] = {}
        self.problem = self.problem_field = self.slug = ""

    def find(self, name: str, keys: tuple[str, ...]) -> datetime | None:
        """Return the first date that its keys give."""
        for key in keys:
            moment = self._special(key) if key[0] == ":" else self._of_field(key)
            if moment is not None:
                # Hugo writes each date it finds back under its own name.
                self._known.setdefault(name, moment)
                return moment
        return None

    def _of_field(self, key: str) -> datetime | None:
        value = self._own[key] if key in self._own else self._known.get(key)
        if value is None or value == "":
            return None
        if key not in self._parsed:
            self._parsed[key] = parse_date(value, self._zone)
        moment = self._parsed[key]
        if moment is None and not self.problem:
            self.problem, self.problem_field = f"The field {key} is no date that Hugo can read.", key
        return moment

    def _special(self, source: str) -> datetime | None:
        if source == ":filename":
            moment, slug = split_dated_name(self._base_name, self._zone)
            self.slug = self.slug or slug
            return moment
        if source == ":filemodtime" and self._modified:
            return datetime.fromtimestamp(self._modified, UTC).astimezone(self._zone)
        return None


def split_dated_name(base_name: str, zone: tzinfo) -> tuple[datetime | None, str]:
    """Return the date at the start of a name and the slug behind it, or None and ""."""
    name = base_name
    if len(name) >= 19:
        moment = parse_date(f"{name[:10]}T{name[11:19].replace('-', ':')}", zone)
        if moment is not None:
            return moment, name[19:].strip(" -_")
    if len(name) >= 10:
        moment = parse_date(name[:10], zone)
        if moment is not None:
            return moment, name[10:].strip(" -_")
    return None, ""


def is_draft(params: Mapping[str, Value]) -> bool:
    """Whether a page is a draft: ``draft``, else the opposite of a yes-or-no ``published``."""
    if "draft" in params:
        return as_bool(params["draft"])
    if "published" in params:
        published = as_bool_or_none(params["published"])
        return published is False
    return False


def shape_problem(own: Mapping[str, Value]) -> str:
    """Return why Hugo stops at the shape of one of a page's own fields (keys in lower case), or ""."""
    for key in _MAPS:
        value = own.get(key)
        # Hugo reads text in params as JSON, which may well be a map.
        is_json = key == "params" and isinstance(value, str) and value.lstrip().startswith("{")
        if value is not None and not isinstance(value, Mapping) and not is_json:
            return f"The field {key} must be a map, with keys and values of its own."
    cascade = own.get("cascade")
    if cascade is not None and not isinstance(cascade, (Mapping, list)):
        return "The field cascade must be a map or a list of maps."
    return ""


def judge(
    params: Mapping[str, Value], dates: Dates, switches: BuildSwitches, now: datetime, zone: tzinfo
) -> Publication:
    """Return whether a readable page is published at `now`; `zone` is for naming moments to the author."""
    if dates.problem:
        return Publication("broken", dates.problem)
    if is_draft(params) and not switches.drafts:
        return Publication("draft", "It is a draft.")
    if dates.publish is not None and dates.publish > now and not switches.future:
        return Publication("scheduled", f"It appears on {_spoken(dates.publish, zone)}.", dates.publish)
    expiry = None if switches.expired or dates.expiry == _GO_ZERO else dates.expiry
    if expiry is not None and expiry < now:
        return Publication("expired", f"It expired on {_spoken(expiry, zone)}.", None)
    hidden = _build_reason(params)
    if hidden:
        return Publication("hidden", hidden)
    if expiry is not None:
        return Publication("published", "", expiry)
    return PUBLISHED


def has_no_address(params: Mapping[str, Value]) -> bool:
    """Whether a page's build options leave it without a page and without an address (``render: never``)."""
    render = _build_option(params, "render")
    return render is False or as_text(render).lower() in ("never", "0")


def is_only_listed(params: Mapping[str, Value]) -> bool:
    """Whether an article has no page by its build options and still stands in lists, and so in Hugo's own feeds."""
    listed = _build_option(params, "list")
    if listed is False or as_text(listed).lower() in ("never", "0") or as_bool(params.get("headless")):
        return False
    return has_no_address(params) or as_text(_build_option(params, "render")).lower() == "link"


def _build_reason(params: Mapping[str, Value]) -> str:
    if as_bool(params.get("headless")):
        return "It is headless: Hugo renders no page for it."
    if has_no_address(params):
        return "Its build options say render: never."
    if as_text(_build_option(params, "render")).lower() == "link":
        return "Its build options say render: link, so it has an address and no page."
    return ""


def _build_option(params: Mapping[str, Value], name: str) -> Value:
    build = params["_build"] if "_build" in params else params.get("build")
    return build.get(name) if isinstance(build, Mapping) else None


def _spoken(moment: datetime, zone: tzinfo) -> str:
    local = in_zone(moment, zone)
    return f"{local.date().isoformat()} {local:%H:%M} {rfc3339(local)[19:].replace('Z', '+00:00')}"
