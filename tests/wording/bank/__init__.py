"""Tests of words for the client: bank."""
