"""Tests of versions of a plan."""
