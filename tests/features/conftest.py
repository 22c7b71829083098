"""Feature tests drive the whole window."""

from tests.window import article_path, site, start

__all__ = ["article_path", "site", "start"]
