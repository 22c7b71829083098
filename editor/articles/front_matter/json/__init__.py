"""JSON front matter, as Hugo reads it."""
