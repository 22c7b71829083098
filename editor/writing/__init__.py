"""Text and selection in, an edit out: what the writing pane does to Markdown. No Qt."""
