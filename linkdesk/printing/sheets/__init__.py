"""Sheets in plain print: messages to a GP and a referrer, the copy of a record, a concern, the caseload."""
