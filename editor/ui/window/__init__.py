"""The main window: actions as rows, side panels, tabs, status line."""
