"""The Hugo site around the articles: configuration, catalogue, watcher, publishing. No Qt."""
