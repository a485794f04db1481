"""Tests of what leaves the print page."""
