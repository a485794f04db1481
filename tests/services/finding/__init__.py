"""Tests of finding services."""
