"""Tests: clients/deceased."""
