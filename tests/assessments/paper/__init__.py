"""Tests of a form that was filled in on paper."""
