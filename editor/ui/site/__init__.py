"""The open site: read in the background, followed on the disk, and what the form learns of it."""
