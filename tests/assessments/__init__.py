"""Tests: assessments."""
