"""Tests: vault."""
