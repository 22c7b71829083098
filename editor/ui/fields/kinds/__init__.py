"""The inputs of the simpler kinds of field, each a module of its own."""
