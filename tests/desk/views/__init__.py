"""Tests of `linkdesk.desk.views`."""
