"""Tests of what is printed from a connection."""
