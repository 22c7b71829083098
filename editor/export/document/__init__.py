"""A finished article apart from its site: clean, with its pictures, ready for any writer."""
