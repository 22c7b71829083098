"""Every article of a site, summed up and kept in step with the disk."""
