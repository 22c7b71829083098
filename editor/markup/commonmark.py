"""The document parser: markdown-it-py tokens to the ElementTree that Python-Markdown's tree processors expect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markdown_it.token import Token

from editor.markup.attributes import Attributes, parse_attributes, set_attributes, written
from editor.markup.blocks.splitting import Block
from editor.markup.built import Built, HeadingSlot, Stream
from editor.markup.characters import MARKDOWN_SPACES, resolved
from editor.markup.checks import ALERT, Checker, fragments
from editor.markup.code import CodeRenderer, highlight_attributes, hook_card
from editor.markup.headings import anchor
from editor.markup.inline.addresses import PageAddresses
from editor.markup.inline.parser import InlineParser
from editor.markup.inline.pieces import Lookups, Piece, Verbatim
from editor.markup.inline.plain import plain_text
from editor.markup.inline.tree import OMITTED, InlineTree
from editor.markup.nodes import Raw, add_text, slot
from editor.markup.passthrough_blocks import append_divided, split_at_blocks
from editor.markup.settings import MarkupSettings
from editor.markup.shortcodes.lexer import TOKEN
from editor.markup.table_tree import append_table


class TreeBuilder:
    """Builds the tree of one block under one site's settings. Stateless between blocks."""

    def __init__(
        self,
        settings: MarkupSettings,
        inline: InlineParser,
        code: CodeRenderer,
        checker: Checker,
        addresses: PageAddresses | None = None,
        *,
        render_hooks: Collection[str] = (),
        preview: bool = False,
    ) -> None:
        self.settings = settings
        self.inline = inline
        self.code = code
        self.checker = checker
        self.tree = InlineTree(settings, addresses, math=preview)
        self.line_marks = preview
        self.hooks = frozenset(name.removeprefix("render-") for name in render_hooks)

    def build(self, block: Block, new_lookups: Callable[[], Lookups]) -> Built:
        """The block's tokens as children of a `div` (which is not part of the page)."""
        built = Built(Element("div"), Stream(new_lookups()))
        _BlockWalk(self, built, new_lookups, block).walk(block.tokens)
        return built


class _BlockWalk:
    def __init__(
        self, builder: TreeBuilder, built: Built, new_lookups: Callable[[], Lookups], block: Block
    ) -> None:
        self._settings = builder.settings
        self._inline = builder.inline
        self._tree = builder.tree
        self._highlighter = builder.code
        self._checker = builder.checker
        self._line_marks = builder.line_marks
        self._hooks = builder.hooks
        self._alert: tuple[Token, str] | None = (
            None  # the paragraph that names an alert, and what is left of it
        )
        self._built = built
        self._new_lookups = new_lookups
        self._block = block
        self._stack = [built.root]
        self._streams = [built.stream]
        self._leaves: dict[str, Callable[[Token], None]] = {
            "hr": self._rule_off,
            "fence": self._fence,
            "code_block": self._code_block,
            "html_block": self._html_block,
            "reference": lambda token: None,
            "table": self._table,
            "block_attributes": self._block_attributes,
        }

    def _lines(self) -> list[str]:
        return self._block.text.split("\n")

    def _check(self, pieces: Sequence[Piece], content: str, line: int) -> None:
        self._built.problems.extend(self._checker.text(pieces, content, line, self._lines))
        if "](#" in content:
            stream = self._streams[-1]
            stream.fragments.extend(
                (fragment, line + content.count("\n", 0, offset)) for fragment, offset in fragments(pieces)
            )

    def walk(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            kind = token.type
            if token.nesting == 1:
                self._open(token, tokens, index)
            elif token.nesting == -1:
                self._close(token, tokens, index)
            elif kind == "inline":
                self._inline_content(token, tokens, index)
            else:
                self._leaves[kind](token)

    # -- containers --

    def _open(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        kind = token.type
        if kind == "paragraph_open" and token.hidden:
            return
        if kind == "footnote_open":
            element = Element("li")
            self._streams.append(Stream(self._new_lookups()))
            self._built.footnotes.append((token.meta["label"], element, self._streams[-1]))
            self._stack.append(element)
            return
        parent = self._stack[-1]
        element = SubElement(parent, token.tag, {name: str(value) for name, value in token.attrs.items()})
        self._stack.append(element)
        if self._line_marks and token.map and len(self._stack) > 2:
            element.set("data-line", str(token.map[0]))
        if kind == "blockquote_open":
            inline = tokens[index + 2] if index + 2 < len(tokens) else token
            line = inline.map[0] if inline.map else 0
            self._built.problems.extend(self._checker.quotation(inline.content, line))
            self._open_alert(element, inline)
        if kind in ("bullet_list_open", "ordered_list_open", "blockquote_open", "dl_open"):
            element.text = "\n"
        elif kind == "list_item_open":
            following = tokens[index + 1]
            if not following.hidden and following.nesting >= 0 and following.type != "footnote_open":
                element.text = "\n"
        elif kind == "dd_open" and not token.meta["tight"]:
            element.text = "\n"

    def _open_alert(self, element: Element, inline: Token) -> None:
        """A quotation that the site's own hook shows as an alert: its kind as a label, in place of the mark."""
        found = ALERT.match(inline.content) if self._hooks & {"blockquote", "blockquote-alert"} else None
        if found:
            element.set("class", f"alert alert-{found[1].lower()}")
            label = SubElement(element, "p", {"class": "alert-title"})
            label.text, label.tail = found[1].capitalize(), "\n"
            self._alert = (inline, inline.content[found.end() :])

    def _close(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        if token.type == "paragraph_close" and token.hidden:
            following = tokens[index + 1]
            if following.nesting >= 0 and following.type != "footnote_open" and tokens[index - 1].content:
                add_text(self._stack[-1], "\n")
            return
        element = self._stack.pop()
        if token.type == "footnote_close":
            self._streams.pop()
            last = element[-1] if len(element) else None
            target = last if last is not None and last.tag == "p" else element
            target.append(Raw(slot("b", "")))
            return
        element.tail = "\n"
        if token.type == "paragraph_close":
            if self._alert and self._alert[0] is tokens[index - 1] and not self._alert[1]:
                self._stack[-1].remove(element)
            self._settle_paragraph(element)

    def _settle_paragraph(self, element: Element) -> None:
        """A paragraph that is only an image loses its `p` where the site wants that; math blocks split theirs."""
        if self._settings.wrap_stand_alone_image or len(element) != 1 or element[0].tag != "img":
            return
        if not (element.text or element[0].tail):
            parent = self._stack[-1]
            parent.remove(element)
            parent.append(element[0])

    # -- leaves --

    def _rule_off(self, token: Token) -> None:
        SubElement(self._stack[-1], "hr").tail = "\n"

    def _fence(self, token: Token) -> None:
        info = token.info.strip(MARKDOWN_SPACES)
        language = resolved(info.split(" ", 1)[0]) if info else ""
        content = token.content.replace("\x00", "\ufffd")
        if not self._settings.highlight.code_fences:
            self._code(content, language)
            return
        found = parse_attributes(info, info.find("{")) if "{" in info else None
        options, attributes = highlight_attributes(found[0] if found else {})
        language = language.partition("{")[0]
        if f"codeblock-{language}" in self._hooks:
            self._stack[-1].append(Raw(hook_card(language, content)))
            return
        content = content.rstrip("\r\n")
        content += "\n" if content else ""
        self._stack[-1].append(Raw(self._highlighter.html(content, language, options, attributes)))

    def _code_block(self, token: Token) -> None:
        self._code(token.content, "")

    def _code(self, content: str, language: str) -> None:
        pre = SubElement(self._stack[-1], "pre")
        code = SubElement(pre, "code", {"class": f"language-{language}"} if language else {})
        code.text = AtomicString(content.replace("\x00", "\ufffd"))
        pre.tail = "\n"

    def _html_block(self, token: Token) -> None:
        parent = self._stack[-1]
        self._built.problems.extend(self._checker.html_block(token.content, token.map[0] if token.map else 0))
        if self._settings.unsafe:
            parent.append(Raw(token.content.replace("\x00", "\ufffd")))
        elif not token.content.startswith("<!--"):
            times = 2 if token.meta["closed"] else 1
            parent.append(Raw(f"{OMITTED}\n" * times))

    def _table(self, token: Token) -> None:
        append_table(self._stack[-1], token, self._fill_cell, line_marks=self._line_marks)

    def _fill_cell(self, element: Element, cell: str, line: int) -> None:
        pieces = self._inline.parse(cell, self._streams[-1].lookups, cell=True)
        self._check(pieces, cell, line)
        self._tree.append(element, pieces, self._streams[-1].inline)

    def _block_attributes(self, token: Token) -> None:
        parent = self._stack[-1]
        last = parent[-1] if len(parent) else None
        if (
            last is None
            or not token.meta["attached"]
            or not isinstance(last.tag, str)
            or last.tag in ("pre", "div")
        ):
            return
        set_attributes(last, token.meta["attributes"])

    # -- inline content --

    def _inline_content(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        stream = self._streams[-1]
        opening = tokens[index - 1]
        element = self._stack[-1]
        is_item = (
            opening.type in ("paragraph_open", "heading_open")
            and index >= 2
            and tokens[index - 2].type == "list_item_open"
        )
        content = self._alert[1] if self._alert and self._alert[0] is token else token.content
        pieces = self._inline.parse(content, stream.lookups, task=is_item) if content else []
        self._check(pieces, token.content, token.map[0] if token.map else 0)
        if opening.type == "heading_open":
            self._heading(element, opening, pieces, token.content)
        elif opening.type == "dt_open" and self._settings.auto_definition_term_id:
            self._identify(element, 0, plain_text(pieces), {}, opening)
        elif opening.type == "paragraph_open" and self._settings.passthrough.enable:
            groups = split_at_blocks(pieces)
            if len(groups) > 1 or isinstance(groups[0], Verbatim):
                self._divided_paragraph(groups, hidden=opening.hidden)
                return
        self._tree.append(element, pieces, stream.inline)

    def _divided_paragraph(self, groups: Sequence[Verbatim | list[Piece]], *, hidden: bool) -> None:
        parent = self._stack[-1]
        if not hidden:
            parent = self._stack[-2]
            parent.remove(self._stack[-1])
            self._stack[-1] = Element("p")  # closed and forgotten
        append_divided(parent, groups, self._tree, self._streams[-1].inline, hidden=hidden)

    def _heading(self, element: Element, opening: Token, pieces: Sequence[Piece], source: str) -> None:
        text = TOKEN.sub("", plain_text(pieces))
        attributes: Attributes = opening.meta.get("attributes", {})
        self._identify(element, int(opening.tag[1]), text, attributes, opening)

    def _identify(
        self, element: Element, level: int, text: str, attributes: Attributes, opening: Token
    ) -> None:
        settings, stream = self._settings, self._streams[-1]
        explicit = attributes.get("id")
        for name, value in attributes.items():
            if not name.lower().startswith("on"):
                element.set(name, written(value))
        wanted = ""
        last_line = text.rpartition("\n")[2]
        if explicit is None and last_line and (settings.auto_heading_id or not level):
            wanted = anchor(last_line, settings.auto_id_type, fallback="heading" if level else "term")
            element.set("id", slot("h", len(stream.headings)))
        line = opening.map[0] if opening.map else 0
        stream.headings.append(
            HeadingSlot(level, text.strip(), wanted, written(explicit) if explicit else "", line)
        )
