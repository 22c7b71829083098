"""What is wrong with a site's articles: one list, for `inkstone check`, the window's panel and its library. No Qt."""
