"""Every action as one row: id, text, shortcut, icon, the menu it stands in, and when it is enabled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from editor.settings.options import AUTOMATIC_SAVING, COLOURS
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import tooltip
from editor.ui.window.panel_areas import PanelArea

Key = QKeySequence.StandardKey


class When(Enum):
    """The condition on which actions are enabled; who knows whether it holds tells `Actions.tell`."""

    ALWAYS = auto()
    ARTICLE = auto()
    """An article is in front."""
    FILE = auto()
    """The article in front has a file."""
    WRITABLE = auto()
    """The article in front may be written."""
    RECENT = auto()
    """Something was opened lately and is still there."""
    TAKEN = auto()
    """The pane that has the keyboard takes the action: each row by itself."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. `shortcut` is a platform standard or a key sequence; `group` names exclusive choices, `submenu` the menu
    inside `menu` that rows in a row share."""

    id: str
    menu: str
    text: str
    shortcut: QKeySequence.StandardKey | str | None = None
    icon: str = ""
    toolbar: bool = False
    checkable: bool = False
    group: str = ""
    submenu: str = ""
    when: When = When.ALWAYS


SEPARATOR: Final = None
MENUS: Final = ("&File", "&Edit", "F&ormat", "&View", "&Help")

ROWS: Final[tuple[ActionRow | None, ...]] = (
    ActionRow("new", "&File", "&New Article…", Key.New, "file-plus", toolbar=True),
    ActionRow("open_site", "&File", "Open S&ite or Folder…", "Ctrl+Shift+O", "folder-open", toolbar=True),
    ActionRow("open_article", "&File", "&Open Article…", Key.Open, "file-text"),
    ActionRow("recent", "&File", "Open &Recent", when=When.RECENT),
    ActionRow("tour", "&File", "Open the &Tour", None, "footprints"),
    SEPARATOR,
    ActionRow("save", "&File", "&Save", Key.Save, "save", toolbar=True, when=When.WRITABLE),
    ActionRow("save_as", "&File", "Save &As…", Key.SaveAs, when=When.ARTICLE),
    ActionRow("save_all", "&File", "Save A&ll", "Ctrl+Alt+S"),
    *(
        ActionRow(
            f"autosave_{when}",
            "&File",
            when.label,
            checkable=True,
            group="autosave",
            submenu="Save A&utomatically",
        )
        for when in AUTOMATIC_SAVING.choices
    ),
    ActionRow("revert", "&File", "Reloa&d from Disk", when=When.FILE),
    ActionRow("versions", "&File", "&Versions…", None, "history", when=When.ARTICLE),
    SEPARATOR,
    ActionRow("export", "&File", "&Export…", "Ctrl+Shift+E", "file-output", toolbar=True, when=When.ARTICLE),
    SEPARATOR,
    ActionRow("close_tab", "&File", "&Close Article", Key.Close, when=When.ARTICLE),
    ActionRow("quit", "&File", "&Quit", Key.Quit, "log-out"),
    ActionRow("undo", "&Edit", "&Undo", Key.Undo, "undo-2", toolbar=True, when=When.TAKEN),
    ActionRow("redo", "&Edit", "&Redo", Key.Redo, "redo-2", toolbar=True, when=When.TAKEN),
    SEPARATOR,
    ActionRow("cut", "&Edit", "Cu&t", Key.Cut, "scissors", when=When.TAKEN),
    ActionRow("copy", "&Edit", "&Copy", Key.Copy, "copy", when=When.TAKEN),
    ActionRow("paste", "&Edit", "&Paste", Key.Paste, "clipboard-paste", when=When.TAKEN),
    ActionRow("select_all", "&Edit", "Select &All", Key.SelectAll, when=When.TAKEN),
    SEPARATOR,
    ActionRow("find", "&Edit", "&Find and Replace…", Key.Find, "search", when=When.ARTICLE),
    ActionRow("find_next", "&Edit", "Find &Next", Key.FindNext, when=When.ARTICLE),
    ActionRow("find_previous", "&Edit", "Find Pre&vious", Key.FindPrevious, when=When.ARTICLE),
    ActionRow("find_in_preview", "&Edit", "Find in Previe&w…", "Ctrl+Alt+F", when=When.ARTICLE),
    ActionRow("search_site", "&Edit", "Search the &Library", "Ctrl+Shift+F"),
    ActionRow("bold", "F&ormat", "&Bold", Key.Bold, "bold", toolbar=True, when=When.TAKEN),
    ActionRow("italic", "F&ormat", "&Italic", Key.Italic, "italic", toolbar=True, when=When.TAKEN),
    ActionRow("strike", "F&ormat", "&Strikethrough", "Ctrl+Shift+X", "strikethrough", when=When.TAKEN),
    ActionRow("code", "F&ormat", "Inline &Code", "Ctrl+`", "code", toolbar=True, when=When.TAKEN),
    SEPARATOR,
    ActionRow("heading1", "F&ormat", "Heading &1", "Ctrl+1", "heading-1", when=When.TAKEN),
    ActionRow("heading2", "F&ormat", "Heading &2", "Ctrl+2", "heading-2", toolbar=True, when=When.TAKEN),
    ActionRow("heading3", "F&ormat", "Heading &3", "Ctrl+3", "heading-3", toolbar=True, when=When.TAKEN),
    ActionRow("heading0", "F&ormat", "&Plain Paragraph", "Ctrl+0", when=When.TAKEN),
    SEPARATOR,
    ActionRow("bullets", "F&ormat", "B&ullet List", "Ctrl+Shift+8", "list", toolbar=True, when=When.TAKEN),
    ActionRow(
        "numbers", "F&ormat", "&Numbered List", "Ctrl+Shift+7", "list-ordered", toolbar=True, when=When.TAKEN
    ),
    ActionRow("tasks", "F&ormat", "&Task List", "Ctrl+Shift+9", "list-checks", when=When.TAKEN),
    ActionRow("quote", "F&ormat", "Block &Quote", "Ctrl+Shift+.", "quote", toolbar=True, when=When.TAKEN),
    SEPARATOR,
    ActionRow("link", "F&ormat", "&Link", "Ctrl+K", "link", toolbar=True, when=When.TAKEN),
    ActionRow("image", "F&ormat", "I&mage…", "Ctrl+Shift+I", "image", toolbar=True, when=When.TAKEN),
    ActionRow("library", "&View", "&Library", "F7", "panel-left", checkable=True),
    ActionRow("preview", "&View", "&Preview", "F8", "eye", checkable=True, when=When.ARTICLE),
    ActionRow("article", "&View", "&Article Fields", "F9", "panel-right", checkable=True, when=When.ARTICLE),
    ActionRow("outline", "&View", "&Outline", "F6", "list-tree"),
    ActionRow("problems", "&View", "Pro&blems", "F10", "triangle-alert", checkable=True),
    SEPARATOR,
    *(
        ActionRow(
            f"palette_{colours}", "&View", colours.label, None, colours.icon, checkable=True, group="palette"
        )
        for colours in COLOURS.choices
    ),
    SEPARATOR,
    ActionRow("zoom_in", "&View", "Lar&ger Text", Key.ZoomIn, "zoom-in"),
    ActionRow("zoom_out", "&View", "S&maller Text", Key.ZoomOut, "zoom-out"),
    ActionRow("zoom_reset", "&View", "&Usual Text Size", "Ctrl+Alt+0"),
    SEPARATOR,
    ActionRow("next_tab", "&View", "&Next Article", Key.NextChild),
    ActionRow("previous_tab", "&View", "Pre&vious Article", "Ctrl+Shift+Tab"),
    ActionRow("full_screen", "&View", "&Full Screen", Key.FullScreen, "maximize", checkable=True),
    ActionRow("shortcuts", "&Help", "&Keyboard Shortcuts", "Ctrl+Shift+/", "keyboard"),
    ActionRow("restore_tour", "&Help", "&Restore the Tour"),
    ActionRow("about", "&Help", "&About Inkstone", None, "info"),
)

FORMAT: Final = frozenset(row.id for row in ROWS if row is not None and row.menu == "F&ormat")
"""The actions that write Markdown."""

_PANELS: Final = frozenset(PanelArea)
"""The actions that stand at the end of the toolbar."""

# Some platforms leave these to each program (Windows the first two, a plain X desktop the last).
_WHERE_NONE_IS_STANDARD = {Key.Quit: "Ctrl+Q", Key.SaveAs: "Ctrl+Shift+S", Key.FullScreen: "F11"}
_ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}


class Actions(QObject):
    """All actions by id; fills the menu bar and the toolbar from `ROWS`."""

    def __init__(self, palette: Palette, parent: QObject) -> None:
        super().__init__(parent)
        self._palette = palette
        self._rows = {row.id: row for row in ROWS if row is not None}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for row in ROWS:
            if row is not None:
                self._actions[row.id] = self._make(row, parent)
        self.set_icons()
        palette.changed.connect(self.set_icons)

    def __getitem__(self, name: str) -> QAction:
        """Return an action; raises KeyError for an unknown id."""
        return self._actions[name]

    def row(self, name: str) -> ActionRow:
        """Return the row of an action; raises KeyError for an unknown id."""
        return self._rows[name]

    def title(self, name: str) -> str:
        """Return the words of an action without what only a menu shows."""
        return _plain(_tr(self._rows[name].text))

    def title_with_keys(self, name: str) -> str:
        """Return the words of an action and, where it has keys, these in brackets."""
        keys = self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{self.title(name)} ({keys})" if keys else self.title(name)

    def fill_menus(self, bar: QMenuBar) -> None:
        """Build the menus in the order of the rows."""
        menus: dict[str, QMenu] = {}
        for title in MENUS:
            menu = bar.addMenu(_tr(title))
            assert menu is not None
            menu.aboutToShow.connect(lambda of=title: self._draw_icons(lambda row: row.menu == of))
            menus[title] = menu
        last = ""
        for row in ROWS:
            if row is None:
                menus[last].addSeparator()
                continue
            last = row.menu
            menu = menus[row.menu]
            if row.submenu:
                path = row.menu + row.submenu
                if path not in menus:
                    menus[path] = menu.addMenu(_tr(row.submenu))
                menu = menus[path]
            menu.addAction(self._actions[row.id])

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Put the rows marked for it into the toolbar, a separator between menus."""
        last = ""
        for row in ROWS:
            if row is None or not row.toolbar:
                continue
            if last and row.menu != last:
                bar.addSeparator()
            last = row.menu
            bar.addAction(self._actions[row.id])

    def attach(
        self, commands: Mapping[str, Callable[[], object]], switches: Mapping[str, Callable[[bool], object]]
    ) -> None:
        """Say what every action does; a switch is told whether it is on.

        Raises ValueError for a row without a handler and for a handler without a row.
        """
        rows = {row.id for row in ROWS if row is not None}
        if wrong := rows ^ (commands.keys() | switches.keys()) | commands.keys() & switches.keys():
            raise ValueError(f"not one handler for each action: {sorted(wrong)}")
        for name, command in commands.items():
            self._actions[name].triggered.connect(lambda _checked=False, do=command: do())
        for name, switch in switches.items():
            self._actions[name].triggered.connect(lambda on, do=switch: do(on))

    def tell(self, condition: When, holds: bool) -> None:
        """Enable the actions of a condition, or disable them."""
        for row in ROWS:
            if row is not None and row.when is condition:
                self._actions[row.id].setEnabled(holds)

    def tell_taken(self, taken: Iterable[str]) -> None:
        """Enable those of the actions `When.TAKEN` that are taken now, disable the others."""
        names = frozenset(taken)
        for row in ROWS:
            if row is not None and row.when is When.TAKEN:
                self._actions[row.id].setEnabled(row.id in names)

    def shortcuts(self) -> list[tuple[str, str, str]]:
        """Return menu, text and keys of every action with a shortcut, for the list in Help."""
        out = []
        for row in ROWS:
            if row is not None and not self._actions[row.id].shortcut().isEmpty():
                action = self._actions[row.id]
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                out.append((row.menu.replace("&", ""), _plain(action.text()), keys))
        return out

    def set_icons(self) -> None:
        """Draw the icons of the toolbar in the palette's colours; those of a menu are drawn when it opens."""
        self._undrawn = {row.id: row for row in self._rows.values() if row.icon}
        self._draw_icons(lambda row: row.toolbar or row.id in _PANELS)

    def _draw_icons(self, wanted: Callable[[ActionRow], bool]) -> None:
        for row in [row for row in self._undrawn.values() if wanted(row)]:
            self._actions[row.id].setIcon(self._palette.icon(row.icon))
            del self._undrawn[row.id]

    def _make(self, row: ActionRow, parent: QObject) -> QAction:
        action = QAction(_tr(row.text), parent)
        action.setObjectName(row.id)
        action.setCheckable(row.checkable)
        # Beside a text there is room for one sign, and in this menu it is the mark of what is on.
        action.setIconVisibleInMenu(row.menu != "&View")
        if isinstance(row.shortcut, QKeySequence.StandardKey):
            standard = QKeySequence.keyBindings(row.shortcut)
            action.setShortcuts(standard or [QKeySequence(_WHERE_NONE_IS_STANDARD.get(row.shortcut, ""))])
        elif row.shortcut:
            action.setShortcut(QKeySequence(row.shortcut))
        plain = _plain(_tr(row.text))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(tooltip(f"{plain} ({keys})" if keys else plain))
        action.setMenuRole(_ROLES.get(row.id, QAction.MenuRole.NoRole))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if row.group:
            group = self._groups.setdefault(row.group, QActionGroup(self))
            group.addAction(action)
        return action


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
