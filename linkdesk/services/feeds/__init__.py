"""Local services that others publish: where they came from, what was said of them there, and what became of it here."""
