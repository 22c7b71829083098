"""The writing pane: Markdown in colours, find and replace, counts."""
