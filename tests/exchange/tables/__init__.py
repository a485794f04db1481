"""Tests of the flat tables."""
