"""Steps of others: files change, go, come and are renamed while the author writes."""

from __future__ import annotations

import random
from pathlib import Path

from tests.resident.rest import NoRestError, spin
from tests.resident.site import ARTICLES
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World


def _number(choice: random.Random) -> int:
    return choice.randrange(len(ARTICLES))


def _path(world: World, number: int) -> Path:
    path = world.names[number]
    if not path.is_file():
        raise MeaninglessError
    return path


def _tell(world: World, how: str, *paths: Path) -> None:
    if how == "and the author comes back to the window":
        world.look_at_disk(*paths)
    # Else its watcher tells the program by itself; the library and the articles say when it did.
    elif how == "which the watcher tells":
        spin(lambda: all(is_known(world, path) for path in paths), "the watcher does not tell")


def is_known(world: World, path: Path) -> bool:
    """Whether the program knows what a file holds by now."""
    article = world.open_articles.find(path)
    if article is None or article.is_dirty() or article.read_only_reason:
        return True
    return path.is_file() and article.snapshot().to_bytes() == path.read_bytes()


HOW = ("and the author comes back to the window",) * 4 + ("which the watcher tells",)


@step(
    "changed outside", 6, "another program changes the {1} of article {0}, {2}",
    lambda c: (_number(c), c.choice(["title", "end", "first line", "whole text"]), c.choice(HOW)),
    in_dialog=True,
)  # fmt: skip
def changed_outside(world: World, number: int, what: str, how: str) -> None:
    path = _path(world, number)
    data = path.read_bytes()
    mark = f"outside {len(data)}".encode()
    if what == "title":
        lines = data.split(b"\n")
        at = next((n for n, line in enumerate(lines) if b"title" in line[:12]), None)
        if at is None:
            raise MeaninglessError
        tail = b'"' if b'"' in lines[at] else b""
        tail += b"," if lines[at].rstrip().endswith(b",") else b""
        lines[at] = lines[at].rstrip().removesuffix(b",").removesuffix(b'"') + b" " + mark + tail
        data = b"\n".join(lines)
    elif what == "end":
        data += b"\n" + mark + b"\n"
    elif what == "first line":
        head, sep, rest = data.rpartition(b"---\n") if data.startswith(b"---") else (data, b"", b"")
        data = head + sep + mark + b" " + rest if sep else data + mark
    else:
        data = b"---\ntitle: Theirs\n---\n" + mark + b"\n"
    path.write_bytes(data)
    _tell(world, how, path)


@step(
    "removed outside",
    1,
    "another program removes article {0}, {1}",
    lambda c: (_number(c), c.choice(HOW)),
    in_dialog=True,
)
def removed_outside(world: World, number: int, how: str) -> None:
    path = _path(world, number)
    path.unlink()
    world.look_at_disk(path)


@step(
    "brought back",
    2,
    "article {0} comes back to the disk as it was at first",
    lambda c: (_number(c),),
    in_dialog=True,
)
def brought_back(world: World, number: int) -> None:
    path = world.names[number]
    if path.exists() or not path.parent.is_dir():
        raise MeaninglessError
    path.write_text(ARTICLES[number][1], "utf-8", newline="")
    world.look_at_disk(path)


@step("renamed outside", 1, "another program renames article {0}", lambda c: (_number(c),))
def renamed_outside(world: World, number: int) -> None:
    path = _path(world, number)
    new = path.with_name(f"moved-{number}-{path.stat().st_mtime_ns % 100000}.md")
    article = world.open_articles.find(path)
    path.rename(new)
    world.names[number] = new
    session = world.bench.session
    try:
        spin(
            lambda: session.catalogue.get(new) is not None and (article is None or article.path == new),
            "the watcher does not tell of a rename",
        )
    except NoRestError:
        world.found.append("rename: the program does not follow a file that was renamed")


@step(
    "checkout",
    1,
    "a checkout writes articles {0} anew, {1}",
    lambda c: (tuple(sorted(c.sample(range(len(ARTICLES)), 4))), c.choice(HOW)),
    in_dialog=True,
)
def checkout(world: World, numbers: tuple[int, ...], how: str) -> None:
    paths = []
    for number in numbers:
        path = world.names[number]
        fresh = path.with_suffix(".tmp")
        fresh.write_text(
            ARTICLES[number][1].replace("draft: false", "draft: true") + "checked out\n", "utf-8", newline=""
        )
        fresh.replace(path)
        paths.append(path)
    _tell(world, how, *paths)


@step("configuration", 3, "another program changes the site's configuration", in_dialog=True)
def configuration(world: World) -> None:
    path = world.site / "hugo.toml"
    text = path.read_text("utf-8")
    before = world.bench.session.catalogue
    path.write_text(text.replace("小站", "大站") if "小站" in text else text.replace("大站", "小站"), "utf-8")
    spin(
        lambda: world.bench.session.catalogue is not before, "the watcher does not tell of the configuration"
    )
