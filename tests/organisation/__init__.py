"""Tests: organisation."""
