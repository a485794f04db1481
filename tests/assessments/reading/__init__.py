"""Tests of what the worker reads before the client goes."""
