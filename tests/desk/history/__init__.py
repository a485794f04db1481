"""Tests of `linkdesk.desk.history`."""
