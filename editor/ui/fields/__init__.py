"""The front matter of the article in front: a form, and the raw source. One module for each kind of field."""
