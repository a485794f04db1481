"""Tests of words for the client: wording."""
