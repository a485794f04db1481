"""Sensitive facts: asked only where the work needs them, each on a page of its own, never shown elsewhere."""
