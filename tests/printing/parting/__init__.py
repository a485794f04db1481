"""Tests of the last page of a meeting."""
