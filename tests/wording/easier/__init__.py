"""Tests of words for the client: easier."""
