"""Feeds of local services."""
