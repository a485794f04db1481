"""Tests of the part about."""
