"""Tests of the picture sort."""
