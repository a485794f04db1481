"""Measures: offered and never automatic, how each talk ran, totals held elsewhere, and what changed for a person."""
