"""Tests of the head of letters and prints."""
