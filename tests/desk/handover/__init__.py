"""Tests of `linkdesk.desk.handover`."""
