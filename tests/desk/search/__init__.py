"""Tests of the search of the desk."""
