"""A person who died: noted with day and source, obeyed everywhere, taken back if it was an error."""
