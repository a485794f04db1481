"""Tests of the keep-safe line."""
