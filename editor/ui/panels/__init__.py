"""The panels that tell of the article in front, each a module of its own."""
