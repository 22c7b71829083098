"""The preview in the site's own theme, by Hugo's server."""
