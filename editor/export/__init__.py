"""Finished posts in other formats, those that `formats.py` lists. No Qt."""
