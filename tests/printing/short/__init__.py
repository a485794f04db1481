"""Cards and letters."""
