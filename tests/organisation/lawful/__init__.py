"""Tests: the lawful basis."""
