"""Lists of terms as chips."""
