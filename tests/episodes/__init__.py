"""Tests: episodes."""
