"""Tests of linkdesk/concerns."""
