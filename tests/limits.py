"""How long a test waits for what must come: generous, since a wait ends by its signal and only a failure takes it whole."""

from __future__ import annotations

PATIENCE = 60_000
"""Milliseconds for one thing to happen: a signal, an answer, a picture on the screen."""

LONG = 180_000
"""Milliseconds for work over many files or a deliberately slow article."""

PATIENCE_S = PATIENCE / 1000
"""The same in seconds, for processes and threads."""

LONG_S = LONG / 1000
"""The same in seconds, for long work in a process."""
