"""Tests of how plans go."""
