"""Tests of the people around a client."""
