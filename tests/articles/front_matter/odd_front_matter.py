"""Makes up front matter as authors write it: three formats, comments, odd spacing, every style; and edits to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any

WORDS = [
    "alpha",
    "beta gamma",
    "測試",
    "AI 投資",
    "it's",
    'say "hi"',
    "C#",
    "a: b",
    "x #y",
    "100%",
    "no",
    "2024",
    "é",
    "-x",
    "[z]",
    "@me",
    "😀",
]
# None that Hugo itself reads as more than a title or a list of terms: a date or a menu of the wrong shape is an
# error of its own.
KEYS = [
    "title",
    "Title2",
    "day",
    "tags",
    "categories",
    "wip",
    "order",
    "source_url",
    "作者",
    "my key",
    "extra",
    "cards",
]
KEYS += ["pieces", "x-y", "z.w", "ON", "lead", "series"]


@dataclass
class Block:
    """Front matter made of chunks: (key, text of its lines), with `lead` before the first and the delimiters."""

    format: str
    lead: str
    chunks: list[tuple[str, str]]
    newline: str

    @property
    def text(self) -> str:
        """The block as it stands in a file."""
        before, after = self.frame()
        return before + "".join(text for _, text in self.chunks) + after

    def frame(self) -> tuple[str, str]:
        """What stands before the first and after the last chunk."""
        opening, closing = {"yaml": ("---\n", "---\n"), "toml": ("+++\n", "+++\n"), "json": ("{\n", "}\n")}[
            self.format
        ]
        return self.ended(opening + self.lead), self.ended(closing)

    def ended(self, text: str) -> str:
        """Text with this block's line ends."""
        return text.replace("\n", self.newline)

    def around(self, key: str) -> tuple[str, str]:
        """What stands before and after a key's chunk."""
        before, after = self.frame()
        index = [name for name, _ in self.chunks].index(key)
        return (
            before + "".join(text for _, text in self.chunks[:index]),
            "".join(text for _, text in self.chunks[index + 1 :]) + after,
        )


def make_block(random: Random, kind: str) -> Block:
    """Make up a block of a format."""
    maker = {"yaml": yaml_chunk, "toml": toml_chunk, "json": json_chunk}[kind]
    keys = random.sample(KEYS, random.randint(1, 7))
    newline = random.choice(["\n", "\n", "\n", "\r\n"])
    lead = (
        ""
        if kind == "json" or random.random() < 0.7
        else random.choice(["# a note\n", "\n", "# one\n# two\n\n"])
    )
    block = Block(kind, lead, [], newline)
    tables = []
    for key in keys:
        chunk = maker(random, key)
        if kind == "toml" and re.search(r'^\[\[?["\w]', chunk, re.MULTILINE):
            tables.append((key, chunk))
            continue
        block.chunks.append((key, chunk))
    block.chunks += tables
    if kind == "json":
        last = len(block.chunks) - 1
        block.chunks = [
            (key, text + ("\n" if i == last else ",\n")) for i, (key, text) in enumerate(block.chunks)
        ]
    block.chunks = [(key, block.ended(text)) for key, text in block.chunks]
    return block


def comment(random: Random) -> str:
    """Nothing, or a comment beside a value."""
    return random.choice(["", "", "", " # note", "   # 註: x", "  #"])


def quoted(random: Random, word: str, flow: bool = False) -> str:
    """A YAML scalar for a word in some style that can hold it."""
    single = "'" + word.replace("'", "''") + "'"
    double = '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
    is_safe = word.replace(" ", "").isalnum() and word not in ("no", "2024")
    return random.choice([single, double, word] if is_safe else [single, double])


def yaml_scalar(random: Random, flow: bool = False) -> str:
    """A YAML scalar."""
    plain = [
        "true",
        "false",
        "~",
        "12",
        "-3",
        "0x1F",
        "1.50",
        "2024-05-01",
        "2026-01-05T10:00:00+08:00",
        "yes",
        "12:30:45",
        "0123",
        "1_000",
    ]
    return random.choice(plain) if random.random() < 0.3 else quoted(random, random.choice(WORDS), flow)


def yaml_key(random: Random, key: str) -> str:
    """A key with some quotes and spacing before its colon."""
    if key == "my key" or not key.isalnum() or random.random() < 0.2:
        key = random.choice([f'"{key}"', f"'{key}'", key])
    return key + random.choice([":", ":", ":", ":", " :"])


def yaml_chunk(random: Random, key: str) -> str:
    """The lines of one YAML field."""
    name = yaml_key(random, key)
    shape = random.choice(
        [
            "scalar",
            "scalar",
            "scalar",
            "empty",
            "flow",
            "flow",
            "lines",
            "list",
            "list",
            "block",
            "map",
            "maps",
            "folded",
            "below",
        ]
    )
    after = random.choice(["", "", "", "\n", "# between\n", "\n# between\n"])
    if shape == "empty":
        return f"{name}{comment(random)}\n{after}"
    if shape == "scalar":
        return f"{name}{random.choice([' ', '  ', ' '])}{yaml_scalar(random)}{comment(random)}\n{after}"
    if shape == "below":
        return f"{name}{comment(random)}\n   {yaml_scalar(random)}{comment(random)}\n{after}"
    if shape == "flow":
        items = [yaml_scalar(random, True) for _ in range(random.randint(0, 4))]
        gap = random.choice([", ", ",", " , ", ",  "])
        pad = random.choice(["", " "])
        return f"{name} [{pad}{gap.join(items)}{pad}]{comment(random)}\n{after}"
    if shape == "lines":
        items = [yaml_scalar(random, True) for _ in range(random.randint(1, 3))]
        lines = [
            f"  {item}{',' if i < len(items) - 1 or random.random() < 0.4 else ''}{comment(random)}\n"
            for i, item in enumerate(items)
        ]
        return f"{name} [{comment(random)}\n{''.join(lines)}{random.choice(['', '  '])}]{comment(random)}\n{after}"
    if shape == "list":
        indent = random.choice(["", "  ", "    "])
        gap = random.choice([" ", " ", "   "])
        lines = []
        for _ in range(random.randint(1, 4)):
            if random.random() < 0.15:
                lines.append(f"{indent or ' '}# between items\n")
            lines.append(f"{indent}-{gap}{yaml_scalar(random)}{comment(random)}\n")
            if random.random() < 0.1:
                lines.append("\n")
        return f"{name}{comment(random)}\n{''.join(lines)}{after}"
    if shape in ("block", "folded"):
        return f"{name} {yaml_text_block(random, shape)}{after}"
    if shape == "map":
        indent = random.choice(["  ", "    ", " "])
        inner = [
            f"{indent}k{i}: {yaml_scalar(random)}{comment(random)}\n" for i in range(random.randint(1, 3))
        ]
        if random.random() < 0.4:
            inner.append(
                f"{indent}deep:\n{indent}  - {yaml_scalar(random)}\n{indent}  - {yaml_scalar(random)}{comment(random)}\n"
            )
        return f"{name}{comment(random)}\n{''.join(inner)}{after}"
    indent = random.choice(["", "  "])
    lines = []
    for _ in range(random.randint(1, 3)):
        lines.append(f"{indent}- src: {yaml_scalar(random)}{comment(random)}\n")
        if random.random() < 0.6:
            lines.append(f"{indent}  name: {yaml_scalar(random)}{comment(random)}\n")
    return f"{name}\n{''.join(lines)}{after}"


def yaml_text_block(random: Random, shape: str) -> str:
    """A literal or folded block scalar."""
    sign = "|" if shape == "block" else ">"
    chomp = random.choice(["", "-", ""])
    indent = random.choice(["  ", "    "])
    lines = [
        random.choice(
            [
                "one line",
                "第二行文字",
                "  indented" if shape == "block" else "more words",
                "a # no comment",
                "",
            ]
        )
        for _ in range(random.randint(1, 4))
    ]
    body = [f"{indent}first words\n", *(f"{indent}{line}\n" if line else "\n" for line in lines)]
    return f"{sign}{chomp}{comment(random)}\n{''.join(body)}"


def toml_string(random: Random) -> str:
    """A TOML string in some style that can hold it."""
    word = random.choice(WORDS)
    basic = '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
    styles = [basic] if "'" in word else [basic, f"'{word}'"]
    return random.choice(styles)


def toml_value(random: Random) -> str:
    """A TOML value on one line."""
    plain = ["true", "false", "12", "-3", "0x1F", "1.50", "2024-05-01", "2026-01-05T10:00:00+08:00", "1_000"]
    return random.choice(plain) if random.random() < 0.3 else toml_string(random)


def toml_chunk(random: Random, key: str) -> str:
    """The lines of one TOML field."""
    name = key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else f'"{key}"'
    after = random.choice(["", "", "", "\n", "# between\n"])
    shape = random.choice(
        ["scalar", "scalar", "scalar", "array", "lines", "inline", "table", "tables", "dotted", "text"]
    )
    gap = random.choice([" = ", " = ", "=", "   = "])
    if shape == "scalar":
        return f"{random.choice(['', '', '  '])}{name}{gap}{toml_value(random)}{comment(random)}\n{after}"
    if shape == "array":
        items = [toml_string(random) for _ in range(random.randint(0, 4))]
        return f"{name}{gap}[{random.choice([', ', ',']).join(items)}]{comment(random)}\n{after}"
    if shape == "lines":
        items = [toml_string(random) for _ in range(random.randint(1, 3))]
        lines = [
            f"  {item}{',' if i < len(items) - 1 or random.random() < 0.5 else ''}{comment(random)}\n"
            for i, item in enumerate(items)
        ]
        return f"{name}{gap}[\n{''.join(lines)}]{comment(random)}\n{after}"
    if shape == "inline":
        return (
            f"{name}{gap}{{ a = {toml_value(random)}, b = {toml_value(random)} }}{comment(random)}\n{after}"
        )
    if shape == "text":
        return f'{name}{gap}"""\nsome text\nmore "of" it\n"""{comment(random)}\n{after}'
    if shape == "dotted":
        return f"{name}.a{gap}{toml_value(random)}\n{name}.b = {toml_value(random)}{comment(random)}\n{after}"
    if shape == "table":
        inner = [f"  k{i} = {toml_value(random)}{comment(random)}\n" for i in range(random.randint(0, 3))]
        deep = f"[{name}.deep]\nx = {toml_value(random)}\n" if random.random() < 0.3 else ""
        return f"{random.choice(['', '# about'])}\n[{name}]{comment(random)}\n{''.join(inner)}{deep}"
    items = [f"[[{name}]]\nsrc = {toml_value(random)}\n" for _ in range(random.randint(1, 3))]
    return "".join(items)


def json_value(random: Random, depth: int = 0) -> str:
    """A JSON value."""
    shape = random.choice(["string", "string", "word", "list", "lines", "map"]) if depth < 2 else "string"
    if shape == "string":
        word = random.choice(WORDS).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{word}"'
    if shape == "word":
        return random.choice(["true", "false", "null", "12", "-1.5", "0"])
    items = [json_value(random, depth + 1) for _ in range(random.randint(0, 3))]
    if shape == "list":
        return "[" + random.choice([", ", ","]).join(items) + "]"
    if shape == "lines":
        return "[\n" + ",\n".join(f"\t\t{item}" for item in items) + "\n\t]" if items else "[ ]"
    return "{" + ", ".join(f'"k{i}": {item}' for i, item in enumerate(items)) + "}"


def json_chunk(random: Random, key: str) -> str:
    """One JSON member, without the comma."""
    return f'\t"{key}"{random.choice([": ", ":", " : "])}{json_value(random)}'


def make_value(random: Random, kind: str, depth: int = 0) -> Any:
    """Make up a new value for a field."""
    shape = random.choice(
        ["text", "text", "text", "lines", "bool", "number", "list", "list", "map", "maps", "none", "date"]
    )
    if shape == "text" or depth > 2:
        return random.choice(
            [
                *WORDS,
                "",
                "一個 \"新\": 標題 #1 'x'",
                "tab\there",
                "back\\slash",
                " lead",
                "trail ",
                "2025-03-04",
                "true",
                "null",
                "~",
                "0x10",
                "a\u00a0b",
                "+++",
                "---",
            ]
        )
    if shape == "lines":
        return random.choice(
            [
                "one\ntwo",
                "one\ntwo\n",
                "para one\n\npara two\n",
                "  indented\nnot",
                "a\n\n",
                "x\n---\ny",
                "x\n+++\ny",
                "end \nspace",
            ]
        )
    if shape == "bool":
        return random.random() < 0.5
    if shape == "number":
        return random.choice([0, 5, -7, 1.5, 1e22, 123456789012])
    if shape == "list":
        return [
            random.choice(WORDS) if random.random() < 0.8 else make_value(random, kind, depth + 2)
            for _ in range(random.randint(0, 4))
        ]
    if shape == "map":
        return {
            random.choice(["k0", "k1", "a", "b", "deep", "鍵", "with space"]): make_value(
                random, kind, depth + 1
            )
            for _ in range(random.randint(0, 3))
        }
    if shape == "maps":
        return [
            {"src": make_value(random, kind, depth + 2), "name": "n"} for _ in range(random.randint(1, 3))
        ]
    if shape == "date":
        return random.choice(["2025-03-04", "2025-03-04T05:06:07+08:00"])
    return None if kind != "toml" else "none"


def edited_value(random: Random, old: Any, kind: str) -> Any:
    """A new value that an author would make of an old one: an item more or less, another key, or something else."""
    if isinstance(old, list) and random.random() < 0.7:
        new = list(old)
        for _ in range(random.randint(1, 2)):
            what = random.choice(["add", "drop", "swap", "change"])
            if what == "add" or not new:
                new.insert(
                    random.randint(0, len(new)),
                    random.choice(WORDS) if not (new and isinstance(new[0], dict)) else {"src": "new"},
                )
            elif what == "drop":
                new.pop(random.randrange(len(new)))
            elif what == "swap":
                random.shuffle(new)
            else:
                at = random.randrange(len(new))
                new[at] = (
                    edited_value(random, new[at], kind) if isinstance(new[at], dict) else random.choice(WORDS)
                )
        return new
    if isinstance(old, dict) and random.random() < 0.7:
        changed = dict(old)
        what = random.choice(["add", "drop", "change"])
        if what == "add" or not changed:
            changed[random.choice(["new", "another one"])] = random.choice(WORDS)
        elif what == "drop":
            changed.pop(random.choice(list(changed)))
        else:
            key = random.choice(list(changed))
            changed[key] = edited_value(random, changed[key], kind)
        return changed
    return make_value(random, kind)
