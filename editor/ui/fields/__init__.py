"""The front-matter form's parts: one module per kind of field, and what they share."""
