"""Tests: easyread."""
