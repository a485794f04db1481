"""Versions of a plan: what comes along into the next one, and how any two differ."""
