"""An article while it is written: edits in, patches of the page out, in a process of its own."""
