"""Tests of own words in another language."""
