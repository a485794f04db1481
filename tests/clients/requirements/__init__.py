"""Tests: clients/requirements."""
