"""One article: its bytes, fields and text. Imports no sibling package and no Qt."""
