"""Own words of a plan in another language."""
