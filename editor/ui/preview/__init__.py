"""The preview: the article in front as Hugo will publish it, in a sealed web page."""
