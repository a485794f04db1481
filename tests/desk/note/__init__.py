"""Tests of the quick note."""
