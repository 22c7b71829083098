"""The journal: what is written comes back, however the file was cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.articles.storage.journal import (
    BodyChange,
    HeaderChange,
    Journal,
    JournalError,
    Start,
    find_journals,
    read_journal,
)

TEXTS = st.text(alphabet="ab\n\u00a0\u2028文😀\ud83d", max_size=12)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@settings(max_examples=60, deadline=None)
@given(
    body=TEXTS,
    edits=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), TEXTS), max_size=8),
    data=st.data(),
)
def test_every_cut_gives_a_state_the_author_saw(
    tmp_path_factory, body: str, edits: list, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder / "a.journal")
    journal.begin(Start(Path("/site/a.md"), "hash", "---\n---\n", body))
    text = body.encode("utf-16-le", "surrogatepass")
    states = [text]
    for position, removed, added in edits:
        at = min(position, len(text) // 2)
        cut = min(removed, len(text) // 2 - at)
        journal.append([BodyChange(at, cut, added)])
        text = text[: at * 2] + added.encode("utf-16-le", "surrogatepass") + text[(at + cut) * 2 :]
        states.append(text)
    journal.leave()
    whole = read_journal(journal.file)
    assert whole is not None
    assert whole.body.encode("utf-16-le", "surrogatepass") == states[-1]
    assert whole.path == Path("/site/a.md") and whole.fingerprint == "hash"
    content = journal.file.read_bytes()
    first = content.index(b"\n") + 1
    end = data.draw(st.integers(first, len(content)))
    journal.file.write_bytes(content[:end])
    cut_off = read_journal(journal.file)
    assert cut_off is not None
    assert cut_off.body.encode("utf-16-le", "surrogatepass") in states
    lines = content[:end].count(b"\n") - 1
    assert cut_off.body.encode("utf-16-le", "surrogatepass") == states[lines]


def test_header_changes_come_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.journal")
    journal.begin(Start(None, None, "", "text"))
    journal.append([HeaderChange("---\ntitle: x\n---\n"), BodyChange(0, 0, "more ")])
    journal.leave()
    found = read_journal(journal.file)
    assert found is not None
    assert (found.header, found.body, found.path) == ("---\ntitle: x\n---\n", "more text", None)
    assert found.differs and not found.damaged


def test_a_journal_is_private(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "folder" / "a.journal")
    journal.begin(Start(None, None, "", "text"))
    assert journal.file.stat().st_mode & 0o777 == 0o600
    assert journal.file.parent.stat().st_mode & 0o777 == 0o700
    journal.remove()
    assert list(journal.file.parent.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 100, b"garbage\n", b"00000000 {}\n", b"[1]\n", b'5 {"kind":"start"}\n']
)
def test_a_broken_journal_is_set_aside_and_the_others_are_read(tmp_path: Path, content: bytes) -> None:
    good = Journal(tmp_path / "b.journal")
    good.begin(Start(None, None, "", "kept"))
    good.leave()
    (tmp_path / "a.journal").write_bytes(content)
    found, broken = find_journals(tmp_path)
    assert [item.body for item in found] == ["kept"]
    assert [path.name for path in broken] == ["a.damaged"]
    assert broken[0].read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    journal = Journal(blocked / "a.journal")
    with pytest.raises(JournalError, match="cannot be kept"):
        journal.begin(Start(None, None, "", "text"))


def test_a_long_text_is_told_in_pieces_and_comes_back_whole(tmp_path: Path) -> None:
    base, paste = "一段\n" * 200_000, "貼上👧\n" * 150_000
    journal = Journal(tmp_path / "a.journal")
    journal.begin(Start(None, None, "", base), [BodyChange(0, 2, "begin")])
    journal.append([BodyChange(5, 1, paste)])
    journal.leave()
    assert max(map(len, journal.file.read_bytes().split(b"\n"))) < 1_500_000
    found = read_journal(journal.file)
    assert found is not None and not found.damaged
    assert found.base_body == base
    assert found.body == "begin" + paste + base[3:]
    # Cut off anywhere in the long change: what stood there before is not lost to it.
    content = journal.file.read_bytes()
    journal.file.write_bytes(content[: content.rindex(b"\n", 0, len(content) - 1) + 1])
    found = read_journal(journal.file)
    assert found is not None
    assert found.body == "begin" + paste + base[2:]


def test_a_long_base_with_a_piece_missing_is_no_base(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.journal")
    journal.begin(Start(None, None, "", "text\n" * 100_000))
    journal.leave()
    lines = journal.file.read_bytes().splitlines(keepends=True)
    journal.file.write_bytes(b"".join(lines[:-1]))
    assert read_journal(journal.file) is None


def test_a_journal_that_begins_anew_is_never_without_its_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path / "a.journal")
    journal.begin(Start(None, None, "", "text"))
    journal.append([BodyChange(0, 0, "unsaved ")])
    seen = []
    replace = Path.replace

    def and_look(self: Path, target: Path) -> Path:
        done = replace(self, target)
        found = read_journal(target)
        assert found is not None
        seen.append(found.body)
        return done

    # What a process killed at this very moment leaves.
    monkeypatch.setattr(Path, "replace", and_look)
    journal.begin(Start(None, "other", "", "text"), [BodyChange(0, 0, "unsaved ")])
    assert seen == ["unsaved text"]
