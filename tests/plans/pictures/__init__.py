"""Tests of the pictures of a plan."""
