"""What changes on disk while the site is open."""
