"""Inkstone: a desktop editor for people who publish with Hugo."""

__version__ = "0.1.0"
