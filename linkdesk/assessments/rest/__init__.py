"""A client’s break, and stopping for today."""
