"""Referrals that come in: pasted letters, and files of others with many rows."""
