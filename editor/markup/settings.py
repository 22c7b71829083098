"""The site's `markup` settings: every Goldmark and highlight switch that changes the published HTML, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from html import unescape

from editor.articles.values import Value


@dataclass(frozen=True, slots=True)
class Typographer:
    """Replacements for straight punctuation (`markup.goldmark.extensions.typographer`), entities allowed."""

    disable: bool = False
    left_single_quote: str = "&lsquo;"
    right_single_quote: str = "&rsquo;"
    left_double_quote: str = "&ldquo;"
    right_double_quote: str = "&rdquo;"
    en_dash: str = "&ndash;"
    em_dash: str = "&mdash;"
    ellipsis: str = "&hellip;"
    left_angle_quote: str = "&laquo;"
    right_angle_quote: str = "&raquo;"
    apostrophe: str = "&rsquo;"


@dataclass(frozen=True, slots=True)
class Extras:
    """Inline tags of Hugo's `extras` extension; all off by default."""

    delete: bool = False
    insert: bool = False
    mark: bool = False
    subscript: bool = False
    superscript: bool = False


@dataclass(frozen=True, slots=True)
class FootnoteSettings:
    """`markup.goldmark.extensions.footnote`."""

    enable: bool = True
    enable_auto_id_prefix: bool = False
    backlink_html: str = "&#x21a9;&#xfe0e;"


@dataclass(frozen=True, slots=True)
class Cjk:
    """`markup.goldmark.extensions.cjk`."""

    enable: bool = False
    east_asian_line_breaks: bool = False
    east_asian_line_breaks_style: str = "simple"
    escaped_space: bool = False


@dataclass(frozen=True, slots=True)
class Passthrough:
    """Delimiters whose content reaches the page untouched (math); pairs of opening and closing string."""

    enable: bool = False
    inline: tuple[tuple[str, str], ...] = ()
    block: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """`markup.highlight`: how fenced code is coloured."""

    code_fences: bool = True
    style: str = "monokai"
    line_nos: str = ""  # "" (off), "inline" or "table"
    line_numbers_in_table: bool = True
    line_no_start: int = 1
    no_classes: bool = True
    tab_width: int = 4
    wrapper_class: str = "highlight"
    guess_syntax: bool = False
    anchor_line_nos: bool = False
    line_anchors: str = ""
    hl_lines: str = ""
    hl_inline: bool = False


@dataclass(frozen=True, slots=True)
class MarkupSettings:
    """Everything of a site's configuration that the renderer must know, with Hugo's defaults.

    `python_markdown_extensions` is ours: names of further Python-Markdown extensions to plug into the pipeline.
    """

    unsafe: bool = False
    hard_wraps: bool = False
    xhtml: bool = False
    auto_heading_id: bool = True
    auto_definition_term_id: bool = False
    auto_id_type: str = "github"
    attribute_title: bool = True
    attribute_block: bool = False
    wrap_stand_alone_image: bool = True
    definition_list: bool = True
    table: bool = True
    strikethrough: bool = True
    linkify: bool = True
    linkify_protocol: str = "https"
    task_list: bool = True
    emoji: bool = False
    use_embedded_image_hook: str = "auto"
    use_embedded_link_hook: str = "auto"
    typographer: Typographer = field(default_factory=Typographer)
    footnotes: FootnoteSettings = field(default_factory=FootnoteSettings)
    extras: Extras = field(default_factory=Extras)
    cjk: Cjk = field(default_factory=Cjk)
    passthrough: Passthrough = field(default_factory=Passthrough)
    highlight: Highlight = field(default_factory=Highlight)
    python_markdown_extensions: tuple[str, ...] = ()

    @classmethod
    def from_config(cls, markup: Mapping[str, Value], *, enable_emoji: bool = False) -> MarkupSettings:
        """Read the site's raw `markup` table (keys in any case); `enable_emoji` stands at the site's top level.

        Never raises: a value of the wrong shape counts as absent, as the rest of the site must stay readable.
        """
        goldmark = _table(markup, "goldmark")
        renderer, extensions = _table(goldmark, "renderer"), _table(goldmark, "extensions")
        hooks = _table(goldmark, "renderHooks")
        base = _with_parser(cls(), _table(goldmark, "parser"))
        return replace(
            base,
            unsafe=_flag(renderer, "unsafe", base.unsafe),
            hard_wraps=_flag(renderer, "hardWraps", base.hard_wraps),
            xhtml=_flag(renderer, "xhtml", base.xhtml),
            definition_list=_flag(extensions, "definitionList", True),
            table=_flag(extensions, "table", True),
            strikethrough=_flag(extensions, "strikethrough", True),
            linkify=_flag(extensions, "linkify", True),
            linkify_protocol=_text(extensions, "linkifyProtocol", base.linkify_protocol),
            task_list=_flag(extensions, "taskList", True),
            emoji=enable_emoji,
            use_embedded_image_hook=_text(_table(hooks, "image"), "useEmbedded", "auto"),
            use_embedded_link_hook=_text(_table(hooks, "link"), "useEmbedded", "auto"),
            typographer=_typographer(extensions),
            footnotes=_footnotes(extensions),
            extras=_extras(_table(extensions, "extras")),
            cjk=_cjk(_table(extensions, "cjk")),
            passthrough=_passthrough(_table(extensions, "passthrough")),
            highlight=_highlight(_table(markup, "highlight")),
        )


def _get(table: Mapping[str, Value], key: str) -> Value:
    """Hugo's keys are case-insensitive."""
    if key in table:
        return table[key]
    wanted = key.lower()
    return next((value for name, value in table.items() if str(name).lower() == wanted), None)


def _table(table: Mapping[str, Value], key: str) -> Mapping[str, Value]:
    value = _get(table, key)
    return value if isinstance(value, Mapping) else {}


def _flag(table: Mapping[str, Value], key: str, default: bool) -> bool:
    value = _get(table, key)
    if isinstance(value, str):
        return value.strip().lower() in ("1", "t", "true") if value.strip() else default
    return bool(value) if isinstance(value, (bool, int)) else default


def _text(table: Mapping[str, Value], key: str, default: str) -> str:
    value = _get(table, key)
    return value if isinstance(value, str) else default


def _number(table: Mapping[str, Value], key: str, default: int) -> int:
    value = _get(table, key)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def _with_parser(base: MarkupSettings, parser: Mapping[str, Value]) -> MarkupSettings:
    attribute = _get(parser, "attribute")
    attributes = _table(parser, "attribute")
    auto_id = _get(parser, "autoHeadingIDType") or _get(parser, "autoIDType")
    return replace(
        base,
        auto_heading_id=_flag(parser, "autoHeadingID", base.auto_heading_id),
        auto_definition_term_id=_flag(parser, "autoDefinitionTermID", base.auto_definition_term_id),
        auto_id_type=str(auto_id or base.auto_id_type),
        attribute_title=attribute if isinstance(attribute, bool) else _flag(attributes, "title", True),
        attribute_block=_flag(attributes, "block", False),
        wrap_stand_alone_image=_flag(parser, "wrapStandAloneImageWithinParagraph", True),
    )


def _typographer(extensions: Mapping[str, Value]) -> Typographer:
    value = _get(extensions, "typographer")
    if value is False:
        return Typographer(disable=True)
    table = _table(extensions, "typographer")
    base = Typographer()
    texts = {
        entry.name: _text(table, _camel(entry.name), getattr(base, entry.name))
        for entry in fields(Typographer)
        if entry.name != "disable"
    }
    return Typographer(disable=_flag(table, "disable", False), **texts)


def _footnotes(extensions: Mapping[str, Value]) -> FootnoteSettings:
    if _get(extensions, "footnote") is False:
        return FootnoteSettings(enable=False)
    table = _table(extensions, "footnote")
    return FootnoteSettings(
        _flag(table, "enable", True),
        _flag(table, "enableAutoIDPrefix", False),
        _text(table, "backlinkHTML", FootnoteSettings().backlink_html),
    )


def _extras(table: Mapping[str, Value]) -> Extras:
    return Extras(
        **{entry.name: _flag(_table(table, entry.name), "enable", False) for entry in fields(Extras)}
    )


def _cjk(table: Mapping[str, Value]) -> Cjk:
    return Cjk(
        _flag(table, "enable", False),
        _flag(table, "eastAsianLineBreaks", False),
        _text(table, "eastAsianLineBreaksStyle", "simple"),
        _flag(table, "escapedSpace", False),
    )


def _passthrough(table: Mapping[str, Value]) -> Passthrough:
    delimiters = _table(table, "delimiters")
    return Passthrough(
        _flag(table, "enable", False), _pairs(_get(delimiters, "inline")), _pairs(_get(delimiters, "block"))
    )


def _pairs(value: Value) -> tuple[tuple[str, str], ...]:
    def usable() -> Iterator[tuple[str, str]]:
        for pair in value if isinstance(value, (list, tuple)) else ():
            if isinstance(pair, (list, tuple)) and len(pair) == 2:
                opening, closing = pair
                if isinstance(opening, str) and opening and isinstance(closing, str) and closing:
                    yield opening, closing

    return tuple(usable())


def _highlight(table: Mapping[str, Value]) -> Highlight:
    base = Highlight()
    in_table = _flag(table, "lineNumbersInTable", True)
    return Highlight(
        code_fences=_flag(table, "codeFences", True),
        style=_text(table, "style", base.style),
        line_nos=line_number_style(_get(table, "lineNos"), in_table=in_table),
        line_numbers_in_table=in_table,
        line_no_start=_number(table, "lineNoStart", 1),
        no_classes=_flag(table, "noClasses", True),
        tab_width=_number(table, "tabWidth", 4),
        wrapper_class=_text(table, "wrapperClass", base.wrapper_class),
        guess_syntax=_flag(table, "guessSyntax", False),
        anchor_line_nos=_flag(table, "anchorLineNos", False),
        line_anchors=_text(table, "lineAnchors", ""),
        hl_lines=_text(table, "hl_Lines", ""),
        hl_inline=_flag(table, "hl_inline", False),
    )


def line_number_style(value: object, *, in_table: bool) -> str:
    """What a `lineNos` value asks for: "" (no numbers), "inline" or "table"."""
    text = str(value).strip().lower() if value is not None else ""
    if text in ("table", "inline"):
        return text
    if text in ("true", "1"):
        return "table" if in_table else "inline"
    return ""


def decoded(substitution: str) -> str:
    """A typographer substitution as characters: settings give entities such as `&hellip;`."""
    return unescape(substitution)
