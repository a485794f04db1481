"""Tests of picture packs."""
