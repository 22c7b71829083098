"""The resident: a random author who lives in the whole window, and an oracle that compares all that is shown with all that is held."""
