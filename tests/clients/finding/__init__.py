"""Tests of finding a person."""
