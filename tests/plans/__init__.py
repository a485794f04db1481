"""Tests: plans."""
