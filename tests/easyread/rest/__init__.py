"""Tests of linkdesk.easyread.rest."""
