"""Shortcodes: found in the text, and what they put on the page."""
