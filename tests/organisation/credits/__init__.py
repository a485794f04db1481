"""Whose pictures these are, and under which licence."""
