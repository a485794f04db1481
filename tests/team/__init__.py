"""Tests: team."""
