"""What every part of the window uses: background tasks, palette, fonts, raw and plain text, sealed web pages."""
