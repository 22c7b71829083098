"""The panels below the library: the outline, the problems."""
