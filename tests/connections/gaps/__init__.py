"""Tests of the gap list."""
