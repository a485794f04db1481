"""Tests of `linkdesk.clients.reach`."""
