"""What leads from the site to its readers: the hugo program and its server."""
