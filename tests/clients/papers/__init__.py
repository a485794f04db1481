"""Tests: papers."""
