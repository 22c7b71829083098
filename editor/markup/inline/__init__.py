"""What stands inside a block: emphasis, links, addresses, raw HTML, mathematics."""
