"""Joined pages: today, caseload, the client page, search."""
