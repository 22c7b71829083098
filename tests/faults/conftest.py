"""Faults that need the window drive the whole of it, as the feature tests do."""

from tests.window import article_path, site, start

__all__ = ["article_path", "site", "start"]
