"""Feature tests drive the whole window."""

from tests.slow_disk import gate
from tests.window import article_path, site, start

__all__ = ["article_path", "gate", "site", "start"]
