"""Finished posts: HTML, PDF source, DOCX, EPUB, Markdown bundle. No Qt."""
