"""TOML front matter, as Hugo reads it."""
