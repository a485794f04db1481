"""Blank forms."""
