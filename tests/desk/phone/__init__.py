"""Tests of squares for the work phone."""
