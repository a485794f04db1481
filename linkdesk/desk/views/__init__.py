"""Saved views of the caseload: whose people, which stage, in which order, under a name."""
