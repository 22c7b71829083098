"""Earlier versions of an article: kept, compared, taken back."""
