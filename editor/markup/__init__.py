"""Markdown as Hugo renders it. No Qt."""
