"""Tests of a drop-in that becomes a person."""
