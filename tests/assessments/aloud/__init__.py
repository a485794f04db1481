"""Tests of reading a page of a talk aloud."""
