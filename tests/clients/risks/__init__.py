"""Tests of the part risks."""
