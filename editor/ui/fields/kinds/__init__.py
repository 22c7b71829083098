"""The inputs of the simpler kinds of field: texts, numbers, switches, links, images."""
