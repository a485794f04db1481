"""Referral in, triage, first contact, stage, closing: one episode is one time that a person works with the service."""
