"""The open articles: tabs, saving, conflicts, outside changes, the journal, restoring."""
