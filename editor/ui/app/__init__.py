"""The program as a whole: its parts made and connected, opening, going from place to place, the start page."""
