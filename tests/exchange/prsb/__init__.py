"""Tests of the account of the national standard."""
