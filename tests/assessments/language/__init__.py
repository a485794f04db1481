"""The language of the page."""
