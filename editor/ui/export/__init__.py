"""The export dialog, its run beside the window, printing."""
