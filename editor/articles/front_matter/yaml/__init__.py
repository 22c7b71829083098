"""YAML front matter, as Hugo reads it."""
