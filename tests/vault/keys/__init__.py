"""Tests: the key file."""
