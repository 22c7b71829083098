"""Every option as data and where it is stored. No Qt."""
