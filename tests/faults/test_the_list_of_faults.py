"""The list of faults and the tests beside it say the same."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROW = re.compile(r"^\| (\d+) \| (.+?) \| ((?:`\w+\.py` ?)+)\|$", re.MULTILINE)
LISTED = [
    (int(number), said, re.findall(r"`(\w+\.py)`", files))
    for number, said, files in ROW.findall((FOLDER / "README.md").read_text("utf-8"))
]


def test_every_fault_is_listed_once_and_in_order() -> None:
    assert [number for number, _said, _files in LISTED] == list(range(1, LISTED[-1][0] + 1))
    assert len({said for _number, said, _files in LISTED}) == len(LISTED)


def test_every_file_of_tests_is_listed_and_every_listed_file_is_there() -> None:
    listed = {file for _number, _said, files in LISTED for file in files}
    assert listed == {path.name for path in FOLDER.glob("test_fault_*.py")}


def test_a_file_stands_under_the_faults_that_its_name_and_its_tests_are_called_after() -> None:
    for path in FOLDER.glob("test_fault_*.py"):
        names = [path.name, *re.findall(r"def (test_fault_\w+)", path.read_text("utf-8"))]
        numbers = [re.match(r"test_fault((?:_\d\d)+)_", name) for name in names]
        wanted = {int(number) for found in numbers if found for number in found[1].strip("_").split("_")}
        listed = {number for number, _said, files in LISTED if path.name in files}
        assert wanted <= listed, f"{path.name}: not listed under {sorted(wanted - listed)}"


def test_what_a_fault_is_listed_with_says_so_itself() -> None:
    """A file's first line or the name of one of its tests names each fault that it is listed under."""
    complaints = []
    for number, _said, files in LISTED:
        for file in files:
            text = (FOLDER / file).read_text("utf-8")
            if number not in _faults_of(text):
                complaints.append(f"{file}: says nothing of fault {number}")
    assert not complaints, "\n".join(complaints)


def _faults_of(text: str) -> set[int]:
    """The faults that a file is about: "Fault 3:", "Faults 9 to 11:", "Faults 16 to 20 and 22:"."""
    said = re.match(r'"""Faults? ([\d a-z,]+?)(?::| as )', text)
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?: to (\d+))?", said[1] if said else ""):
        found |= set(range(int(first), int(last or first) + 1))
    for name in re.findall(r"def test_fault((?:_\d\d)+)_", text):
        found |= {int(number) for number in name.strip("_").split("_")}
    return found
