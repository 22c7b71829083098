"""One article being edited: its text document, its one undo history, its work beside the window."""
