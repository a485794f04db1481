"""Tests: safety."""
