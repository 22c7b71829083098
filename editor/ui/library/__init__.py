"""The library: finds, opens, renames and removes the articles of a site."""
