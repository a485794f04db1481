"""Tests of `linkdesk.team.cover`."""
