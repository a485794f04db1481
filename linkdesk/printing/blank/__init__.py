"""Blank forms and a blank plan on paper, for a venue without a laptop."""
