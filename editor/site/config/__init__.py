"""A site's configuration: files, languages, mounts, patterns."""
