"""New articles from archetypes."""
