"""Tests: clients/sensitive."""
