"""Blocks of Markdown: paragraphs, lists, quotations, tables, code."""
