"""Tests of drop-ins."""
