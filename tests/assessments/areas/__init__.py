"""Tests of areas that wait."""
