"""One data test a revision."""
