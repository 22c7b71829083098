"""Dates and times: what is typed, the calendar, the offset."""
