"""Articles on disk: read, written whole or not at all, journalled, kept as versions."""
